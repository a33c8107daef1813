import { type KeyObject, X509Certificate } from 'node:crypto'
import { publicKeyOf } from './ecdh.ts'
import { remembered } from './remembered.ts'
import type { PeerIdentity } from './session.types.ts'

/** The public key that a certificate message shows, where it is one on secp256r1. */
export function certificateKey(peer: PeerIdentity): KeyObject | undefined {
  if (peer.kind === 'rpk') return publicKeyOf(peer.publicKey)
  if (peer.kind !== 'x509') return undefined
  const spki = peer.chain[0] && certifiedKey(peer.chain[0])
  return spki && publicKeyOf(spki)
}

/** The public key in a certificate, in DER; undefined when it is none. */
export const certifiedKey = remembered((der): Uint8Array | undefined =>
  parseCertificate(der)?.publicKey.export({ format: 'der', type: 'spki' }),
)

/** A certificate in DER; undefined when it is none. */
export const parseCertificate = remembered((der): X509Certificate | undefined => {
  try {
    return new X509Certificate(der)
  } catch {
    return undefined
  }
})
