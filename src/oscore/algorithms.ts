import { type CipherCCMTypes, createCipheriv, createDecipheriv } from 'node:crypto'
import { join } from './octets.ts'

/** An AEAD algorithm of COSE; lengths in octets. */
export interface Aead {
  /** Its number in IANA's registry "COSE Algorithms". */
  readonly number: number
  readonly name: string
  readonly keyLength: number
  readonly nonceLength: number
  readonly tagLength: number
}

type Cipher = CipherCCMTypes | 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm' | 'chacha20-poly1305'
type Row = [number, name: string, Cipher, keyLength: number, nonceLength: number, tagLength: number]

const rows: readonly Row[] = [
  [1, 'A128GCM', 'aes-128-gcm', 16, 12, 16],
  [2, 'A192GCM', 'aes-192-gcm', 24, 12, 16],
  [3, 'A256GCM', 'aes-256-gcm', 32, 12, 16],
  [10, 'AES-CCM-16-64-128', 'aes-128-ccm', 16, 13, 8],
  [11, 'AES-CCM-16-64-256', 'aes-256-ccm', 32, 13, 8],
  [12, 'AES-CCM-64-64-128', 'aes-128-ccm', 16, 7, 8],
  [13, 'AES-CCM-64-64-256', 'aes-256-ccm', 32, 7, 8],
  [24, 'ChaCha20/Poly1305', 'chacha20-poly1305', 32, 12, 16],
  [30, 'AES-CCM-16-128-128', 'aes-128-ccm', 16, 13, 16],
  [31, 'AES-CCM-16-128-256', 'aes-256-ccm', 32, 13, 16],
  [32, 'AES-CCM-64-128-128', 'aes-128-ccm', 16, 7, 16],
  [33, 'AES-CCM-64-128-256', 'aes-256-ccm', 32, 7, 16],
]

const ciphers = new Map(rows.map(([number, , cipher]) => [number, cipher]))

/** The AEAD algorithms that Node can compute, by their COSE number. 10 is mandatory and the default (RFC 8613 §3.2). */
export const aeads: ReadonlyMap<number, Aead> = new Map(
  rows.map(([number, name, , keyLength, nonceLength, tagLength]) => [
    number,
    { number, name, keyLength, nonceLength, tagLength },
  ]),
)

/**
 * The hash of HKDF by COSE number: direct+HKDF-SHA-256 and -512 (-10, -11), and the HMAC algorithms 256/256, 384/384
 * and 512/512 (5, 6, 7) by which LwM2M's object 21 names them.
 */
export const hashes: ReadonlyMap<number, 'sha256' | 'sha384' | 'sha512'> = new Map([
  [-10, 'sha256'],
  [-11, 'sha512'],
  [5, 'sha256'],
  [6, 'sha384'],
  [7, 'sha512'],
])

/** Encrypts; the tag stands at the end (RFC 5116 §5.1). */
export function seal(
  aead: Aead,
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  plaintext: Uint8Array,
): Uint8Array {
  // One type for all modes: Node asks CCM alone for the length, which the others ignore.
  const cipher = createCipheriv(modeOf(aead), key, nonce, { authTagLength: aead.tagLength })
  cipher.setAAD(aad, { plaintextLength: plaintext.length })
  return join(cipher.update(plaintext), cipher.final(), cipher.getAuthTag())
}

/** Decrypts; undefined when the tag does not fit, or is not even there. */
export function open(
  aead: Aead,
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array | undefined {
  const length = ciphertext.length - aead.tagLength
  if (length < 0) return undefined
  const decipher = createDecipheriv(modeOf(aead), key, nonce, { authTagLength: aead.tagLength })
  decipher.setAuthTag(ciphertext.subarray(length))
  decipher.setAAD(aad, { plaintextLength: length })
  try {
    return join(decipher.update(ciphertext.subarray(0, length)), decipher.final())
  } catch {
    return undefined
  }
}

function modeOf({ number }: Aead): CipherCCMTypes {
  const cipher = ciphers.get(number)
  if (cipher === undefined) throw new RangeError(`COSE algorithm ${number} is no AEAD algorithm known here`)
  return cipher as CipherCCMTypes
}
