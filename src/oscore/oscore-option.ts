import type { Violation } from '#coap'
import { join } from './octets.ts'

/** What the OSCORE option says (RFC 8613 §6.1). */
export interface OscoreHeader {
  /** 1 to 5 octets. */
  readonly partialIv?: Uint8Array
  readonly kidContext?: Uint8Array
  readonly kid?: Uint8Array
}

/** What strict reading of the option found. It never throws; without a header the option cannot be decompressed. */
export interface DecodedHeader {
  readonly header?: OscoreHeader
  /** Offsets from the start of the option's value. */
  readonly violations: readonly Violation[]
}

const kidContextFlag = 0x10
const kidFlag = 0x08
const reservedBits = 0xe0
const lengthBits = 0x07

/**
 * Writes the value of the option.
 * @throws RangeError for a Partial IV of more than 5 octets, or a kid context of more than 255
 */
export function encodeHeader({ partialIv, kidContext, kid }: OscoreHeader): Uint8Array {
  const length = partialIv?.length ?? 0
  if (length > 5) throw new RangeError(`a Partial IV has 1 to 5 octets, not ${length}`)
  if (kidContext !== undefined && kidContext.length > 255) {
    throw new RangeError(`a kid context has at most 255 octets, not ${kidContext.length}`)
  }
  const flags = length | (kidContext === undefined ? 0 : kidContextFlag) | (kid === undefined ? 0 : kidFlag)
  if (flags === 0) return new Uint8Array()
  return join(
    Uint8Array.of(flags),
    partialIv ?? new Uint8Array(),
    kidContext === undefined ? new Uint8Array() : join(Uint8Array.of(kidContext.length), kidContext),
    kid ?? new Uint8Array(),
  )
}

/** Reads the value of the option, and lists what it does against RFC 8613 §6.1. Never throws. */
export function decodeHeader(value: Uint8Array): DecodedHeader {
  const flags = value[0]
  if (flags === undefined) return { header: {}, violations: [] }
  if ((flags & reservedBits) !== 0) return broken(0, 'reserved flag bits are set')
  const length = flags & lengthBits
  if (length > 5) return broken(0, `the length ${length} of the Partial IV is reserved`)
  if (1 + length > value.length) {
    return broken(1, `the Partial IV has ${length} octets, ${value.length - 1} are there`)
  }
  const violations: Violation[] = []
  const partialIv = value.slice(1, 1 + length)
  if (length > 1 && partialIv[0] === 0) violations.push(fault(1, '§5', 'the Partial IV begins with a zero'))
  let at = 1 + length
  let kidContext: Uint8Array | undefined
  if ((flags & kidContextFlag) !== 0) {
    const size = value[at]
    if (size === undefined) return broken(at, 'the length of the kid context is missing')
    if (at + 1 + size > value.length) {
      return broken(at, `the kid context has ${size} octets, ${value.length - at - 1} are there`)
    }
    kidContext = value.slice(at + 1, at + 1 + size)
    at += 1 + size
  }
  const hasKid = (flags & kidFlag) !== 0
  if (!hasKid && at < value.length) return broken(at, 'octets follow although no kid is announced')
  if (flags === 0) violations.push(fault(0, '§6.1', 'an option without anything in it must be empty'))
  const header = {
    ...(length > 0 && { partialIv }),
    ...(kidContext !== undefined && { kidContext }),
    ...(hasKid && { kid: value.slice(at) }),
  }
  return { header, violations }
}

function broken(offset: number, text: string): DecodedHeader {
  return { violations: [fault(offset, '§6.1', text)] }
}

function fault(offset: number, section: string, text: string): Violation {
  return { offset, clause: `RFC 8613 ${section}`, text: `OSCORE option: ${text}` }
}
