import type { Random } from '#net'
import { extendedMasterSecret, masterSecret, sha256 } from './prf.ts'
import { deriveKeys, type Protection, protection } from './protection.ts'
import type { Suite } from './suites.ts'

/** What the hellos settled. */
export interface Agreed {
  readonly suite: Suite
  readonly clientRandom: Uint8Array
  readonly serverRandom: Uint8Array
  readonly extendedMasterSecret: boolean
  readonly encryptThenMac: boolean
}

/** The master secret of a full handshake, whose messages up to the ClientKeyExchange are `transcript`. */
export function agreeOnMaster(agreed: Agreed, premaster: Uint8Array, transcript: Uint8Array): Uint8Array {
  if (agreed.extendedMasterSecret) return extendedMasterSecret(premaster, sha256(transcript))
  return masterSecret(premaster, agreed.clientRandom, agreed.serverRandom)
}

/** How each side protects what it writes. */
export function protections(
  agreed: Agreed,
  master: Uint8Array,
  random: Random,
): { client: Protection; server: Protection } {
  const { suite, clientRandom, serverRandom, encryptThenMac } = agreed
  const keys = deriveKeys(suite, master, clientRandom, serverRandom)
  const options = { encryptThenMac, iv: () => random.bytes(16) }
  return { client: protection(suite, keys.client, options), server: protection(suite, keys.server, options) }
}
