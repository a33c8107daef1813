import { createPrivateKey } from 'node:crypto'

/** A secret and the ways in which it may have been written down. */
export interface Secret {
  readonly what: string
  readonly spellings: readonly Buffer[]
}

/** Octets as they are, as digits of either case, and as Base64 of either alphabet wherever it begins in what it stands in. */
export function spellingsOf(octets: Uint8Array): Buffer[] {
  const bare = Buffer.from(octets)
  const hex = bare.toString('hex')
  const base64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bare])
      .toString('base64')
      .replace(/=+$/, '')
    // What shares a character with a neighbour says nothing.
    const end = (bare.length + shift) % 3 === 0 ? whole.length : whole.length - 1
    return whole.slice(Math.ceil((shift * 4) / 3), end)
  })
  const urls = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))
  const spaced = hex.replace(/..(?=.)/g, '$& ')
  const texts = [hex, hex.toUpperCase(), spaced, spaced.replaceAll(' ', ':'), ...base64, ...urls]
  return [bare, ...new Set(texts)].map((one) => Buffer.from(one))
}

/** Where it is long enough, any part of 12 octets has one of these. */
const partLength = 8
const partStride = 5

/** A secret as a whole, and the parts of it that a text which is cut, or goes over lines, may show. */
export function secretOf(what: string, octets: Uint8Array): Secret {
  const spellings = spellingsOf(octets)
  const last = octets.length - partLength
  for (let at = 0; at <= last; at += partStride)
    spellings.push(...spellingsOf(octets.subarray(at, at + partLength)))
  return { what, spellings }
}

/** A private key in PKCS #8, as SEC 1 and as the number alone; and each line of its PEM. */
export function secretsOfKey(what: string, pkcs8: Uint8Array): Secret[] {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
  const lines = ['pkcs8' as const, 'sec1' as const].flatMap((type) =>
    key
      .export({ format: 'pem', type })
      .toString()
      .split('\n')
      // The end of the last line is the public key, of which a part is in certificates.
      .filter((line) => !line.startsWith('-') && line.length === 64)
      .slice(0, 1),
  )
  return [
    { what: `${what}, PKCS #8`, spellings: spellingsOf(pkcs8) },
    { what: `${what}, SEC 1`, spellings: spellingsOf(key.export({ format: 'der', type: 'sec1' })) },
    // Of the others a part may be the public key, or the same for all keys.
    secretOf(`${what}, its number`, Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url')),
    { what: `${what}, PEM`, spellings: lines.map((line) => Buffer.from(line)) },
  ]
}

/** A capture without the blocks that hold the secrets of its sessions (pcapng, block type 10). */
export function withoutSecrets(capture: Buffer): Buffer {
  const blocks: Buffer[] = []
  for (let at = 0; at < capture.length; ) {
    const length = capture.readUInt32LE(at + 4)
    if (capture.readUInt32LE(at) !== 10) blocks.push(capture.subarray(at, at + length))
    at += length
  }
  return Buffer.concat(blocks)
}

/** Those that stand in some octets, by what they are. */
export function found(secrets: readonly Secret[], content: Buffer): string[] {
  return secrets
    .filter(({ spellings }) => spellings.some((spelling) => content.includes(spelling)))
    .map(({ what }) => what)
}
