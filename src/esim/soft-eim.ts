import { decode, encode } from './codec.ts'
import type { ProfileDownloadData, ProfileDownloadTriggerRequest } from './download-trigger.ts'
import { Eim, type EimOptions, type Operations, type Order, type SignedPackage } from './eim.ts'
import {
  getEimPackageErrors,
  provideEimPackageResultErrors,
  type TransferEimPackageRequest,
} from './eim-package.ts'
import {
  type MessageFromEimToIpa,
  type MessageFromIpaToEim,
  messageFromEimToIpa,
  messageFromIpaToEim,
} from './esipa.ts'
import { type EuiccPackageResult, packageErrorCodes } from './euicc-package.ts'
import type { PendingNotification } from './notification.ts'
import { type Relayed, refusedRelay } from './refused-relay.ts'

/** How far a counter goes ahead that turned out too low. */
const leap = 1000
/** How often a package is made anew whose counter was too low. */
const leaps = 3

type Provided = Extract<MessageFromIpaToEim, { kind: 'provideEimPackageResult' }>['value']
type Told =
  | Provided['eimPackageResult']
  | Extract<MessageFromIpaToEim, { kind: 'transferEimPackageResponse' }>['value']

/** What is handed to an IPA, asked or not. */
type Given = Extract<
  TransferEimPackageRequest,
  { kind: 'euiccPackageRequest' | 'profileDownloadTriggerRequest' }
>

interface Queued {
  readonly order: Order
  readonly leapsLeft: number
}

interface Open {
  readonly operations: Operations
  readonly package: SignedPackage
  readonly leapsLeft: number
}

/**
 * An eIM in software that manages one eUICC: operations in, packages out, results heard and acknowledged (SGP.32 §2.11,
 * §3.3). It has no way to an SM-DP+. Each behaviour is a replaceable method.
 */
export class SoftEim {
  readonly eim: Eim
  readonly #queue: Queued[] = []
  /** Packages that left and that no right result has come for, by their counter values. */
  readonly #open = new Map<number, Open>()
  /** Counter values of those whose result it has. */
  readonly #done = new Set<number>()
  /** How many downloads it had begun. */
  #triggers = 0

  constructor(options: EimOptions) {
    this.eim = new Eim(options)
  }

  get eid(): string {
    return this.eim.options.eid
  }

  get isWaiting(): boolean {
    return this.#queue.length > 0
  }

  /** Takes what is to go out as one package. */
  queue(order: Order): void {
    this.#queue.push({ order, leapsLeft: leaps })
  }

  /** The next message that it has to say of its own accord. */
  next(): Uint8Array | undefined {
    const given = this.gives()
    return given && this.written({ kind: 'transferEimPackageRequest', value: given })
  }

  /** The first of what is queued, ready to go out. */
  gives(): Given | undefined {
    const first = this.#queue.shift()
    if (first === undefined) return undefined
    const { order, leapsLeft } = first
    if ('download' in order)
      return { kind: 'profileDownloadTriggerRequest', value: this.trigger(order.download) }
    const made = this.packageOf(order)
    this.#open.set(made.content.counterValue, { operations: order, leapsLeft, package: made })
    return { kind: 'euiccPackageRequest', value: made.request }
  }

  /** Tells an IPA where to download a profile from. */
  trigger(profileDownloadData: ProfileDownloadData): ProfileDownloadTriggerRequest {
    this.#triggers++
    return { profileDownloadData, eimTransactionId: `d0${hex(this.#triggers)}` }
  }

  /** Signs operations, with the next counter value and a transaction id that tells it. */
  packageOf(operations: Operations): SignedPackage {
    return this.eim.package(operations, { transactionId: hex(this.eim.counter + 1) })
  }

  /** What it says to a message of the IPA; nothing where none is due. Never throws. */
  hears(octets: Uint8Array): Uint8Array | undefined {
    const { value } = decode(messageFromIpaToEim, octets, this.eim.options.version)
    const answer = value && this.answer(value)
    return answer && this.written(answer)
  }

  written(message: MessageFromEimToIpa): Uint8Array {
    return encode(messageFromEimToIpa, message, this.eim.options.version)
  }

  answer(message: MessageFromIpaToEim): MessageFromEimToIpa | undefined {
    switch (message.kind) {
      case 'getEimPackageRequest':
        return this.asked(message.value.eidValue)
      case 'transferEimPackageResponse': {
        const numbers = this.heard(message.value)
        if (numbers.length === 0) return undefined
        return { kind: 'transferEimPackageRequest', value: { kind: 'eimAcknowledgements', value: numbers } }
      }
      case 'provideEimPackageResult':
        return this.provided(message.value)
      case 'handleNotification':
        if (message.value.kind === 'provideEimPackageResult') this.provided(message.value.value)
        return undefined
      default:
        return this.refusedRelay(message)
    }
  }

  /** A message of a download that is to be passed on to an SM-DP+. */
  refusedRelay(message: Relayed): MessageFromEimToIpa {
    return refusedRelay(message)
  }

  /** Somebody asks for a package. */
  asked(eid: string): MessageFromEimToIpa {
    const refusal = (value: number): MessageFromEimToIpa => ({
      kind: 'getEimPackageResponse',
      value: { kind: 'eimPackageError', value },
    })
    if (!this.isOurs(eid)) return refusal(getEimPackageErrors.eidNotFound)
    const given = this.gives()
    if (given === undefined) return refusal(getEimPackageErrors.noEimPackageAvailable)
    return { kind: 'getEimPackageResponse', value: given }
  }

  isOurs(eid: string): boolean {
    return eid === this.eid
  }

  /** The result of a package that the IPA had asked for. */
  provided({ eidValue = this.eid, eimPackageResult: result }: Provided): MessageFromEimToIpa {
    if (!this.isOurs(eidValue))
      return {
        kind: 'provideEimPackageResultResponse',
        value: { kind: 'provideEimPackageResultError', value: provideEimPackageResultErrors.eidNotFound },
      }
    const numbers = this.heard(result)
    return {
      kind: 'provideEimPackageResultResponse',
      value:
        numbers.length > 0
          ? { kind: 'eimAcknowledgements', value: numbers }
          : { kind: 'emptyResponse', value: true },
    }
  }

  /** Takes a result, alone or with notifications; the sequence numbers to acknowledge. */
  heard(told: Told): readonly number[] {
    if (told.kind === 'euiccPackageResult') return this.acknowledged(told.value)
    if (told.kind !== 'ePRAndNotifications') return []
    return this.acknowledged(told.value.euiccPackageResult, told.value.notificationList)
  }

  /** Takes what the eUICC says of a package; the sequence numbers that the eUICC need not keep any longer. */
  acknowledged(
    result: EuiccPackageResult,
    notifications: readonly PendingNotification[] = [],
  ): readonly number[] {
    if (result.kind === 'euiccPackageErrorUnsigned' || !this.isOfEuicc(result)) return []
    if (result.kind === 'euiccPackageErrorSigned') {
      this.refused(result)
      return []
    }
    const { content } = result.value.euiccPackageResultDataSigned
    if (!this.isDue(content)) return []
    this.#open.delete(content.counterValue)
    this.#done.add(content.counterValue)
    return [...notifications.flatMap(sequenceNumberOf), content.seqNumber]
  }

  /** Whether the eUICC has signed it. */
  isOfEuicc(result: EuiccPackageResult): boolean {
    return this.eim.check(result)?.valid !== false
  }

  /** Whether a result is about a package of ours, one that was answered before among them. */
  isDue(told: {
    readonly eimId: string
    readonly counterValue: number
    readonly eimTransactionId?: string
  }): boolean {
    if (told.eimId !== this.eim.options.eimId) return false
    const { counterValue, eimTransactionId } = told
    const open = this.#open.get(counterValue)
    return open === undefined
      ? this.#done.has(counterValue)
      : open.package.content.eimTransactionId === eimTransactionId
  }

  /** A package was refused by the eUICC; one whose counter was too low is made anew, with a higher one. */
  refused({ value }: Extract<EuiccPackageResult, { kind: 'euiccPackageErrorSigned' }>): void {
    const { counterValue, euiccPackageErrorCode } = value.euiccPackageErrorDataSigned.content
    const open = this.#open.get(counterValue)
    this.#open.delete(counterValue)
    if (open === undefined || euiccPackageErrorCode !== packageErrorCodes.replayError) return
    this.repeat(open)
  }

  /** Makes a package anew, unless it was made too often. */
  repeat({ operations, leapsLeft }: Pick<Open, 'operations' | 'leapsLeft'>): void {
    if (leapsLeft === 0) return
    this.eim.counter += leap
    this.#queue.push({ order: operations, leapsLeft: leapsLeft - 1 })
  }
}

function sequenceNumberOf(notification: PendingNotification): number[] {
  return notification.kind === 'otherSignedNotification' ||
    notification.kind === 'compactOtherSignedNotification'
    ? [notification.value.tbsOtherNotification.content.seqNumber]
    : []
}

/** Four octets. */
function hex(number: number): string {
  return number.toString(16).padStart(8, '0')
}
