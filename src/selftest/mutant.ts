import type { Transport } from '#coap'
import type { IcsItem } from '#ics'
import type { TestCase } from '#testcase'
import type { Channel } from './world.ts'

/** A criterion of a case: `int-102 C`, `TP/REP/ATTR/BV-01 A`. */
export type CriterionId = `${string} ${string}`

/** One deliberate fault in a reference peer, in at most 30 lines, and exactly what it must trip. */
export interface Mutant<Peer> {
  /** `M15` of the field-bug list, or a name of our own: `update-4.00`. */
  readonly id: string
  readonly title: string
  /** Field bug it was taken from; several where they look alike on the wire. */
  readonly from?: string | readonly string[]
  /** Every criterion it breaks, over all cases; nothing else may fail. */
  readonly trips: readonly CriterionId[]
  /** Criteria that it breaks or not, by what the cases before have left behind. */
  readonly mayTrip?: readonly CriterionId[]
  /**
   * Cases that it leaves INCONCLUSIVE or NOT APPLICABLE, or some of their criteria: what they rest on without judging it is
   * broken.
   */
  readonly unsettles?: readonly string[]
  /** Enabler versions to play it in; default 1.1. */
  readonly lwm2m?: '1.0' | '1.1' | '1.2'
  /** The sound variant of the reference peer that the fault is put into; default: the reference peer itself. */
  readonly variant?: string
  /** What carries it, of a variant; a mutant has that of its variant. Default: UDP. */
  readonly transport?: Transport
  /** What secures it, likewise. Default: nothing. */
  readonly channel?: Channel
  /** Of a variant: what its ICS says yes to. Default: it has none. */
  readonly claims?: readonly IcsItem[]
  /**
   * Of a variant: it plays only the cases that need its channel, or its transport where it has none, and those that its
   * mutants name; that the others fare alike is shown elsewhere.
   */
  readonly isNarrow?: true
  /** Of a variant: it plays only the cases of this area; that the others fare alike is shown elsewhere. */
  readonly area?: TestCase['area']
  /** It shows for a moment alone: where the messages of that moment are lost, nobody can tell. */
  readonly isFleeting?: true
  /** SHOULD criteria only fail under --strict. */
  readonly strict?: true
  readonly inject: (peer: Peer) => void
}
