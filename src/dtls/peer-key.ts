import { type KeyObject, X509Certificate } from 'node:crypto'
import { publicKeyOf } from './ecdh.ts'
import type { PeerIdentity } from './session.types.ts'

/** The public key that a certificate message shows, where it is one on secp256r1. */
export function certificateKey(peer: PeerIdentity): KeyObject | undefined {
  if (peer.kind === 'rpk') return publicKeyOf(peer.publicKey)
  if (peer.kind !== 'x509') return undefined
  const certificate = peer.chain[0] && parseCertificate(peer.chain[0])
  const spki = certificate?.publicKey.export({ format: 'der', type: 'spki' })
  return spki && publicKeyOf(spki)
}

/** A certificate in DER; undefined when it is none. */
export function parseCertificate(der: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(der)
  } catch {
    return undefined
  }
}
