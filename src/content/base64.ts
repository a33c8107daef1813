const alphabets = {
  base64: /^[A-Za-z0-9+/]*$/,
  base64url: /^[A-Za-z0-9_-]*$/,
}

/** `base64`: RFC 4648 §4, padded. `base64url`: RFC 4648 §5 without padding, as SenML wants it. */
export type Base64 = keyof typeof alphabets

/** The octets, as far as the text yields any, and what is wrong with the text. */
export interface Base64Reading {
  readonly octets: Uint8Array
  readonly problem?: string
}

/** Reads base64 strictly; octets are made of it even where it has a fault, as lenient readers would. */
export function readBase64(text: string, variant: Base64): Base64Reading {
  const octets = new Uint8Array(Buffer.from(text, 'base64'))
  const problem = problemOf(text, variant)
  return problem === undefined ? { octets } : { octets, problem }
}

/** The octets as base64 in canonical form, padded or not as the variant wants it. */
export function writeBase64(octets: Uint8Array, variant: Base64): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString(variant)
}

function problemOf(text: string, variant: Base64): string | undefined {
  const body = text.replace(/={1,2}$/, '')
  const padding = text.length - body.length
  if (!alphabets[variant].test(body)) return `characters outside the ${variant} alphabet`
  if (body.length % 4 === 1) return 'a length that no octets have'
  if (variant === 'base64url' && padding > 0) return 'padding, which base64url in SenML leaves out'
  if (variant === 'base64' && (body.length + padding) % 4 !== 0) return 'wrong or missing padding'
  const unused = body.length % 4 === 2 ? 15 : body.length % 4 === 3 ? 3 : 0
  if (unused !== 0 && (digit(body.at(-1) ?? '') & unused) !== 0) return 'unused bits that are not zero'
  return undefined
}

function digit(character: string): number {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  const index = digits.indexOf(character)
  return index >= 0 ? index : character === '+' || character === '-' ? 62 : 63
}
