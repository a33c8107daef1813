import { certificateTypes, ecdsaSha256, secp256r1 } from './extensions.ts'
import { concat, type Read, type Reader, reading, uint, vector } from './octets.ts'
import type { KeyExchange } from './suites.ts'

/** Who a certificate message shows: a chain, a bare key, or nobody (an empty chain). */
export type ShownCertificate =
  | { readonly kind: 'x509'; readonly chain: readonly Uint8Array[] }
  | { readonly kind: 'rpk'; readonly publicKey: Uint8Array }

export interface Signed {
  readonly algorithm: number
  readonly signature: Uint8Array
}

export interface ServerKeyExchange {
  /** psk_identity_hint; with PSK alone. */
  readonly hint?: Uint8Array
  /** The point on secp256r1. */
  readonly point?: Uint8Array
  /** Over the randoms and `parameters`; with ECDHE_ECDSA alone. */
  readonly signed?: Signed
}

export interface ClientKeyExchange {
  readonly identity?: Uint8Array
  readonly point?: Uint8Array
}

export interface CertificateRequest {
  readonly types: readonly number[]
  readonly algorithms: readonly number[]
  /** Distinguished names, in DER. */
  readonly authorities: readonly Uint8Array[]
}

/** ClientCertificateType ecdsa_sign (RFC 8422 §5.5). */
export const ecdsaSign = 64

/** Reads a Certificate of an agreed type (RFC 5246 §7.4.2, RFC 7250 §3); never throws. */
export function decodeCertificate(body: Uint8Array, type: number): Read<ShownCertificate> {
  if (type === certificateTypes.rawPublicKey) {
    return reading(body, { within: 'Certificate', clause: 'RFC 7250 §3' }, (reader) => ({
      kind: 'rpk',
      publicKey: reader.opaque(3, 'subjectPublicKeyInfo'),
    }))
  }
  return reading(body, { within: 'Certificate', clause: 'RFC 5246 §7.4.2' }, (reader) => ({
    kind: 'x509',
    chain: reader.vector(3, 'certificate_list').all((list) => list.opaque(3, 'certificate', { min: 1 })),
  }))
}

/** The body of a Certificate. */
export function encodeCertificate(shown: ShownCertificate): Uint8Array {
  if (shown.kind === 'rpk') return vector(3, shown.publicKey)
  return vector(3, ...shown.chain.map((certificate) => vector(3, certificate)))
}

function readPoint(reader: Reader): Uint8Array {
  const start = reader.offset
  const point = reader.opaque(1, 'point', { min: 1 })
  if (point.length !== 65 || point[0] !== 4)
    reader.fail('the point is not an uncompressed one of secp256r1', start)
  return point
}

function readSigned(reader: Reader): Signed {
  const start = reader.offset
  const algorithm = reader.uint(2, 'signature algorithm')
  if (algorithm !== ecdsaSha256) {
    reader.fail(`signature algorithm 0x${algorithm.toString(16).padStart(4, '0')} was not offered`, start)
  }
  return { algorithm, signature: reader.opaque(2, 'signature', { min: 1 }) }
}

/** Reads a ServerKeyExchange (RFC 4279 §2, RFC 5489 §2, RFC 8422 §5.4); never throws. */
export function decodeServerKeyExchange(body: Uint8Array, keyExchange: KeyExchange): Read<ServerKeyExchange> {
  const clause = { PSK: 'RFC 4279 §2', ECDHE_PSK: 'RFC 5489 §2', ECDHE_ECDSA: 'RFC 8422 §5.4' }[keyExchange]
  return reading(body, { within: 'ServerKeyExchange', clause }, (reader) => {
    const hint = keyExchange === 'ECDHE_ECDSA' ? undefined : reader.opaque(2, 'psk_identity_hint')
    if (keyExchange === 'PSK') return { ...(hint !== undefined && { hint }) }
    const curveType = reader.uint(1, 'curve_type')
    if (curveType !== 3) reader.fail(`curve_type ${curveType} is not named_curve`, reader.offset - 1)
    const group = reader.uint(2, 'named curve')
    if (group !== secp256r1) reader.fail(`group ${group} was not offered`, reader.offset - 2)
    const point = readPoint(reader)
    if (hint !== undefined) return { hint, point }
    return { point, signed: readSigned(reader) }
  })
}

/** The curve and point that are signed (RFC 8422 §5.4). */
export function ecdhParameters(point: Uint8Array): Uint8Array {
  return concat(uint(1, 3), uint(2, secp256r1), vector(1, point))
}

/** The body of a ServerKeyExchange. */
export function encodeServerKeyExchange({ hint, point, signed }: ServerKeyExchange): Uint8Array {
  return concat(
    ...(hint === undefined ? [] : [vector(2, hint)]),
    ...(point === undefined ? [] : [ecdhParameters(point)]),
    ...(signed === undefined ? [] : [encodeSigned(signed)]),
  )
}

/** Reads a ClientKeyExchange (RFC 4279 §2, RFC 5489 §2, RFC 8422 §5.7); never throws. */
export function decodeClientKeyExchange(body: Uint8Array, keyExchange: KeyExchange): Read<ClientKeyExchange> {
  const clause = { PSK: 'RFC 4279 §2', ECDHE_PSK: 'RFC 5489 §2', ECDHE_ECDSA: 'RFC 8422 §5.7' }[keyExchange]
  return reading(body, { within: 'ClientKeyExchange', clause }, (reader) => ({
    ...(keyExchange !== 'ECDHE_ECDSA' && { identity: reader.opaque(2, 'psk_identity') }),
    ...(keyExchange !== 'PSK' && { point: readPoint(reader) }),
  }))
}

/** The body of a ClientKeyExchange. */
export function encodeClientKeyExchange({ identity, point }: ClientKeyExchange): Uint8Array {
  return concat(
    ...(identity === undefined ? [] : [vector(2, identity)]),
    ...(point === undefined ? [] : [vector(1, point)]),
  )
}

/** Reads a CertificateRequest (RFC 5246 §7.4.4); never throws. */
export function decodeCertificateRequest(body: Uint8Array): Read<CertificateRequest> {
  return reading(body, { within: 'CertificateRequest', clause: 'RFC 5246 §7.4.4' }, (reader) => ({
    types: [...reader.opaque(1, 'certificate_types', { min: 1 })],
    algorithms: reader
      .vector(2, 'supported_signature_algorithms', { min: 2, unit: 2 })
      .all((list) => list.uint(2, 'signature algorithm')),
    authorities: reader
      .vector(2, 'certificate_authorities')
      .all((list) => list.opaque(2, 'distinguished name', { min: 1 })),
  }))
}

/** The body of a CertificateRequest. */
export function encodeCertificateRequest(request: CertificateRequest): Uint8Array {
  return concat(
    vector(1, Uint8Array.from(request.types)),
    vector(2, ...request.algorithms.map((algorithm) => uint(2, algorithm))),
    vector(2, ...request.authorities.map((name) => vector(2, name))),
  )
}

/** Reads a CertificateVerify (RFC 5246 §7.4.8); never throws. */
export function decodeCertificateVerify(body: Uint8Array): Read<Signed> {
  return reading(body, { within: 'CertificateVerify', clause: 'RFC 5246 §7.4.8' }, readSigned)
}

/** A signature with its algorithm before it. */
export function encodeSigned({ algorithm, signature }: Signed): Uint8Array {
  return concat(uint(2, algorithm), vector(2, signature))
}

/** Reads a Finished (RFC 5246 §7.4.9); never throws. */
export function decodeFinished(body: Uint8Array): Read<Uint8Array> {
  return reading(body, { within: 'Finished', clause: 'RFC 5246 §7.4.9' }, (reader) =>
    reader.take(12, 'verify_data'),
  )
}

/** Reads a message without content; never throws. */
export function decodeNothing(body: Uint8Array, within: string, clause: string): Read<true> {
  return reading(body, { within, clause }, () => true)
}
