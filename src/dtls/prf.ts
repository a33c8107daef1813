import { createHash, createHmac } from 'node:crypto'
import { concat } from './octets.ts'

const ascii = new TextEncoder()

function hmac(key: Uint8Array, ...parts: Uint8Array[]): Uint8Array {
  const mac = createHmac('sha256', key)
  for (const part of parts) mac.update(part)
  return new Uint8Array(mac.digest())
}

/** The pseudorandom function of TLS 1.2 with SHA-256 (RFC 5246 §5). */
export function prf(secret: Uint8Array, label: string, seed: Uint8Array, length: number): Uint8Array {
  const labelled = concat(ascii.encode(label), seed)
  const blocks: Uint8Array[] = []
  let a = labelled
  for (let have = 0; have < length; have += 32) {
    a = hmac(secret, a)
    blocks.push(hmac(secret, a, labelled))
  }
  return concat(...blocks).subarray(0, length)
}

/** SHA-256 over all parts. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

/** The master secret, from the randoms of both sides (RFC 5246 §8.1). */
export function masterSecret(
  premaster: Uint8Array,
  clientRandom: Uint8Array,
  serverRandom: Uint8Array,
): Uint8Array {
  return prf(premaster, 'master secret', concat(clientRandom, serverRandom), 48)
}

/** The extended master secret, from the hash of the handshake so far (RFC 7627 §4). */
export function extendedMasterSecret(premaster: Uint8Array, sessionHash: Uint8Array): Uint8Array {
  return prf(premaster, 'extended master secret', sessionHash, 48)
}

/** What a Finished carries (RFC 5246 §7.4.9). */
export function verifyData(
  master: Uint8Array,
  side: 'client' | 'server',
  handshakeHash: Uint8Array,
): Uint8Array {
  return prf(master, `${side} finished`, handshakeHash, 12)
}

/** The premaster secret of plain PSK (`other` all zero) or with what a Diffie-Hellman exchange gave (RFC 4279 §2, RFC 5489 §2). */
export function pskPremaster(psk: Uint8Array, other: Uint8Array = new Uint8Array(psk.length)): Uint8Array {
  const length = (part: Uint8Array): Uint8Array => Uint8Array.of(part.length >> 8, part.length & 0xff)
  return concat(length(other), other, length(psk), psk)
}

/** A line of an NSS key log file, by which analysers decrypt a capture. */
export function keyLogLine(clientRandom: Uint8Array, master: Uint8Array): string {
  const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex')
  return `CLIENT_RANDOM ${hex(clientRandom)} ${hex(master)}`
}
