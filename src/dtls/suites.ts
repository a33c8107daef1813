/** How the premaster secret comes about and who is shown by what. */
export type KeyExchange = 'PSK' | 'ECDHE_ECDSA' | 'ECDHE_PSK'

/** How records are protected. */
export type Bulk = 'ccm8' | 'gcm' | 'cbc-sha256'

/** A cipher suite with AES-128 and the PRF of SHA-256. */
export interface Suite {
  readonly id: number
  readonly name: string
  readonly keyExchange: KeyExchange
  readonly bulk: Bulk
}

const suite = (id: number, name: string, keyExchange: KeyExchange, bulk: Bulk): Suite => ({
  id,
  name,
  keyExchange,
  bulk,
})

/** The suites spoken here, the best of each key exchange first. */
export const suites: readonly Suite[] = [
  suite(0xc0a8, 'TLS_PSK_WITH_AES_128_CCM_8', 'PSK', 'ccm8'),
  suite(0x00a8, 'TLS_PSK_WITH_AES_128_GCM_SHA256', 'PSK', 'gcm'),
  suite(0x00ae, 'TLS_PSK_WITH_AES_128_CBC_SHA256', 'PSK', 'cbc-sha256'),
  suite(0xc0ae, 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8', 'ECDHE_ECDSA', 'ccm8'),
  suite(0xc02b, 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'ECDHE_ECDSA', 'gcm'),
  suite(0xc023, 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256', 'ECDHE_ECDSA', 'cbc-sha256'),
  suite(0xc037, 'TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256', 'ECDHE_PSK', 'cbc-sha256'),
]

/** The suite of an id, or undefined. */
export function suiteOf(id: number): Suite | undefined {
  return suites.find((one) => one.id === id)
}

/** The name of a suite, or its id in hexadecimal. */
export function suiteName(id: number): string {
  return suiteOf(id)?.name ?? `0x${id.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Suites that a pre-shared key serves. */
export const pskSuites = suites.filter(({ keyExchange }) => keyExchange !== 'ECDHE_ECDSA').map(({ id }) => id)

/** Suites that a certificate or raw public key serves. */
export const ecdsaSuites = suites
  .filter(({ keyExchange }) => keyExchange === 'ECDHE_ECDSA')
  .map(({ id }) => id)
