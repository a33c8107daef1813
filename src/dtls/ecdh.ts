import { createECDH, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { Random } from '#net'
import { remembered } from './remembered.ts'

/** Our half of a Diffie-Hellman exchange on secp256r1. */
export interface KeyShare {
  /** Uncompressed. */
  readonly point: Uint8Array
  /** The shared secret; undefined when the peer's point is not on the curve. */
  secret(peer: Uint8Array): Uint8Array | undefined
}

/** Draws a fresh key. */
export function keyShare(random: Random): KeyShare {
  const ecdh = createECDH('prime256v1')
  // All but 2^-32 of 256-bit numbers are private keys.
  for (;;) {
    try {
      ecdh.setPrivateKey(random.bytes(32))
      break
    } catch {}
  }
  return {
    point: new Uint8Array(ecdh.getPublicKey()),
    secret(peer) {
      try {
        return new Uint8Array(ecdh.computeSecret(peer))
      } catch {
        return undefined
      }
    },
  }
}

/** A public key out of its DER form (RFC 5480 §2); undefined when it is none on secp256r1. */
export const publicKeyOf = remembered((spki): KeyObject | undefined => {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined
  } catch {
    return undefined
  }
})

/** ECDSA with SHA-256, in DER. */
export function signEcdsa(key: KeyObject, content: Uint8Array): Uint8Array {
  return new Uint8Array(sign('sha256', content, key))
}

/** Whether a signature in DER is right; false for whatever is none. */
export function verifyEcdsa(key: KeyObject, content: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify('sha256', content, key, signature)
  } catch {
    return false
  }
}
