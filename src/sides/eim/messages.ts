import { type Finding, pathText } from '#content'
import {
  type EuiccPackageResult,
  isRelayed,
  type MessageFromIpaToEim,
  packageResultIn,
  packageResults,
  profileStates,
  type SignedPackage,
} from '#esim'
import type { Asked } from '../views.ts'

/** Path of the mailbox. */
export const mailbox = '/3443/0'

/** A message of the IPA, and how it came. */
export interface Told {
  readonly way: 'send' | 'notify' | 'read'
  readonly octets: Uint8Array
  /** Undefined: it lacks what no message can do without. */
  readonly message: MessageFromIpaToEim | undefined
  /** What it has otherwise than DER and SGP.32. */
  readonly findings: readonly Finding[]
  readonly at: number
  readonly frame: number | null
}

/** Whether it is about a package that was sent earlier: one that came twice is answered twice. */
export function isOfAnother(
  { message }: Told,
  { content: { counterValue } }: SignedPackage,
  counters: ReadonlySet<number>,
): boolean {
  const told = counterIn(packageResultIn(message))
  return told !== undefined && told !== counterValue && counters.has(told)
}

function counterIn(result: EuiccPackageResult | undefined): number | undefined {
  switch (result?.kind) {
    case 'euiccPackageResultSigned':
      return result.value.euiccPackageResultDataSigned.content.counterValue
    case 'euiccPackageErrorSigned':
      return result.value.euiccPackageErrorDataSigned.content.counterValue
    default:
      return undefined
  }
}

/** That a package was received. */
export function isReceipt({ message }: Told): boolean {
  return message?.kind === 'transferEimPackageResponse' && message.value.kind === 'eimPackageReceived'
}

/** That a download begins, or goes on, by way of the eIM. */
export function isOfDownload({ message }: Told): boolean {
  return message !== undefined && isRelayed(message)
}

/** It may ask for packages, say that it has one, and have something passed on to an SM-DP+, beside what it owes. */
export function isByTheWay(told: Told): boolean {
  const { message } = told
  const isNotification =
    message?.kind === 'handleNotification' && message.value.kind === 'pendingNotification'
  return message?.kind === 'getEimPackageRequest' || isNotification || isReceipt(told) || isOfDownload(told)
}

/** Whether the list in a result has a profile that is enabled. */
export function isEnabledIn(message: Told['message']): boolean {
  return (
    packageResults(message)?.some(
      (result) =>
        result.kind === 'listProfileInfoResult' &&
        result.value.kind === 'profileInfoListOk' &&
        result.value.value.some(({ profileState }) => profileState === profileStates.enabled),
    ) === true
  )
}

/** The message in what was sent, reported or read; undefined where there is none. */
export function outgoingIn({ nodes }: Pick<Asked, 'nodes'>): Uint8Array | undefined {
  const value = nodes.find(({ path }) => pathText(path) === `${mailbox}/3`)?.value?.value
  return value instanceof Uint8Array && value.length > 0 ? value : undefined
}
