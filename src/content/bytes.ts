import { ContentError } from './content-error.ts'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lossy = new TextDecoder('utf-8', { ignoreBOM: true })

/** The parts one after another, copied. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Lower-case hexadecimal, without separators. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
}

/** The octets as UTF-8 text; `valid` is false where replacement characters had to be put in. */
export function fromUtf8(bytes: Uint8Array): { text: string; valid: boolean } {
  try {
    return { text: strict.decode(bytes), valid: true }
  } catch {
    return { text: lossy.decode(bytes), valid: false }
  }
}

/** The text in UTF-8. Throws {@link ContentError} for lone surrogates, which UTF-8 has no form for. */
export function toUtf8(text: string): Uint8Array {
  if (/\p{Surrogate}/u.test(text)) {
    throw new ContentError(`${JSON.stringify(text)} holds half of a surrogate pair: UTF-8 cannot carry it`)
  }
  return new TextEncoder().encode(text)
}

/** A view of these octets, wherever they lie in their buffer. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}

/** Octets of a float: 4 where single precision keeps the value, else 8 (IEEE 754, network order). */
export function floatOctets(value: number): Uint8Array {
  const single = Object.is(Math.fround(value), value)
  const octets = new Uint8Array(single ? 4 : 8)
  if (single) viewOf(octets).setFloat32(0, value)
  else viewOf(octets).setFloat64(0, value)
  return octets
}
