import type { Finding } from '#content'
import type {
  EuiccPackageRequest,
  MessageFromEimToIpa,
  Operations,
  ProfileDownloadTriggerRequest,
} from '#esim'
import type { Asked } from '../views.ts'

/** Path of the mailbox. */
export const mailbox = '/3443/0'

/** A message of the eIM, and the Write by which it came. */
export interface FromEim {
  readonly octets: Uint8Array
  /** Undefined: it lacks what no message can do without. */
  readonly message: MessageFromEimToIpa | undefined
  /** What it has otherwise than DER and SGP.32. */
  readonly findings: readonly Finding[]
  readonly asked: Asked
  readonly at: number
  readonly frame: number | null
}

/** Whether something answers a question of the IPA, or came unasked. */
type How = 'retrieved' | 'injected'

/** A package of the eIM for the eUICC. */
export interface PackageFromEim extends FromEim {
  readonly request: EuiccPackageRequest
  readonly how: How
}

/** A message of the eIM by which the IPA is to download a profile. */
export interface TriggerFromEim extends FromEim {
  readonly trigger: ProfileDownloadTriggerRequest
  readonly how: How
}

/** Whether a request is to this path. */
export function isOn({ path }: Asked, wanted: string): boolean {
  return `/${path.join('/')}` === wanted
}

/** Whether it writes this resource, by itself or with the instance that it belongs to. */
export function isWriteOf({ method, path, nodes, contentFormat }: Asked, wanted: string): boolean {
  if ((method !== 'PUT' && method !== 'POST') || contentFormat === undefined) return false
  const at = `/${path.join('/')}`
  return at === wanted || (at === mailbox && nodes.some(({ path: ids }) => `/${ids.join('/')}` === wanted))
}

/** What an eIM gives, asked or not; undefined where a message gives nothing. */
function givenIn({ message }: FromEim) {
  if (message?.kind === 'transferEimPackageRequest') return { given: message.value, how: 'injected' } as const
  if (message?.kind === 'getEimPackageResponse') return { given: message.value, how: 'retrieved' } as const
  return undefined
}

/** The package in a message; undefined where there is none. */
export function packageIn(left: FromEim): PackageFromEim | undefined {
  const { given, how } = givenIn(left) ?? {}
  if (given?.kind !== 'euiccPackageRequest' || how === undefined) return undefined
  return { ...left, request: given.value, how }
}

/** The download that a message tells the IPA to begin; undefined where it tells none. */
export function triggerIn(left: FromEim): TriggerFromEim | undefined {
  const { given, how } = givenIn(left) ?? {}
  if (given?.kind !== 'profileDownloadTriggerRequest' || how === undefined) return undefined
  return { ...left, trigger: given.value, how }
}

/** Whether it is a package of operations of these kinds. */
export function isOf(left: PackageFromEim, operations: Operations): boolean {
  const kinds = (all: readonly { readonly kind: string }[]): string => all.map(({ kind }) => kind).join()
  const wanted = 'psmo' in operations ? operations.psmo : operations.eco
  return kinds(left.request.euiccPackageSigned.content.euiccPackage.value) === kinds(wanted)
}
