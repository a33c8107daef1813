import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { concat } from '#content'
import { bits } from './bits.ts'
import { encode } from './codec.ts'
import { tlv } from './der.ts'
import { at } from './element.ts'
import { oid } from './identifiers.ts'

/** Who a certificate is of; RFC 5280 names in their order. */
export interface Name {
  readonly organization: string
  /** An EID, or what all EIDs of a manufacturer begin with. */
  readonly serialNumber?: string
  readonly commonName?: string
}

export interface CertificateRequest {
  readonly subject: Name
  readonly publicKey: KeyObject
  readonly issuer: { readonly name: Name; readonly privateKey: KeyObject }
  /** Milliseconds since the Unix epoch. */
  readonly from: number
  readonly to: number
  /** Role of the holder, an arc of RSP (SGP.22 §4.5.2): `2.23.146.1.2.1.2` is an EUM. */
  readonly role?: string
  /** CA below which so many CAs may stand. */
  readonly isCa?: { readonly below?: number }
  /** Names that those whom this CA certifies have to have. */
  readonly permitted?: Name
}

const oidElement = at(0x06, oid)
const usages = at(
  0x03,
  bits(
    'digitalSignature',
    'nonRepudiation',
    'keyEncipherment',
    'dataEncipherment',
    'keyAgreement',
    'keyCertSign',
    'cRLSign',
  ),
)

const sequence = (...parts: readonly Uint8Array[]): Uint8Array => tlv(0x30, concat(parts))
const text = (tag: number, value: string): Uint8Array => tlv(tag, new TextEncoder().encode(value))
const identifier = (value: string): Uint8Array => encode(oidElement, value)
const ecdsaWithSha256 = sequence(identifier('1.2.840.10045.4.3.2'))

/** An X.509 certificate in DER, signed by ECDSA with SHA-256, on any curve. For tests alone. */
export function certificate(request: CertificateRequest): Uint8Array {
  const { subject, issuer, publicKey, from, to } = request
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
  const body = sequence(
    tlv(0xa0, Uint8Array.of(2, 1, 2)),
    tlv(0x02, serialNumber(spki, request)),
    ecdsaWithSha256,
    nameOctets(issuer.name),
    sequence(time(from), time(to)),
    nameOctets(subject),
    spki,
    tlv(0xa3, sequence(...extensions(request, createPublicKey(issuer.privateKey)))),
  )
  const signature = sign('sha256', body, issuer.privateKey)
  return sequence(body, ecdsaWithSha256, tlv(0x03, concat([Uint8Array.of(0), signature])))
}

/** How a key is called: the digest of its point (RFC 5280 §4.2.1.2), in hexadecimal. */
export function keyIdentifier(publicKey: KeyObject): string {
  // The point is all that stands behind the algorithm, in a BIT STRING of 65 octets without unused bits.
  const point = publicKey.export({ format: 'der', type: 'spki' }).subarray(-65)
  return createHash('sha1').update(point).digest('hex')
}

/** A serial number that no other certificate of these tests has. */
function serialNumber(spki: Uint8Array, request: CertificateRequest): Uint8Array {
  const { subject, issuer, from, to, permitted } = request
  const facts = JSON.stringify([
    subject,
    issuer.name,
    keyIdentifier(createPublicKey(issuer.privateKey)),
    from,
    to,
    permitted,
  ])
  const digest = createHash('sha256').update(spki).update(facts).digest()
  return Uint8Array.of(0x40 | ((digest[0] ?? 0) & 0x3f), ...digest.subarray(1, 16))
}

function nameOctets({ organization, serialNumber, commonName }: Name): Uint8Array {
  const part = (type: string, value: Uint8Array): Uint8Array => tlv(0x31, sequence(identifier(type), value))
  return sequence(
    part('2.5.4.10', text(0x0c, organization)),
    ...(serialNumber === undefined ? [] : [part('2.5.4.5', text(0x13, serialNumber))]),
    ...(commonName === undefined ? [] : [part('2.5.4.3', text(0x0c, commonName))]),
  )
}

/** Two digits for a year up to 2049, four from then on (RFC 5280 §4.1.2.5). */
function time(at: number): Uint8Array {
  const digits = `${new Date(at).toISOString().replaceAll(/[-:T]|\..*$/g, '')}Z`
  return digits < '2050' ? text(0x17, digits.slice(2)) : text(0x18, digits)
}

function extensions(
  { publicKey, role, isCa, permitted }: CertificateRequest,
  issuerKey: KeyObject,
): Uint8Array[] {
  const critical = tlv(0x01, Uint8Array.of(255))
  const extension = (type: string, value: Uint8Array, ...flags: readonly Uint8Array[]): Uint8Array =>
    sequence(identifier(type), ...flags, tlv(0x04, value))
  const id = (key: KeyObject): Uint8Array => new Uint8Array(Buffer.from(keyIdentifier(key), 'hex'))
  const use = encode(usages, isCa === undefined ? ['digitalSignature'] : ['keyCertSign', 'cRLSign'])
  const below = isCa?.below === undefined ? [] : [tlv(0x02, Uint8Array.of(isCa.below))]
  const parts = [
    extension('2.5.29.35', sequence(tlv(0x80, id(issuerKey)))),
    extension('2.5.29.14', tlv(0x04, id(publicKey))),
    extension('2.5.29.15', use, critical),
  ]
  if (role !== undefined) parts.push(extension('2.5.29.32', sequence(sequence(identifier(role))), critical))
  if (isCa !== undefined) parts.push(extension('2.5.29.19', sequence(critical, ...below), critical))
  if (permitted !== undefined) {
    const subtree = sequence(tlv(0xa4, nameOctets(permitted)))
    parts.push(extension('2.5.29.30', sequence(tlv(0xa0, subtree)), critical))
  }
  return parts
}
