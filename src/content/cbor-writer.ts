import { concat, floatOctets, toUtf8, viewOf } from './bytes.ts'

/** An integer of -2^64 to 2^64-1, major type 0 or 1, in preferred form as all items here (RFC 8949 §4.1). */
export function cborInteger(value: bigint): Uint8Array {
  return value >= 0n ? head(0, value) : head(1, -1n - value)
}

/** A text string of definite length. Throws ContentError for half of a surrogate pair. */
export function cborText(text: string): Uint8Array {
  const octets = toUtf8(text)
  return concat([head(3, BigInt(octets.length)), octets])
}

/** A byte string of definite length. */
export function cborOctets(octets: Uint8Array): Uint8Array {
  return concat([head(2, BigInt(octets.length)), octets])
}

/** The simple value true or false. */
export function cborBoolean(value: boolean): Uint8Array {
  return Uint8Array.of(value ? 0xf5 : 0xf4)
}

/** A float of single or double precision. Half precision is left out on purpose: there are readers in the field that refuse it. */
export function cborFloat(value: number): Uint8Array {
  const octets = floatOctets(value)
  return concat([Uint8Array.of(octets.length === 4 ? 0xfa : 0xfb), octets])
}

/** An array of definite length, of items that are written already. */
export function cborArray(items: readonly Uint8Array[]): Uint8Array {
  return concat([head(4, BigInt(items.length)), ...items])
}

/** A map of definite length, in the order given, of items that are written already. */
export function cborMap(entries: readonly (readonly [key: Uint8Array, value: Uint8Array])[]): Uint8Array {
  return concat([head(5, BigInt(entries.length)), ...entries.flat()])
}

/** A tag on an item that is written already. */
export function cborTag(tag: bigint, item: Uint8Array): Uint8Array {
  return concat([head(6, tag), item])
}

function head(major: number, argument: bigint): Uint8Array {
  if (argument < 24n) return Uint8Array.of((major << 5) | Number(argument))
  const info = argument < 2n ** 8n ? 24 : argument < 2n ** 16n ? 25 : argument < 2n ** 32n ? 26 : 27
  const octets = new Uint8Array(1 + 2 ** (info - 24))
  octets[0] = (major << 5) | info
  const wide = new Uint8Array(8)
  viewOf(wide).setBigUint64(0, argument)
  octets.set(wide.subarray(9 - octets.length), 1)
  return octets
}
