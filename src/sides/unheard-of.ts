import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { Clock } from '#net'
import { type KeyPair, type Pki, testPki } from '#pki'

/** Keys and certificates that nobody has heard of, of a CA of their own. They are made beside the clock. */
export async function unheardOf(
  clock: Clock,
  names: { readonly serverName: string; readonly clientName: string },
): Promise<Pki> {
  const release = clock.hold()
  try {
    return await testPki({ now: clock.now(), ...names })
  } finally {
    release()
  }
}

/** A key pair, shown by its certificate. */
export function certified(own: KeyPair & { readonly certificate: Uint8Array }) {
  return { kind: 'x509', chain: [own.certificate], privateKey: privateKeyOf(own) } as const
}

/** A key pair, shown by itself. */
export function bare(own: KeyPair) {
  return { kind: 'rpk', publicKey: own.publicKey, privateKey: privateKeyOf(own) } as const
}

function privateKeyOf({ privateKey }: KeyPair): KeyObject {
  return createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' })
}
