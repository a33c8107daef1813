import { concat, type Read, type Reader, reading, uint, vector } from './octets.ts'

/** Extensions of hellos that are spoken here, by number. */
export const extensionTypes = {
  serverName: 0,
  supportedGroups: 10,
  pointFormats: 11,
  signatureAlgorithms: 13,
  clientCertificateType: 19,
  serverCertificateType: 20,
  encryptThenMac: 22,
  extendedMasterSecret: 23,
  connectionId: 54,
  renegotiationInfo: 0xff01,
} as const

export interface Extension {
  readonly type: number
  readonly data: Uint8Array
}

/** secp256r1 (RFC 8422 §5.1.1). */
export const secp256r1 = 23
/** ecdsa_secp256r1_sha256, or ECDSA with SHA-256 in the words of TLS 1.2. */
export const ecdsaSha256 = 0x0403
/** Certificate types (RFC 7250 §3). */
export const certificateTypes = { x509: 0, rawPublicKey: 2 } as const

/** The extensions at the end of a hello; an empty list where there are none (RFC 5246 §7.4.1.4). */
export function readExtensions(reader: Reader): Extension[] {
  if (reader.left === 0) return []
  const seen = new Set<number>()
  return reader.vector(2, 'extensions').all((list) => {
    const start = list.offset
    const type = list.uint(2, 'extension type')
    if (seen.has(type)) list.fail(`extension ${type} is there twice`, start)
    seen.add(type)
    return { type, data: list.opaque(2, `extension ${type}`) }
  })
}

/** The octets of extensions; none at all when there are none. */
export function encodeExtensions(extensions: readonly Extension[]): Uint8Array {
  if (extensions.length === 0) return new Uint8Array()
  return vector(2, ...extensions.flatMap(({ type, data }) => [uint(2, type), vector(2, data)]))
}

/** What the extensions of a hello say, as far as they are known here. */
export interface Offers {
  readonly serverName?: string
  readonly groups?: readonly number[]
  readonly pointFormats?: readonly number[]
  readonly signatureAlgorithms?: readonly number[]
  /** In a ServerHello one. */
  readonly clientCertificateTypes?: readonly number[]
  readonly serverCertificateTypes?: readonly number[]
  readonly encryptThenMac?: true
  readonly extendedMasterSecret?: true
  readonly connectionId?: Uint8Array
  readonly renegotiationInfo?: Uint8Array
}

type Known = { [Name in keyof Offers]-?: (reader: Reader, side: Side) => NonNullable<Offers[Name]> }
type Side = 'client' | 'server'

const numbers = (size: number, unit: number, name: string) => (reader: Reader) =>
  reader.vector(size, name, { min: unit, unit }).all((list) => list.uint(unit, name))

const certificateTypeList = (reader: Reader, side: Side): number[] =>
  side === 'client' ? numbers(1, 1, 'certificate types')(reader) : [reader.uint(1, 'certificate type')]

/** Empty, as its presence says it all. */
const flag = (): true => true

const known: Known = {
  // A server answers with an empty extension (RFC 6066 §3).
  serverName: (reader, side) => (side === 'server' ? '' : readServerName(reader)),
  groups: numbers(2, 2, 'named groups'),
  pointFormats: numbers(1, 1, 'point formats'),
  signatureAlgorithms: numbers(2, 2, 'signature algorithms'),
  clientCertificateTypes: certificateTypeList,
  serverCertificateTypes: certificateTypeList,
  encryptThenMac: flag,
  extendedMasterSecret: flag,
  connectionId: (reader) => reader.opaque(1, 'connection id'),
  renegotiationInfo: (reader) => reader.opaque(1, 'renegotiated connection'),
}

const facts: readonly { name: keyof Offers; type: number; clause: string }[] = [
  { name: 'serverName', type: extensionTypes.serverName, clause: 'RFC 6066 §3' },
  { name: 'groups', type: extensionTypes.supportedGroups, clause: 'RFC 8422 §5.1.1' },
  { name: 'pointFormats', type: extensionTypes.pointFormats, clause: 'RFC 8422 §5.1.2' },
  { name: 'signatureAlgorithms', type: extensionTypes.signatureAlgorithms, clause: 'RFC 5246 §7.4.1.4.1' },
  { name: 'clientCertificateTypes', type: extensionTypes.clientCertificateType, clause: 'RFC 7250 §3' },
  { name: 'serverCertificateTypes', type: extensionTypes.serverCertificateType, clause: 'RFC 7250 §3' },
  { name: 'encryptThenMac', type: extensionTypes.encryptThenMac, clause: 'RFC 7366 §2' },
  { name: 'extendedMasterSecret', type: extensionTypes.extendedMasterSecret, clause: 'RFC 7627 §5.1' },
  { name: 'connectionId', type: extensionTypes.connectionId, clause: 'RFC 9146 §3' },
  { name: 'renegotiationInfo', type: extensionTypes.renegotiationInfo, clause: 'RFC 5746 §3.2' },
]

/** Whether a name has the form of an IPv4 or IPv6 address. */
export function looksLikeAddress(name: string): boolean {
  return /^[\d.]+$|:/.test(name)
}

function readServerName(reader: Reader): string {
  let found = ''
  reader.vector(2, 'server names', { min: 1 }).all((list) => {
    const start = list.offset
    const type = list.uint(1, 'name type')
    const name = Buffer.from(list.opaque(2, 'server name', { min: 1 })).toString('latin1')
    if (type !== 0) return
    if (found !== '') list.fail('two host names', start)
    found = name
  })
  return found
}

/** Reads the extensions known here, strictly; never throws. Unknown ones are passed over. */
export function readOffers(extensions: readonly Extension[], side: Side): Read<Offers> {
  const offers: Record<string, unknown> = {}
  for (const { name, type, clause } of facts) {
    const found = extensions.find((one) => one.type === type)
    if (found === undefined) continue
    const read = reading<unknown>(found.data, { within: `extension ${type}`, clause }, (reader) =>
      known[name](reader, side),
    )
    if (read.violation !== undefined) return { violation: read.violation }
    offers[name] = read.value
  }
  return { value: offers as Offers }
}

const list = (size: number, unit: number, values: readonly number[]): Uint8Array =>
  vector(size, ...values.map((value) => uint(unit, value)))

/** The extensions that say `offers`, by ascending number. */
export function buildExtensions(offers: Offers, side: Side): Extension[] {
  const extensions: Extension[] = []
  const add = (type: number, data: Uint8Array): unknown => extensions.push({ type, data })
  const types = (values: readonly number[]): Uint8Array =>
    side === 'client' ? list(1, 1, values) : concat(...values.map((value) => uint(1, value)))
  const { serverName, groups, pointFormats, signatureAlgorithms } = offers
  const { clientCertificateTypes, serverCertificateTypes, connectionId, renegotiationInfo } = offers
  if (serverName !== undefined) {
    const name = new TextEncoder().encode(serverName)
    add(0, side === 'client' ? vector(2, uint(1, 0), vector(2, name)) : new Uint8Array())
  }
  if (groups !== undefined) add(extensionTypes.supportedGroups, list(2, 2, groups))
  if (pointFormats !== undefined) add(extensionTypes.pointFormats, list(1, 1, pointFormats))
  if (signatureAlgorithms !== undefined) {
    add(extensionTypes.signatureAlgorithms, list(2, 2, signatureAlgorithms))
  }
  if (clientCertificateTypes !== undefined)
    add(extensionTypes.clientCertificateType, types(clientCertificateTypes))
  if (serverCertificateTypes !== undefined)
    add(extensionTypes.serverCertificateType, types(serverCertificateTypes))
  if (offers.encryptThenMac) add(extensionTypes.encryptThenMac, new Uint8Array())
  if (offers.extendedMasterSecret) add(extensionTypes.extendedMasterSecret, new Uint8Array())
  if (connectionId !== undefined) add(extensionTypes.connectionId, vector(1, connectionId))
  if (renegotiationInfo !== undefined) add(extensionTypes.renegotiationInfo, vector(1, renegotiationInfo))
  return extensions
}
