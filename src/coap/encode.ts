import { codeOctet } from './code.ts'
import { sortOptions } from './fields.ts'
import type { CoapMessage, Code, MessageType, Option } from './message.ts'

/** The type field of the header (RFC 7252 §3). */
export const typeNumbers = { CON: 0, NON: 1, ACK: 2, RST: 3 } as const satisfies Record<MessageType, number>

/** One option of a message that may be malformed. */
export interface RawOption {
  /** Difference to the number of the option before, 0 to 65804. */
  readonly delta: number
  readonly value: Uint8Array
  /** Stands in the place of the right nibble, without extended octets; 15 is reserved. */
  readonly deltaNibble?: number
  /** Stands in the place of the right nibble, without extended octets; 15 is reserved. */
  readonly lengthNibble?: number
}

/** The parts of a message that may be malformed. What is left out is written as it should be. */
export interface RawMessage {
  /** 1 unless said otherwise; 0 to 3. */
  readonly version?: number
  readonly type: MessageType
  /** Token length field, 0 to 15; the length of the token unless said otherwise. */
  readonly tokenLength?: number
  /** A code or any octet. */
  readonly code: Code | number
  readonly messageId: number
  readonly token?: Uint8Array
  /** In the order given; octets stand for an option written by hand. */
  readonly options?: readonly (RawOption | Uint8Array)[]
  /** Whether 0xFF is written; when there is a payload unless said otherwise. */
  readonly payloadMarker?: boolean
  readonly payload?: Uint8Array
}

/**
 * Writes a message (RFC 7252 §3). Options are sorted by number.
 * @throws RangeError when a field does not fit its place
 */
export function encode(message: CoapMessage): Uint8Array {
  const { type, code, messageId, token, payload } = message
  if (token.length > 8) throw new RangeError(`a token has 0 to 8 octets, not ${token.length}`)
  const options = deltas(message.options)
  return encodeRaw({ type, code, messageId, token, options, payload })
}

/**
 * Options sorted by number, each by its distance to the one before (RFC 7252 §3.1).
 * @throws RangeError for a number that no option can have
 */
export function deltas(options: readonly Option[]): RawOption[] {
  let previous = 0
  return sortOptions(options).map(({ number, value }): RawOption => {
    if (!Number.isInteger(number) || number < 0 || number > 0xffff) {
      throw new RangeError(`option number ${number} is not within 0 to 65535`)
    }
    const delta = number - previous
    previous = number
    return { delta, value }
  })
}

/**
 * Writes a message however malformed: every field as it is told.
 * @throws RangeError when a number does not fit the bits of its field
 */
export function encodeRaw(raw: RawMessage): Uint8Array {
  const { version = 1, type, code, messageId, token = new Uint8Array(), options = [] } = raw
  const { tokenLength = token.length, payload = new Uint8Array() } = raw
  fits('version', version, 3)
  fits('token length', tokenLength, 15)
  fits('message id', messageId, 0xffff)
  const octet = typeof code === 'number' ? fits('code', code, 0xff) : codeOctet(code)
  const octets = [(version << 6) | (typeNumbers[type] << 4) | tokenLength, octet]
  octets.push(messageId >>> 8, messageId & 0xff, ...token)
  for (const option of options) writeOption(octets, option)
  if (raw.payloadMarker ?? payload.length > 0) octets.push(0xff)
  const message = new Uint8Array(octets.length + payload.length)
  message.set(octets)
  message.set(payload, octets.length)
  return message
}

/** Writes options in the order given. @throws RangeError when a number does not fit the bits of its field */
export function encodeOptions(options: readonly (RawOption | Uint8Array)[]): Uint8Array {
  const octets: number[] = []
  for (const option of options) writeOption(octets, option)
  return Uint8Array.from(octets)
}

/** Joins octets. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

function writeOption(octets: number[], option: RawOption | Uint8Array): void {
  const value = option instanceof Uint8Array ? option : option.value
  if (!(option instanceof Uint8Array)) {
    const { delta, deltaNibble, lengthNibble } = option
    const [high, deltaTail] = deltaNibble === undefined ? extended('option delta', delta) : [deltaNibble, []]
    const [low, lengthTail] =
      lengthNibble === undefined ? extended('option length', value.length) : [lengthNibble, []]
    fits('delta nibble', high, 15)
    fits('length nibble', low, 15)
    octets.push((high << 4) | low, ...deltaTail, ...lengthTail)
  }
  for (const octet of value) octets.push(octet)
}

/** A nibble and its extended octets (RFC 7252 §3.1). */
function extended(what: string, value: number): [nibble: number, tail: number[]] {
  fits(what, value, 65804)
  if (value < 13) return [value, []]
  if (value < 269) return [13, [value - 13]]
  return [14, [(value - 269) >>> 8, (value - 269) & 0xff]]
}

function fits(what: string, value: number, most: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= most) return value
  throw new RangeError(`${what} ${value} is not within 0 to ${most}`)
}
