import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import { concat, uint } from './octets.ts'
import { prf } from './prf.ts'
import { contentTypes, type RecordHeader } from './record.ts'
import type { Bulk, Suite } from './suites.ts'

/** The keys by which one side writes. */
export interface WriteKeys {
  readonly mac: Uint8Array
  readonly key: Uint8Array
  /** The implicit part of the nonce. */
  readonly iv: Uint8Array
}

/** Protects the records of one direction in one epoch. */
export interface Protection {
  seal(header: RecordHeader, plaintext: Uint8Array): Uint8Array
  /** Undefined when the record is not genuine. */
  open(header: RecordHeader, fragment: Uint8Array): Uint8Array | undefined
  /** Most octets by which a fragment is longer than what it protects. */
  readonly expansion: number
}

const sizes: Record<Bulk, { mac: number; key: number; iv: number }> = {
  ccm8: { mac: 0, key: 16, iv: 4 },
  gcm: { mac: 0, key: 16, iv: 4 },
  'cbc-sha256': { mac: 32, key: 16, iv: 0 },
}

/** Both sides' keys out of the master secret (RFC 5246 §6.3). */
export function deriveKeys(
  { bulk }: Suite,
  master: Uint8Array,
  clientRandom: Uint8Array,
  serverRandom: Uint8Array,
): { client: WriteKeys; server: WriteKeys } {
  const { mac, key, iv } = sizes[bulk]
  const block = prf(master, 'key expansion', concat(serverRandom, clientRandom), 2 * (mac + key + iv))
  let at = 0
  const next = (size: number): Uint8Array => {
    at += size
    return block.slice(at - size, at)
  }
  const [clientMac, serverMac] = [next(mac), next(mac)]
  const [clientKey, serverKey] = [next(key), next(key)]
  const [clientIv, serverIv] = [next(iv), next(iv)]
  return {
    client: { mac: clientMac, key: clientKey, iv: clientIv },
    server: { mac: serverMac, key: serverKey, iv: serverIv },
  }
}

/** Epoch and sequence number, as they stand in a record. */
function fullSequence({ epoch, sequence }: RecordHeader): Uint8Array {
  return concat(uint(2, epoch), uint(6, sequence))
}

/** What is authenticated beside the content (RFC 5246 §6.2.3.3; with connection id RFC 9146 §5). */
export function additionalData(header: RecordHeader, length: number): Uint8Array {
  const { type, version, cid } = header
  if (type !== contentTypes.connectionId || cid === undefined) {
    return concat(fullSequence(header), uint(1, type), uint(2, version), uint(2, length))
  }
  return concat(
    new Uint8Array(8).fill(0xff),
    uint(1, type),
    uint(1, cid.length),
    uint(1, type),
    uint(2, version),
    fullSequence(header),
    cid,
    uint(2, length),
  )
}

/** The protection that a suite asks for. `iv` gives the initialisation vectors of CBC. */
export function protection(
  { bulk }: Suite,
  keys: WriteKeys,
  { encryptThenMac, iv }: { encryptThenMac: boolean; iv: () => Uint8Array },
): Protection {
  if (bulk === 'cbc-sha256') return encryptThenMac ? macOutside(keys, iv) : macInside(keys, iv)
  return bulk === 'ccm8' ? aead('aes-128-ccm', 8, keys) : aead('aes-128-gcm', 16, keys)
}

function aead(cipher: 'aes-128-ccm' | 'aes-128-gcm', tagLength: number, { key, iv }: WriteKeys): Protection {
  // Node's types know each mode by its own overload, its code does not.
  const name = cipher as 'aes-128-ccm'
  return {
    expansion: 8 + tagLength,
    seal(header, plaintext) {
      const explicit = fullSequence(header)
      const sealing = createCipheriv(name, key, concat(iv, explicit), { authTagLength: tagLength })
      sealing.setAAD(additionalData(header, plaintext.length), { plaintextLength: plaintext.length })
      const sealed = sealing.update(plaintext)
      sealing.final()
      return concat(explicit, sealed, sealing.getAuthTag())
    },
    open(header, fragment) {
      const length = fragment.length - 8 - tagLength
      if (length < 0) return undefined
      const nonce = concat(iv, fragment.subarray(0, 8))
      const opening = createDecipheriv(name, key, nonce, { authTagLength: tagLength })
      opening.setAuthTag(fragment.subarray(8 + length))
      opening.setAAD(additionalData(header, length), { plaintextLength: length })
      try {
        const plaintext = opening.update(fragment.subarray(8, 8 + length))
        opening.final()
        return new Uint8Array(plaintext)
      } catch {
        return undefined
      }
    },
  }
}

function sha256Mac(key: Uint8Array, ...parts: Uint8Array[]): Uint8Array {
  const mac = createHmac('sha256', key)
  for (const part of parts) mac.update(part)
  return new Uint8Array(mac.digest())
}

/** AES-CBC with the padding of TLS: each octet of it says how many more there are (RFC 5246 §6.2.3.2). */
function encrypt(key: Uint8Array, iv: Uint8Array, content: Uint8Array): Uint8Array {
  const more = 15 - (content.length % 16)
  const cipher = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false)
  return concat(cipher.update(content), cipher.update(new Uint8Array(more + 1).fill(more)), cipher.final())
}

function decrypt(key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array | undefined {
  if (encrypted.length === 0 || encrypted.length % 16 !== 0) return undefined
  const cipher = createDecipheriv('aes-128-cbc', key, iv).setAutoPadding(false)
  const padded = concat(cipher.update(encrypted), cipher.final())
  const more = padded.at(-1)!
  const end = padded.length - 1 - more
  if (end < 0 || !padded.subarray(end).every((octet) => octet === more)) return undefined
  return padded.slice(0, end)
}

function macInside({ mac: macKey, key }: WriteKeys, freshIv: () => Uint8Array): Protection {
  return {
    expansion: 64,
    seal(header, plaintext) {
      const mac = sha256Mac(macKey, additionalData(header, plaintext.length), plaintext)
      const iv = freshIv()
      return concat(iv, encrypt(key, iv, concat(plaintext, mac)))
    },
    open(header, fragment) {
      if (fragment.length < 16) return undefined
      const content = decrypt(key, fragment.subarray(0, 16), fragment.subarray(16))
      if (content === undefined || content.length < 32) return undefined
      const plaintext = content.slice(0, -32)
      const mac = sha256Mac(macKey, additionalData(header, plaintext.length), plaintext)
      return timingSafeEqual(mac, content.subarray(-32)) ? plaintext : undefined
    },
  }
}

/** Encrypt-then-MAC (RFC 7366 §3, with connection id RFC 9146 §5.2). */
function macOutside({ mac: macKey, key }: WriteKeys, freshIv: () => Uint8Array): Protection {
  return {
    expansion: 64,
    seal(header, plaintext) {
      const iv = freshIv()
      const encrypted = concat(iv, encrypt(key, iv, plaintext))
      return concat(encrypted, sha256Mac(macKey, additionalData(header, encrypted.length), encrypted))
    },
    open(header, fragment) {
      if (fragment.length < 48) return undefined
      const encrypted = fragment.subarray(0, -32)
      const mac = sha256Mac(macKey, additionalData(header, encrypted.length), encrypted)
      if (!timingSafeEqual(mac, fragment.subarray(-32))) return undefined
      return decrypt(key, encrypted.subarray(0, 16), encrypted.subarray(16))
    },
  }
}
