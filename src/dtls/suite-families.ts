/** First and last of registered suites with a pre-shared key (IANA, TLS Cipher Suites). */
const preShared: readonly (readonly [number, number])[] = [
  [0x002c, 0x002e],
  [0x008a, 0x0095],
  [0x00a8, 0x00b9],
  [0xc033, 0xc03b],
  [0xc064, 0xc071],
  [0xc08e, 0xc09b],
  [0xc0a4, 0xc0ab],
  [0xccab, 0xccae],
  [0xd001, 0xd005],
]

const withoutEncryption = [
  0x0000, 0x0001, 0x0002, 0x002c, 0x002d, 0x002e, 0x003b, 0x00b0, 0x00b1, 0x00b4, 0x00b5, 0x00b8, 0x00b9,
  0xc001, 0xc006, 0xc00b, 0xc010, 0xc015, 0xc039, 0xc03a, 0xc03b,
]
const withRc4 = [
  0x0003, 0x0004, 0x0005, 0x0017, 0x0018, 0x0020, 0x0024, 0x0028, 0x002b, 0x008a, 0x008e, 0x0092, 0xc002,
  0xc007, 0xc00c, 0xc011, 0xc016, 0xc033,
]
const withShortKeys = [
  0x0006, 0x0008, 0x0009, 0x000b, 0x000c, 0x000e, 0x000f, 0x0011, 0x0012, 0x0014, 0x0015, 0x0019, 0x001a,
  0x001e, 0x0022, 0x0026, 0x0027, 0x0029, 0x002a,
]
const neverAgreedOn = new Set([...withoutEncryption, ...withRc4, ...withShortKeys])

/** TLS_EMPTY_RENEGOTIATION_INFO_SCSV, TLS_FALLBACK_SCSV, and the suites of TLS 1.3, which name no credential. */
const ofNoMode = (suite: number): boolean =>
  suite === 0x00ff || suite === 0x5600 || (suite >= 0x1301 && suite <= 0x1307)

/** What a suite proves a side by; undefined where it does not say. */
export function credentialOf(suite: number): 'psk' | 'certificate' | undefined {
  if (ofNoMode(suite)) return undefined
  return preShared.some(([first, last]) => suite >= first && suite <= last) ? 'psk' : 'certificate'
}

/** Whether a suite must not be negotiated: without encryption, with RC4, or with keys of less than 112 bits (RFC 7525 §4.1). */
export function isForbidden(suite: number): boolean {
  return neverAgreedOn.has(suite)
}
