import type { KeyObject } from 'node:crypto'
import type {
  Eim,
  EimConfigurationData,
  MessageFromEimToIpa,
  Operations,
  PackageHow,
  SignedPackage,
} from '#esim'
import type { EsimIxit } from '#ics'
import type { Observing } from '../chairs.ts'
import type { Act, Moment } from '../moment.ts'
import type { Answer, Asked } from '../views.ts'
import type { Told } from './messages.ts'

/** A message that was left in the mailbox of a device: the Write of it, and what the IPA says next. */
export interface Left extends Act<Asked, Answer> {
  readonly told: Moment<Told>
}

/** A package that was left there. */
export interface LeftPackage extends Left {
  readonly package: SignedPackage
}

export interface LeavingHow {
  /** The device may have to connect anew before it says anything. */
  readonly reconnects?: boolean
  /** Likewise, by the profile to which it falls back. */
  readonly fallsBack?: true
  /** That a package was received, or a download begins, is what is waited for, too; default: what came of it. */
  readonly receipts?: true
}

/** The eIM beside our Server, which reaches the IPA of a Client under test by its mailbox (object 3443). */
export interface EimSeat {
  /** Path of the mailbox. */
  readonly mailbox: string
  /** What the IXIT says of the eUICC; undefined: nothing. */
  readonly facts: EsimIxit | undefined
  /** Why it cannot sign packages; undefined: it can. */
  obstacle(): string | undefined
  /** Signs packages for the eUICC; what it does without an association is an error of the case. */
  package(operations: Operations, how?: PackageHow): SignedPackage
  /** Whether a result or refusal is signed by the eUICC; undefined where nothing is to be verified. */
  check: Eim['check']
  /** Waits until the mailbox takes a message; what lies there is taken, and cleared. False when it does not come to that. */
  isReady(): Promise<boolean>
  /** Requests for packages that the IPA made by the way, in their order. */
  readonly questions: readonly Told[]
  /**
   * The next message of the IPA but for what it says by the way; downloads by way of the eIM are refused, since there is no
   * SM-DP+. What it says of packages that were sent before `answers` does not count.
   */
  hears(how?: LeavingHow, answers?: SignedPackage): Moment<Told>
  /** Leaves these octets in the mailbox when it takes a message; an IPA that asked for a package is told first that there is none. @throws Absent when it does not come to that */
  leaves(octets: Uint8Array, how?: LeavingHow): Promise<Left>
  /** Likewise a message. */
  says(message: MessageFromEimToIpa, how?: LeavingHow): Promise<Left>
  /** Likewise operations, as a package that is sent unasked. */
  carriesOut(operations: Operations, how?: PackageHow & LeavingHow): Promise<LeftPackage>
  /**
   * Goes ahead with its counter, once a run, where the eUICC has taken higher values than the IXIT tells.
   * @throws Absent where the eUICC takes no value that was tried
   */
  findsCounter(): Promise<void>
  /**
   * Learns, once a run, from its certificate by which key the eUICC signs, where the IXIT does not tell.
   * @throws Absent where the eUICC shows none
   */
  learnsKey(): Promise<void>
  /** Says that it has these results and notifications, so that the eUICC forgets them. */
  acknowledges(sequenceNumbers: readonly number[]): Promise<void>
  /** Enables this profile, when the case has ended, if it is not enabled then. */
  keepsEnabled(iccid: string): void
  /** A key that no eUICC knows. */
  strangeKey(): KeyObject
  /** An eIM with a new key: how an eUICC is told of it, and how its packages are made. */
  another(eimId: string): OtherEim
  /** How an eUICC is told of this eIM; its counter value is the last one used. */
  own(): EimConfigurationData
  /** Sees to it, when the case has ended, that the eUICC does not know this eIM any more. */
  forgets(eimId: string): void
  /** Sees to it, when the case has ended, that the eUICC knows this eIM, with the help of the other, which is forgotten then. */
  returns(other: OtherEim): void
  /** Observes the outgoing message of the mailbox until the case ends. */
  observes(): Observing
}

/** An eIM beside ours. */
export interface OtherEim {
  readonly configuration: EimConfigurationData
  readonly how: PackageHow & { readonly eimId: string }
}
