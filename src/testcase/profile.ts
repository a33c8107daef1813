import type { Edition } from '#ics'

/** A named set of numbered cases that a conformance claim rests on. */
export interface Profile {
  readonly name: string
  /** Edition of the ETS it is taken from. */
  readonly edition: Edition
  /**
   * Its numbers: those with a case are required where the IUT claims what they need; those that are listed are not
   * scored, with the reason that stands there.
   */
  readonly numbers: readonly number[]
  /** Purposes of our own that belong to it by name; those of the ETS have all. */
  readonly purposes?: readonly string[]
}
