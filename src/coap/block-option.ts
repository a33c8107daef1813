import { readUint, uintOption } from './fields.ts'
import type { Option } from './message.ts'

/** The value of a Block1 or Block2 option (RFC 7959 §2.2). */
export interface Block {
  /** Number of the block, counted from 0. */
  readonly num: number
  /** Whether more blocks follow. */
  readonly more: boolean
  /** Size exponent, 0 to 6; 7 is reserved over UDP, and BERT over TCP. */
  readonly szx: number
}

/** Octets of a block: 16 for SZX 0 up to 1024 for SZX 6, which SZX 7 counts in too (BERT, RFC 8323 §6). */
export function sizeOf(szx: number): number {
  return 2 ** (Math.min(szx, 6) + 4)
}

/**
 * The size exponent of a block size.
 * @throws RangeError unless it is a power of two from 16 to 1024
 */
export function szxOf(size: number): number {
  const szx = Math.log2(size) - 4
  if (!Number.isInteger(szx) || szx < 0 || szx > 6) {
    throw new RangeError(`${size} octets is not a block size; use 16, 32, 64, 128, 256, 512 or 1024`)
  }
  return szx
}

/** Reads Block1 (27) or Block2 (23); undefined when absent or longer than 3 octets. */
export function readBlock(options: readonly Option[], number: number): Block | undefined {
  const value = readUint(options, number)
  return value === undefined ? undefined : { num: value >>> 4, more: (value & 8) !== 0, szx: value & 7 }
}

/** @throws RangeError when the block number needs more than 20 bits */
export function blockOption(number: number, { num, more, szx }: Block): Option {
  if (num > 0xfffff) throw new RangeError(`block number ${num} is beyond 1048575; use larger blocks`)
  return uintOption(number, num * 16 + (more ? 8 : 0) + szx)
}
