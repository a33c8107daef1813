import { codeClass, codeText, isSignal } from '../code.ts'
import { copy, readBody } from '../decode.ts'
import type { CoapMessage, Decoded, Violation } from '../message.ts'
import { checkContents } from '../rules.ts'
import { checkSignal } from './signals.ts'

/** Octets of the Extended Length that a Len of 13, 14 or 15 announces, and what they count from (RFC 8323 §3.2). */
const extensions: { readonly [len: number]: { readonly octets: number; readonly base: number } } = {
  13: { octets: 1, base: 13 },
  14: { octets: 2, base: 269 },
  15: { octets: 4, base: 65_805 },
}

/** The outer measures of a message at the beginning of some octets. */
export interface FrameSize {
  /** Where the code is. */
  readonly codeAt: number
  readonly tokenLength: number
  /** Octets of the whole message. */
  readonly total: number
}

/** How long the message is that begins here (RFC 8323 §3.2); undefined when its length is not all there yet. */
export function frameSize(octets: Uint8Array): FrameSize | undefined {
  const first = octets[0]
  if (first === undefined) return undefined
  const len = first >>> 4
  const tokenLength = first & 15
  const extension = extensions[len]
  const codeAt = 1 + (extension?.octets ?? 0)
  if (octets.length < codeAt) return undefined
  const length =
    extension === undefined
      ? len
      : octets.subarray(1, codeAt).reduce((sum, octet) => sum * 256 + octet, 0) + extension.base
  return { codeAt, tokenLength, total: codeAt + 1 + tokenLength + length }
}

/**
 * Reads one whole message of a stream strictly (RFC 8323 §3.2) and lists what it does against the RFCs. Never throws.
 * Where the format itself is broken there is no message, only violations: the connection cannot be gone on with.
 */
export function decodeFrame(frame: Uint8Array): Decoded {
  const size = frameSize(frame)
  if (size === undefined) return broken(frame.length, 'RFC 8323 §3.2', 'the message ends within its length')
  const { codeAt, tokenLength, total } = size
  if (tokenLength > 8) return broken(0, 'RFC 7252 §3', `token length ${tokenLength} is reserved`)
  if (total !== frame.length) {
    const text = `the length announces a message of ${total} octets, ${frame.length} are there`
    return broken(0, 'RFC 8323 §3.2', text)
  }
  const tokenAt = codeAt + 1
  const body = readBody(frame, tokenAt + tokenLength)
  if ('text' in body) return { violations: [body] }
  const message: CoapMessage = {
    type: 'NON',
    messageId: 0,
    transport: 'tcp',
    code: codeText(frame[codeAt]!),
    token: copy(frame, tokenAt, tokenAt + tokenLength),
    options: body.options.map(({ number, value }) => ({ number, value })),
    payload: copy(frame, body.payloadAt, frame.length),
  }
  const contents = isSignal(message.code)
    ? checkSignal(message, body.options, codeAt)
    : checkContents(message, body.options, body.payloadAt)
  return { message, violations: [...checkCode(message, codeAt, total), ...contents] }
}

function checkCode({ code }: CoapMessage, codeAt: number, total: number): Violation[] {
  const group = codeClass(code)
  if (group === 1 || group === 6)
    return [{ offset: codeAt, clause: 'RFC 7252 §12.1', text: `code ${code} is of a reserved class` }]
  if (code === '0.00' && total > 2)
    return [
      { offset: codeAt, clause: 'RFC 7252 §4.1', text: 'an Empty message has no token, options or payload' },
    ]
  return []
}

function broken(offset: number, clause: string, text: string): Decoded {
  return { violations: [{ offset, clause, text }] }
}
