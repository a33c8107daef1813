import type { Level, Outcome, Verdict } from '#verdict'
import type { CaseKey, ChairName, EventOf, IutIdentity, Reference } from './events.ts'

type Started = EventOf<'run-started'>

/** The content of `run.json`: what a run found, without the exchange logs. Times are ISO 8601 in UTC. */
export interface RunRecord
  extends Pick<
    Started,
    | 'run'
    | 'tool'
    | 'seating'
    | 'lwm2m'
    | 'profile'
    | 'transport'
    | 'channel'
    | 'timing'
    | 'seed'
    | 'strict'
    | 'tolerance'
    | 'notScored'
    | 'ixit'
    | 'options'
  > {
  readonly schemaVersion: 1
  /** As the user named it, completed by what the only IUT of the run told. */
  readonly iut: IutIdentity
  /** Every IUT that showed up. */
  readonly endpoints: readonly {
    readonly endpoint: string
    readonly identity: IutIdentity
    readonly text: string
  }[]
  /** SHA-256, hexadecimal. */
  readonly digests: Started['digests'] & { readonly captures: readonly CaptureDigest[] }
  /** Why this run can never be a certificate; empty when it can. */
  readonly notCertifiable: readonly string[]
  /** The features of each IUT that were asked for. */
  readonly claims: readonly Omit<EventOf<'claim'>, 'event' | 'n' | 'at'>[]
  readonly started: string
  /** Of a run that was killed: when it was last heard of. */
  readonly ended: string
  readonly interrupted: boolean
  readonly verdict: Verdict
  /** Null when the run never came to its end. */
  readonly exitCode: number | null
  readonly counts: Readonly<Record<Verdict, number>>
  readonly waits: {
    /** Milliseconds by whose time it was: imposed by the case, or needed by the IUT. */
    readonly booked: { readonly case: number; readonly iut: number }
    readonly list: readonly (CaseKey & CaseWait)[]
  }
  readonly cases: readonly CaseRecord[]
}

export interface CaptureDigest extends CaseKey {
  /** Relative to the run folder. */
  readonly path: string
  readonly digest: string
}

/** One judged case. */
export interface CaseRecord extends CaseKey {
  readonly label: string
  readonly title: string
  readonly channel: string
  readonly area: string
  readonly purpose: string
  readonly reference: readonly Reference[]
  readonly errata: readonly string[]
  readonly verdict: Verdict
  readonly outcome: Outcome
  /** Why it is not a plain PASS; empty for PASS. */
  readonly reason: string
  readonly criteria: readonly CriterionRecord[]
  readonly observations: readonly {
    readonly text: string
    readonly reference: readonly Reference[]
    readonly frame: number | null
  }[]
  readonly waits: readonly CaseWait[]
  readonly undo: readonly { readonly text: string; readonly done: boolean }[]
  readonly capture: { readonly path: string; readonly digest: string } | null
  /** The frame that shows why the case ended as it did, where the wire told. */
  readonly frame: number | null
  /** Null when it was never begun. */
  readonly started: string | null
  /** Null when it never came to its end. */
  readonly ended: string | null
  /** How often it was begun. */
  readonly attempts: number
}

/** A criterion with its worst evaluation. */
export interface CriterionRecord {
  readonly letter: string
  readonly judged: ChairName
  readonly text: string
  readonly level: Level
  readonly verdict: Verdict
  readonly reference: readonly Reference[]
  readonly expected: string
  readonly seen: string
  readonly frame: number | null
  readonly hint: string
  /** How often it was evaluated. */
  readonly occurrences: number
}

export interface CaseWait {
  /** Milliseconds. */
  readonly ms: number
  readonly reason: string
  readonly booked: 'case' | 'iut'
}
