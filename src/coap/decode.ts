import { codeText } from './code.ts'
import { typeNumbers } from './encode.ts'
import type { CoapMessage, Decoded, MessageType, Violation } from './message.ts'
import { checkMessage, type PlacedOption } from './rules.ts'

const types = Object.keys(typeNumbers) as MessageType[]

/**
 * Reads a datagram strictly (RFC 7252 §3) and lists what it does against the RFCs. Never throws.
 * Where the format itself is broken there is no message, only violations and, if legible, the header.
 */
export function decode(datagram: Uint8Array): Decoded {
  const first = datagram[0]
  if (first === undefined) return broken(0, '§3', 'the datagram is empty')
  const version = first >>> 6
  if (version !== 1) return broken(0, '§3', `version is ${version}, not 1: the message is to be ignored`)
  if (datagram.length < 4) {
    return broken(datagram.length, '§3', `the header has 4 octets, the datagram only ${datagram.length}`)
  }
  const header = { type: types[(first >>> 4) & 3]!, messageId: (datagram[2]! << 8) | datagram[3]! }
  const tokenLength = first & 15
  if (tokenLength > 8) return broken(0, '§3', `token length ${tokenLength} is reserved`, header)
  const end = 4 + tokenLength
  if (datagram.length < end) {
    return broken(4, '§3', `the token has ${tokenLength} octets, ${datagram.length - 4} are there`, header)
  }
  const code = codeText(datagram[1]!)
  if (code === '0.00' && datagram.length > 4) {
    return broken(4, '§4.1', 'an Empty message ends after the message id, this one goes on', header)
  }
  const body = readBody(datagram, end)
  if ('text' in body) return { header, violations: [body] }
  const message: CoapMessage = {
    type: header.type,
    messageId: header.messageId,
    code,
    token: copy(datagram, 4, end),
    options: body.options.map(({ number, value }) => ({ number, value })),
    payload: copy(datagram, body.payloadAt, datagram.length),
  }
  return { message, header, violations: checkMessage(message, body.options, body.payloadAt) }
}

function broken(offset: number, section: string, text: string, header?: Decoded['header']): Decoded {
  return { ...(header && { header }), violations: [{ offset, clause: `RFC 7252 ${section}`, text }] }
}

/** Options and where the payload begins (RFC 7252 §3), both from `start` on, or the first thing that makes them illegible. */
export function readBody(
  datagram: Uint8Array,
  start: number,
): { options: PlacedOption[]; payloadAt: number } | Violation {
  const options: PlacedOption[] = []
  const fault = (offset: number, text: string): Violation => ({ offset, clause: 'RFC 7252 §3.1', text })
  let number = 0
  let at = start
  while (at < datagram.length) {
    const first = datagram[at]!
    if (first === 0xff) {
      if (at + 1 < datagram.length) return { options, payloadAt: at + 1 }
      return { offset: at, clause: 'RFC 7252 §3', text: 'a payload marker without payload' }
    }
    const delta = readExtended(datagram, at + 1, first >>> 4)
    if (typeof delta === 'string') return fault(at, `option delta: ${delta}`)
    const length = readExtended(datagram, delta.next, first & 15)
    if (typeof length === 'string') return fault(at, `option length: ${length}`)
    number += delta.value
    if (number > 0xffff) return fault(at, `option number ${number} is beyond 65535`)
    const end = length.next + length.value
    if (end > datagram.length) {
      return fault(
        at,
        `option ${number} has ${length.value} octets, ${datagram.length - length.next} are there`,
      )
    }
    options.push({ number, value: copy(datagram, length.next, end), offset: at })
    at = end
  }
  return { options, payloadAt: datagram.length }
}

function readExtended(
  datagram: Uint8Array,
  at: number,
  nibble: number,
): { value: number; next: number } | string {
  if (nibble < 13) return { value: nibble, next: at }
  if (nibble === 15) return '15 is reserved for the payload marker'
  const next = at + nibble - 12
  if (next > datagram.length) return 'the datagram ends within it'
  return nibble === 13
    ? { value: datagram[at]! + 13, next }
    : { value: ((datagram[at]! << 8) | datagram[at + 1]!) + 269, next }
}

/** Octets that stay when the datagram changes. */
export function copy(datagram: Uint8Array, start: number, end: number): Uint8Array {
  const octets = new Uint8Array(end - start)
  // Most are short, and cost less one by one.
  if (octets.length > 32) octets.set(datagram.subarray(start, end))
  else for (let at = start; at < end; at++) octets[at - start] = datagram[at]!
  return octets
}
