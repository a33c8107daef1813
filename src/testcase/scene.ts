import type { Edition, IcsItem } from '#ics'
import type { ChairName } from '#record'
import type {
  BootstrapChair,
  ClientChair,
  DtlsLadder,
  EimSeat,
  IpaSeat,
  Ladder,
  Moment,
  PackagesChair,
  SecondSeat,
  ServerChair,
  StreamLadder,
} from '#sides'
import type { Check } from './check.ts'
import type { Wait } from './wait.ts'

/** What a chair can be held to. */
export interface Criteria<Letter extends string> {
  /**
   * Judges a criterion of this chair: the moment must come, and what it brings must pass every check. A letter may be
   * judged several times; the worst counts. When the moment does not come, the case ends here.
   */
  must<T>(letter: Letter, moment: Moment<T>, ...checks: readonly Check<T>[]): Promise<T>
  /** Says that a criterion does not apply here, and why; never a pass. @param frame that shows it, if one does */
  notApplicable(letter: Letter, why: string, frame?: number | null): void
}

/** The table: all chairs, and what a case may ask of the evening. A case does not know which chairs are ours. */
export interface Scene<Letter extends string> {
  readonly client: ClientChair & Criteria<Letter>
  readonly server: ServerChair & Criteria<Letter>
  readonly bootstrap: BootstrapChair & Criteria<Letter>
  /** Single messages to the IUT, below the verbs. */
  readonly wire: Ladder
  /** The connection with the IUT, over TCP alone. */
  readonly stream: StreamLadder
  /** The association with the IUT; only in cases that need a channel with DTLS or TLS. */
  readonly dtls: DtlsLadder
  /** A second Server of ours; only in cases that judge a Client. */
  readonly second: SecondSeat
  /** The eIM beside our Server; only in cases that judge a Client. */
  readonly eim: EimSeat
  /** The IPA and its eUICC beside our Client; only in cases that judge a Server. */
  readonly ipa: IpaSeat
  /** Where packages of firmware and software are to be had. */
  readonly packages: PackagesChair
  /** Chairs in which an IUT sits. */
  readonly iut: readonly ChairName[]
  /** Enabler version under test. */
  readonly lwm2m: Edition
  /** How the channel of the run is secured: `nosec`, `psk` … */
  readonly channel: string
  /** Seconds of allowance on every deadline. */
  readonly tolerance: number
  /** Seconds of allowance on the time between two messages of the IUT: what is slow, but steady, shifts both alike. */
  readonly jitter: number
  /** Whether the IUT has a feature: by its ICS, else by a careful look. */
  supports(item: IcsItem): Promise<boolean>
  /** Every message of the IUT so far that breaks CoAP, with the case and frame it was seen in. */
  readonly misshapen: (chair: ChairName) => Moment<readonly string[]>
  /** Every message of the IUT so far whose id another message had that could still be on its way, likewise. */
  readonly reusedIds: (chair: ChairName) => Moment<readonly string[]>
  /** Length of a wait under the timing of this run, in seconds. */
  seconds(wait: Wait): number
  /**
   * Lets time pass, for the reason the wait gives.
   * @param more seconds on top, such as the tolerance
   * @param since milliseconds since the Unix epoch from which it counts; default: now
   */
  pause(wait: Wait, more?: number, since?: number): Promise<void>
  /** What is done when the case is over, however it ends; what was asked for last comes first. @param text what it is, for the journal */
  afterwards(text: string, act: () => Promise<unknown>): void
  /** Ends the case as NOT APPLICABLE, with the frame that shows why. */
  doesNotApply(why: string, frame: number | null): never
  /** Ends the case as INCONCLUSIVE. */
  cannotJudge(why: string): never
}
