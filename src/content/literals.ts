import type { ObjectLink } from './node.ts'
import { maxId } from './path.ts'

/** Bounds of the integer types (Core Appendix C). */
export const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n }
export const uint64 = { min: 0n, max: 2n ** 64n - 1n }

/** A decimal integer of at most 20 digits; undefined for anything else. Longer ones fit no LwM2M type. */
export function readInteger(text: string): bigint | undefined {
  const match = /^([+-]?)0*([0-9]{1,20})$/.exec(text)
  if (match === null) return undefined
  const magnitude = BigInt(match[2] ?? '')
  return match[1] === '-' ? -magnitude : magnitude
}

/** A decimal number with optional fraction and exponent; undefined for anything else. */
export function readDecimal(text: string): number | undefined {
  return /^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/.test(text) ? Number(text) : undefined
}

/** `object:instance`, both of 16 bits (Core Appendix C, Objlnk). */
export function readObjectLink(text: string): ObjectLink | undefined {
  const match = /^([0-9]{1,5}):([0-9]{1,5})$/.exec(text)
  const object = Number(match?.[1])
  const instance = Number(match?.[2])
  return match !== null && object <= maxId && instance <= maxId ? { object, instance } : undefined
}

/** The notation that {@link readObjectLink} reads. */
export function objectLinkText(link: ObjectLink): string {
  return `${link.object}:${link.instance}`
}

/** A finite float as JSON and plain text write it: shortest form that reads back to the same double. */
export function decimalText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

/**
 * The exact integer that a JSON number stands for, if it is one of at most 40 digits (`1.50e1` is 15). The exponent is
 * never expanded beyond that, so `1e999999999` costs nothing.
 */
export function exactInteger(number: string): bigint | undefined {
  const match = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(number)
  if (match === null) return undefined
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  const digits = ((match[2] ?? '') + fraction).replace(/^0+/, '')
  if (digits === '') return 0n
  const significant = digits.replace(/0+$/, '')
  const zeros = digits.length - significant.length + Number(match[4] ?? '0') - fraction.length
  if (zeros < 0 || significant.length + zeros > 40) return undefined
  const magnitude = BigInt(significant) * 10n ** BigInt(zeros)
  return match[1] === '-' ? -magnitude : magnitude
}
