import { join } from './octets.ts'

/** What the structures of COSE and OSCORE are made of. */
export type Item = null | number | string | Uint8Array | readonly Item[]

/**
 * Writes an item in the shortest form (RFC 8949 §4.2.1): null, whole numbers of less than 32 bits, text, octets, arrays.
 * It is here for the `info` and `AAD` structures alone, which are never read back.
 * @throws RangeError for a number that is not whole or too large
 */
export function encodeItem(item: Item): Uint8Array {
  if (item === null) return Uint8Array.of(0xf6)
  if (typeof item === 'number') return item < 0 ? head(1, -1 - item) : head(0, item)
  if (typeof item === 'string') {
    const octets = new TextEncoder().encode(item)
    return join(head(3, octets.length), octets)
  }
  if (item instanceof Uint8Array) return join(head(2, item.length), item)
  return join(head(4, item.length), ...item.map(encodeItem))
}

function head(major: number, value: number): Uint8Array {
  if (!Number.isInteger(value) || value > 0xffffffff) throw new RangeError(`${value} does not fit 32 bits`)
  const first = major << 5
  if (value < 24) return Uint8Array.of(first | value)
  if (value < 0x100) return Uint8Array.of(first | 24, value)
  if (value < 0x10000) return Uint8Array.of(first | 25, value >>> 8, value & 0xff)
  return Uint8Array.of(first | 26, value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff)
}
