import { Findings } from '#content'
import { decode, encode } from './codec.ts'
import { readTlvs } from './der.ts'
import { profileDownloadErrors } from './download-trigger.ts'
import {
  eimPackageResultErrors,
  stateChangeCauses,
  type TransferEimPackageRequest,
  type TransferEimPackageResponse,
} from './eim-package.ts'
import {
  type MessageFromEimToIpa,
  type MessageFromIpaToEim,
  messageFromEimToIpa,
  messageFromIpaToEim,
} from './esipa.ts'
import type { EuiccPackageRequest } from './euicc-package.ts'
import { type IpaEuiccDataRequest, type IpaEuiccDataResponse, ipaEuiccDataErrors } from './ipa-data.ts'
import type { PendingNotification } from './notification.ts'
import type { SoftEuicc } from './soft-euicc.ts'
import type { SoftProfile } from './soft-profiles.ts'

type Package = TransferEimPackageRequest
type Result = Extract<TransferEimPackageResponse, { kind: 'euiccPackageResult' | 'ePRAndNotifications' }>

/** Data that it can tell of itself and its eUICC, by the tags under which they are asked for. */
const dataTags = [0xbf20, 0xbf22, 0xa0, 0x81, 0xa2, 0x84, 0xa5, 0xa6, 0xa8]

/** Information on the eUICC with nothing in it but its version (SGP.22 EUICCInfo1, EUICCInfo2). */
const info1 = Uint8Array.from([0xbf, 0x20, 0x05, 0x82, 0x03, 3, 1, 0])
const info2 = Uint8Array.from([0xbf, 0x22, 0x05, 0x82, 0x03, 3, 1, 0])

/**
 * The agent of SGP.32 in a device, in software: messages of the eIM in, its own out, all in DER. It has no way to an
 * SM-DP+. Each behaviour is a replaceable method.
 */
export class SoftIpa {
  readonly euicc: SoftEuicc

  constructor(euicc: SoftEuicc) {
    this.euicc = euicc
  }

  get eid(): string {
    return this.euicc.options.eid
  }

  /** The profile that is enabled. */
  get profile(): SoftProfile | undefined {
    return this.euicc.profiles.enabled
  }

  /** What it says to a message. Never throws. */
  answer(octets: Uint8Array): readonly Uint8Array[] {
    return this.answers(octets).map((message) => encode(messageFromIpaToEim, message))
  }

  answers(octets: Uint8Array): readonly MessageFromIpaToEim[] {
    const { value, findings } = decode(messageFromEimToIpa, octets)
    if (value === undefined || findings.some(({ tolerated }) => tolerated !== true))
      return [transferred({ kind: 'eimPackageError', value: errorOf(octets, value) })]
    switch (value.kind) {
      case 'transferEimPackageRequest':
        return this.injected(value.value)
      case 'getEimPackageResponse':
        return value.value.kind === 'eimPackageError' ? [] : this.retrieved(value.value)
      case 'provideEimPackageResultResponse':
        if (value.value.kind === 'eimAcknowledgements') this.euicc.acknowledge(value.value.value)
        return []
      default:
        return []
    }
  }

  /** A package that came unasked (SGP.32 §3.3.2). */
  injected(given: Package): readonly MessageFromIpaToEim[] {
    switch (given.kind) {
      case 'euiccPackageRequest':
        return [transferred(this.loaded(given.value))]
      case 'ipaEuiccDataRequest':
        return [transferred({ kind: 'ipaEuiccDataResponse', value: this.data(given.value) })]
      case 'eimAcknowledgements':
        this.euicc.acknowledge(given.value)
        return [transferred({ kind: 'eimPackageReceived', value: true })]
      case 'profileDownloadTriggerRequest':
        return [
          transferred({ kind: 'eimPackageReceived', value: true }),
          this.provided({ kind: 'profileDownloadTriggerResult', value: this.refusedDownload(given.value) }),
        ]
    }
  }

  /** A package that it asked for (SGP.32 §3.3.1). */
  retrieved(given: Exclude<Package, { kind: 'eimAcknowledgements' }>): readonly MessageFromIpaToEim[] {
    switch (given.kind) {
      case 'euiccPackageRequest':
        return [this.provided(this.loaded(given.value))]
      case 'ipaEuiccDataRequest':
        return [this.provided({ kind: 'ipaEuiccDataResponse', value: this.data(given.value) })]
      case 'profileDownloadTriggerRequest':
        return [
          this.provided({ kind: 'profileDownloadTriggerResult', value: this.refusedDownload(given.value) }),
        ]
    }
  }

  /** What the eUICC made of a package, with the notifications that wait. */
  loaded(request: EuiccPackageRequest): Result {
    const result = this.euicc.load(request)
    const notificationList = [...this.euicc.notifications.values()]
    return notificationList.length === 0 || result.kind !== 'euiccPackageResultSigned'
      ? { kind: 'euiccPackageResult', value: result }
      : { kind: 'ePRAndNotifications', value: { euiccPackageResult: result, notificationList } }
  }

  /** Data of its own and of the eUICC (SGP.32 §2.11.1.2). */
  data(request: IpaEuiccDataRequest): IpaEuiccDataResponse {
    const { tagList, eimTransactionId } = request
    const transaction = eimTransactionId === undefined ? {} : { eimTransactionId }
    const refused = (ipaEuiccDataErrorCode: number): IpaEuiccDataResponse => ({
      kind: 'ipaEuiccDataResponseError',
      value: { ...transaction, ipaEuiccDataErrorCode },
    })
    if (!this.knowsTags(tagList)) return refused(ipaEuiccDataErrors.incorrectTagList)
    if (request.euiccCiPKIdentifierToBeUsed !== undefined)
      return refused(ipaEuiccDataErrors.euiccCiPKIdNotFound)
    const has = (tag: number) => tagList.includes(tag)
    return {
      kind: 'ipaEuiccData',
      value: {
        ...transaction,
        ...(has(0xa0) && { notificationsList: this.notifications(request) }),
        ...(has(0x81) && { defaultSmdpAddress: this.euicc.defaultDpAddress }),
        ...(has(0xa2) && { euiccPackageResultList: this.results(request) }),
        ...(has(0xbf20) && { euiccInfo1: info1 }),
        ...(has(0xbf22) && { euiccInfo2: info2 }),
        ...(has(0x84) && { associationToken: this.euicc.associations.all[0]?.token ?? 0 }),
        ...(has(0xa5) && { eumCertificate: this.euicc.options.certificates.eumCertificate }),
        ...(has(0xa6) && { euiccCertificate: this.euicc.options.certificates.euiccCertificate }),
        ...(has(0xa8) && {
          ipaCapabilities: { ipaFeatures: [], ipaSupportedProtocols: ['ipaProprietary'] },
        }),
      },
    }
  }

  /** Whether it has data of all these tags. */
  knowsTags(tags: readonly number[]): boolean {
    return tags.every((tag) => dataTags.includes(tag))
  }

  notifications({ searchCriteriaNotification: wanted }: IpaEuiccDataRequest): PendingNotification[] {
    const all = [...this.euicc.notifications]
    if (wanted === undefined || wanted.kind === 'euiccPackageResults') return all.map(([, one]) => one)
    return all
      .filter(([number, one]) =>
        wanted.kind === 'seqNumber'
          ? number === wanted.value
          : one.kind === 'otherSignedNotification' &&
            one.value.tbsOtherNotification.content.profileManagementOperation.some((event) =>
              wanted.value.includes(event),
            ),
      )
      .map(([, one]) => one)
  }

  results({ searchCriteriaEuiccPackageResult: wanted }: IpaEuiccDataRequest) {
    return [...this.euicc.results]
      .filter(([number]) => wanted === undefined || number === wanted.value)
      .map(([, result]) => result)
  }

  /** No SM-DP+ is within its reach. */
  refusedDownload({
    eimTransactionId,
  }: Extract<Package, { kind: 'profileDownloadTriggerRequest' }>['value']) {
    return {
      ...(eimTransactionId === undefined ? {} : { eimTransactionId }),
      profileDownloadTriggerResultData: {
        kind: 'profileDownloadError',
        value: { profileDownloadErrorReason: profileDownloadErrors.undefinedError },
      },
    } as const
  }

  provided(
    eimPackageResult: Extract<
      MessageFromIpaToEim,
      { kind: 'provideEimPackageResult' }
    >['value']['eimPackageResult'],
  ): MessageFromIpaToEim {
    return { kind: 'provideEimPackageResult', value: { eidValue: this.eid, eimPackageResult } }
  }

  /** Asks the eIM for a package; with a cause, it tells that a profile changed without it. */
  poll(cause?: keyof typeof stateChangeCauses): Uint8Array {
    return encode(messageFromIpaToEim, {
      kind: 'getEimPackageRequest',
      value: {
        eidValue: this.eid,
        ...(cause !== undefined && { notifyStateChange: true, stateChangeCause: stateChangeCauses[cause] }),
      },
    })
  }

  /** The connection did not come back after a profile was enabled: goes back, where it may, and tells so. */
  rollBack(): readonly Uint8Array[] | undefined {
    const result = this.euicc.rollBack()
    if (result === undefined) return undefined
    return [encode(messageFromIpaToEim, this.provided({ kind: 'euiccPackageResult', value: result }))]
  }

  /** There is no connection, and no way back: enables the profile that is meant for that, and tells so. */
  fallBack(): readonly Uint8Array[] | undefined {
    return this.euicc.profiles.fallBack() ? [this.poll('fallback')] : undefined
  }
}

function transferred(value: TransferEimPackageResponse): MessageFromIpaToEim {
  return { kind: 'transferEimPackageResponse', value }
}

/** Well-formed, but with a tag that means no package: unknown; all else is malformed. */
function errorOf(octets: Uint8Array, read: MessageFromEimToIpa | undefined): number {
  const findings = new Findings()
  const [whole, ...more] = readTlvs(octets, 0, findings)
  const [inner] = whole === undefined ? [] : readTlvs(whole.content, whole.contentOffset, findings)
  const isWhole = findings.list.length === 0 && more.length === 0 && inner !== undefined && read === undefined
  const isKnown = [0xbf51, 0xbf52, 0xbf53, 0xbf54].includes(inner?.tag ?? 0)
  return isWhole && !isKnown
    ? eimPackageResultErrors.unknownPackage
    : eimPackageResultErrors.invalidPackageFormat
}
