import type { Level, Outcome, Verdict } from '#verdict'

/** The chairs around the wire. */
export type ChairName = 'client' | 'server' | 'bootstrap'

/** A rule and where it stands. */
export interface Reference {
  /** For example `Core 1.1.1 §6.2.2`, `RFC 7252 §4.4` or `ETS int-102 C`. */
  readonly clause: string
  /** Why it may not be trusted yet: only an issue text or memory vouches for it. Yields observations, never FAIL. */
  readonly unverified?: string
}

/** Names one judged case of a run: `int-102`, judged chair, endpoint of the IUT. */
export interface CaseKey {
  /** `int-102` or `TP/REP/ATTR/BV-01`. */
  readonly id: string
  readonly chair: ChairName
  /** Endpoint client name of the IUT, or of our client when a server is judged. */
  readonly endpoint: string
}

/** What a certificate needs to say of the implementation under test. */
export interface IutIdentity {
  readonly vendor?: string
  readonly model?: string
  readonly version?: string
}

export interface PlannedCase extends CaseKey {
  /** `1.1-int-102`: the label that the profile's edition prints. */
  readonly label: string
  readonly title: string
}

interface Base {
  /** Counts from 1 without a gap. */
  readonly n: number
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}

/** The journal is a list of these, one JSON object a line; it is the only truth of a run. */
export type JournalEvent = Base &
  (
    | {
        readonly event: 'run-started'
        readonly run: string
        readonly tool: { readonly name: string; readonly version: string; readonly node: string }
        readonly seating: { readonly iut: readonly ChairName[]; readonly tester: readonly ChairName[] }
        readonly iut: IutIdentity
        readonly lwm2m: string
        readonly profile: string
        readonly transport: string
        readonly channel: string
        readonly timing: 'normal' | 'short'
        readonly seed: string
        readonly strict: boolean
        /** Seconds, or null for the default (the larger of 1 s and 4 typical round trips). */
        readonly tolerance: number | null
        /** SHA-256, hexadecimal, of what the verdicts rest on; null where the run had none. */
        readonly digests: {
          readonly profile: string | null
          readonly ics: string | null
          readonly ixit: string | null
          readonly registry: string | null
        }
        /** What testing was told of the IUT (IXIT), by item or path; values of secrets are masked. */
        readonly ixit: Readonly<Record<string, unknown>>
        /** Why this run can never be a certificate (short timing, embedded peers, …); empty when it can. */
        readonly notCertifiable: readonly string[]
        /** Numbers of the profile that this suite does not execute, and why. */
        readonly notScored: readonly {
          readonly id: string
          readonly title: string
          readonly reason: string
        }[]
        readonly options: Readonly<Record<string, unknown>>
      }
    | { readonly event: 'planned'; readonly endpoint: string; readonly cases: readonly PlannedCase[] }
    /** An IUT showed up, or what is known of it grew. */
    | {
        readonly event: 'iut'
        readonly endpoint: string
        readonly identity: IutIdentity
        readonly text: string
      }
    /** A feature of an IUT, as far as it was asked for; once for each item. */
    | {
        readonly event: 'claim'
        readonly endpoint: string
        /** ICS item: `OBJ.16`, `FMT.tlv`, `QUEUE`. */
        readonly item: string
        /** Null: unanswered. */
        readonly claimed: boolean | null
        /** `ics`: its ICS says so; `found`: its registration, careful reads, or a rule. */
        readonly source: 'ics' | 'found'
        readonly why: string
        /** What the wire shows, where that is not what the ICS says. */
        readonly contradiction: string | null
      }
    | ({
        readonly event: 'case-started'
        readonly label: string
        readonly title: string
        readonly channel: string
        readonly attempt: number
        readonly editions: readonly string[]
        /** `Registration`, `Device management` …: the report's feature. */
        readonly area: string
        readonly purpose: string
        readonly reference: readonly Reference[]
        readonly errata: readonly string[]
      } & CaseKey)
    | ({ readonly event: 'step'; readonly text: string } & CaseKey)
    | ({
        readonly event: 'message'
        readonly direction: 'in' | 'out'
        readonly from: string
        readonly to: string
        /** Frame number in the case's capture. */
        readonly frame: number
        /** One line, secrets masked. */
        readonly text: string
        readonly violations: readonly string[]
        readonly repeated: boolean
      } & CaseKey)
    | ({
        readonly event: 'wait'
        /** Milliseconds. */
        readonly ms: number
        readonly reason: string
        /** Whose time it was: imposed by the case, or needed by the IUT (sleep, retransmission). */
        readonly booked: 'case' | 'iut'
      } & CaseKey)
    | ({ readonly event: 'prompt'; readonly text: string; readonly answer: string } & CaseKey)
    | ({
        readonly event: 'criterion'
        readonly letter: string
        /** The chair it judges. */
        readonly judged: ChairName
        readonly text: string
        readonly level: Level
        readonly verdict: Verdict
        readonly reference: readonly Reference[]
        readonly expected: string
        readonly seen: string
        readonly frame: number | null
        /** What to try; empty when it passed. */
        readonly hint: string
      } & CaseKey)
    /** Something worth telling that does not decide: a SHOULD, a contested rule, a deviation. */
    | ({
        readonly event: 'observation'
        readonly text: string
        readonly reference: readonly Reference[]
        readonly frame: number | null
      } & CaseKey)
    | ({ readonly event: 'undo'; readonly text: string; readonly done: boolean } & CaseKey)
    | ({
        readonly event: 'case-ended'
        readonly verdict: Verdict
        readonly outcome: Outcome
        /** Why it is not a plain PASS; empty for PASS. */
        readonly reason: string
        /** The capture, relative to the run folder, with its SHA-256. */
        readonly capture: { readonly path: string; readonly digest: string } | null
        /** The frame that shows why a case is NOT APPLICABLE, where the wire told. */
        readonly frame: number | null
      } & CaseKey)
    | { readonly event: 'note'; readonly text: string }
    | {
        readonly event: 'run-ended'
        readonly verdict: Verdict
        readonly exitCode: number
        readonly interrupted: boolean
      }
  )

export type EventName = JournalEvent['event']
/** The event of one name. */
export type EventOf<Name extends EventName> = Extract<JournalEvent, { event: Name }>

type WithoutBase<T> = T extends unknown ? Omit<T, 'n' | 'at'> : never
/** An event before the journal stamps it. */
export type EventDraft = WithoutBase<JournalEvent>
