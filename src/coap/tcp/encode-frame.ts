import { codeOctet } from '../code.ts'
import { concat, deltas, encodeOptions, type RawMessage } from '../encode.ts'
import type { CoapMessage } from '../message.ts'

/** The parts of a message on a stream that may be malformed. What is left out is written as it should be. */
export interface RawFrame extends Omit<RawMessage, 'version' | 'type' | 'messageId'> {
  /** Octets that the length announces for options and payload, whatever there is of them. */
  readonly length?: number
}

/**
 * Writes a message for a stream (RFC 8323 §3.2). Options are sorted by number; type and message id have no place.
 * @throws RangeError when a field does not fit its place
 */
export function encodeFrame({
  code,
  token,
  options,
  payload,
}: Omit<CoapMessage, 'type' | 'messageId'>): Uint8Array {
  if (token.length > 8) throw new RangeError(`a token has 0 to 8 octets, not ${token.length}`)
  return encodeRawFrame({ code, token, options: deltas(options), payload })
}

/**
 * Writes a message for a stream however malformed: every field as it is told.
 * @throws RangeError when a number does not fit the bits of its field
 */
export function encodeRawFrame(raw: RawFrame): Uint8Array {
  const { code, token = new Uint8Array(), options = [], payload = new Uint8Array() } = raw
  const { tokenLength = token.length } = raw
  if (tokenLength < 0 || tokenLength > 15)
    throw new RangeError(`token length ${tokenLength} is not within 0 to 15`)
  const body = concat([
    encodeOptions(options),
    ...((raw.payloadMarker ?? payload.length > 0) ? [Uint8Array.of(0xff)] : []),
    payload,
  ])
  const [len, extended] = extendedLength(raw.length ?? body.length)
  const octet = typeof code === 'number' ? code : codeOctet(code)
  return concat([Uint8Array.of((len << 4) | tokenLength, ...extended, octet), token, body])
}

function extendedLength(length: number): [len: number, extended: number[]] {
  if (!Number.isInteger(length) || length < 0 || length > 0xffffffff + 65_805)
    throw new RangeError(`${length} octets is no length of a message`)
  if (length < 13) return [length, []]
  if (length < 269) return [13, [length - 13]]
  if (length < 65_805) return [14, [(length - 269) >>> 8, (length - 269) & 0xff]]
  const rest = length - 65_805
  return [15, [rest >>> 24, (rest >>> 16) & 0xff, (rest >>> 8) & 0xff, rest & 0xff]]
}
