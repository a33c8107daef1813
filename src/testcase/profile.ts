import type { Edition } from '#ics'

/** A named set of numbered cases that a conformance claim rests on. */
export interface Profile {
  readonly name: string
  /** Edition of the ETS it is taken from. */
  readonly edition: Edition
  /** The numbers it requires, where the IUT claims what they need. */
  readonly numbers: readonly number[]
}
