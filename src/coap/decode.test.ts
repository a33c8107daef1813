import { describe, expect, it } from 'vitest'
import { decode } from './decode.ts'
import { encode, encodeRaw } from './encode.ts'
import type { Violation } from './message.ts'
import { message, octets } from './raw-peer.fixture.ts'

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const raw = { type: 'CON', code: '0.01', messageId: 0x1234 } as const

/** Offset and clause of each violation. */
const places = (violations: readonly Violation[]): [number, string][] =>
  violations.map(({ offset, clause }) => [offset, clause])

describe('decode: the examples of RFC 7252 appendix A', () => {
  const temperature = { path: ['temperature'] }
  it.each([
    [
      'figure 16, request',
      '40 01 7d 34 bb 74 65 6d 70 65 72 61 74 75 72 65',
      message('CON', '0.01', 0x7d34, temperature),
    ],
    [
      'figure 16, response',
      '60 45 7d 34 ff 32 32 2e 33 20 43',
      message('ACK', '2.05', 0x7d34, { payload: '22.3 C' }),
    ],
    [
      'figure 17, request',
      '41 01 7d 35 20 bb 74 65 6d 70 65 72 61 74 75 72 65',
      message('CON', '0.01', 0x7d35, { ...temperature, token: [0x20] }),
    ],
    [
      'figure 17, response',
      '61 45 7d 35 20 ff 32 32 2e 33 20 43',
      message('ACK', '2.05', 0x7d35, { token: [0x20], payload: '22.3 C' }),
    ],
    ['figure 20, empty acknowledgement', '60 00 7d 38', message('ACK', '0.00', 0x7d38)],
    [
      'figure 20, separate response',
      '41 45 ad 7b 53 ff 32 32 2e 33 20 43',
      message('CON', '2.05', 0xad7b, { token: [0x53], payload: '22.3 C' }),
    ],
    ['figure 22, reset', '70 00 ad 7c', message('RST', '0.00', 0xad7c)],
    [
      'figure 23, NON request',
      '51 01 7d 40 75 bb 74 65 6d 70 65 72 61 74 75 72 65',
      message('NON', '0.01', 0x7d40, { ...temperature, token: [0x75] }),
    ],
  ])('%s', (_, hex, expected) => {
    const { message: found, violations } = decode(bytes(hex))
    expect(found).toEqual(expected)
    expect(violations).toEqual([])
    expect(encode(expected)).toEqual(bytes(hex))
  })
})

describe('decode: what is no CoAP message', () => {
  it.each([
    ['nothing', '', 0, 'RFC 7252 §3'],
    ['version 2', '80 01 12 34', 0, 'RFC 7252 §3'],
    ['a header cut short', '40 01 12', 3, 'RFC 7252 §3'],
    ['token length 9', '49 01 12 34 00 00 00 00 00 00 00 00 00', 0, 'RFC 7252 §3'],
    ['token length 15', '4f 01 12 34', 0, 'RFC 7252 §3'],
    ['a token cut short', '44 01 12 34 aa bb', 4, 'RFC 7252 §3'],
    ['an option value cut short', '40 01 12 34 b4 61 62 63', 4, 'RFC 7252 §3.1'],
    ['an extended delta cut short', '40 01 12 34 b1 61 e0 01', 6, 'RFC 7252 §3.1'],
    ['an extended length cut short', '40 01 12 34 bd', 4, 'RFC 7252 §3.1'],
    ['delta nibble 15', '40 01 12 34 f1 61', 4, 'RFC 7252 §3.1'],
    ['length nibble 15', '40 01 12 34 b1 61 0f 62', 6, 'RFC 7252 §3.1'],
    ['an option number above 65535', '40 01 12 34 e0 fe f3', 4, 'RFC 7252 §3.1'],
    ['a payload marker without payload', '40 01 12 34 b1 61 ff', 6, 'RFC 7252 §3'],
    ['an Empty message with a token', '61 00 12 34 aa', 4, 'RFC 7252 §4.1'],
    ['an Empty message with a payload', '40 00 12 34 ff aa', 4, 'RFC 7252 §4.1'],
  ])('%s', (_, hex, offset, clause) => {
    const decoded = decode(bytes(hex))
    expect(decoded.message).toBeUndefined()
    expect(places(decoded.violations)).toEqual([[offset, clause]])
  })
  it('still reads type and message id, to reset it by', () => {
    expect(decode(bytes('5f 01 12 34')).header).toEqual({ type: 'NON', messageId: 0x1234 })
  })
  it('reads no header of another version, which is to be ignored', () => {
    expect(decode(bytes('80 01 12 34')).header).toBeUndefined()
  })
  it('finds the number that adds up to more than 65535', () => {
    const option = { delta: 40000, value: new Uint8Array() }
    const datagram = encodeRaw({ ...raw, options: [option, option] })
    expect(places(decode(datagram).violations)).toEqual([[7, 'RFC 7252 §3.1']])
  })
})

describe('decode: what a message must not say', () => {
  const option = (number: number, length: number) => ({ number, value: new Uint8Array(length).fill(0x61) })
  it.each([
    ['a reserved code class', message('CON', '1.00', 1), 1, 'RFC 7252 §4.2'],
    ['a Reset with a code', message('RST', '2.05', 1), 1, 'RFC 7252 §4.2'],
    ['a request in an ACK', message('ACK', '0.01', 1), 1, 'RFC 7252 §4.2'],
    ['an Empty NON', message('NON', '0.00', 1), 1, 'RFC 7252 §4.3'],
    [
      'an unregistered critical option',
      message('CON', '0.01', 1, { options: [option(2049, 0)] }),
      4,
      'RFC 7252 §5.4.1',
    ],
    ['an Accept of 3 octets', message('CON', '0.01', 1, { options: [option(17, 3)] }), 4, 'RFC 7252 §5.10'],
    ['an empty Uri-Host', message('CON', '0.01', 1, { options: [option(3, 0)] }), 4, 'RFC 7252 §5.10'],
    [
      'a Uri-Path of 256 octets',
      message('CON', '0.01', 1, { options: [option(11, 256)] }),
      4,
      'RFC 7252 §5.10',
    ],
    ['an ETag of 9 octets', message('CON', '2.05', 1, { options: [option(4, 9)] }), 4, 'RFC 7252 §5.10'],
    ['an Observe of 4 octets', message('CON', '0.01', 1, { options: [option(6, 4)] }), 4, 'RFC 7641 §2'],
    ['a Block2 of 4 octets', message('CON', '0.01', 1, { options: [option(23, 4)] }), 4, 'RFC 7959 §2.1'],
    [
      'a second Content-Format',
      message('CON', '0.02', 1, { options: [option(12, 1), option(12, 1)] }),
      6,
      'RFC 7252 §5.4.5',
    ],
    [
      'a second ETag in a response',
      message('ACK', '2.05', 1, { options: [option(4, 1), option(4, 1)] }),
      6,
      'RFC 7252 §5.4.5',
    ],
    ['a path of ..', message('CON', '0.01', 1, { path: ['a', '..'] }), 6, 'RFC 7252 §5.10'],
    [
      'a query that is not UTF-8',
      message('CON', '0.01', 1, { options: [{ number: 15, value: Uint8Array.of(0xff) }] }),
      4,
      'RFC 7252 §3.2',
    ],
    ['Observe in an error response', message('ACK', '4.04', 1, { observe: 1 }), 4, 'RFC 7641 §4.2'],
    [
      'size exponent 7',
      message('CON', '0.01', 1, { options: [{ number: 23, value: Uint8Array.of(7) }] }),
      4,
      'RFC 7959 §2.2',
    ],
    [
      'Block2 of a request with M',
      message('CON', '0.01', 1, { options: [{ number: 23, value: Uint8Array.of(8) }] }),
      4,
      'RFC 7959 §2.2',
    ],
    [
      'a block shorter than announced',
      message('CON', '0.03', 1, { options: [{ number: 27, value: Uint8Array.of(8) }], payload: 'short' }),
      8,
      'RFC 7959 §2.2',
    ],
    [
      'a block longer than announced',
      message('ACK', '2.05', 1, {
        options: [{ number: 23, value: Uint8Array.of(0) }],
        payload: new Uint8Array(17),
      }),
      8,
      'RFC 7959 §2.2',
    ],
  ] as const)('%s', (_, sent, offset, clause) => {
    const decoded = decode(encode(sent))
    expect(places(decoded.violations)).toEqual([[offset, clause]])
    expect(decoded.message).toEqual(sent)
  })
  it('lets an ETag stand twice in a request', () => {
    const sent = message('CON', '0.01', 1, { options: [option(4, 1), option(4, 2)] })
    expect(decode(encode(sent)).violations).toEqual([])
  })
  it('lets unregistered elective options pass', () => {
    expect(decode(encode(message('CON', '0.01', 1, { options: [option(2048, 3)] }))).violations).toEqual([])
  })
  it('counts two faults of one option', () => {
    const sent = message('CON', '0.01', 1, { options: [option(17, 1), option(17, 3)] })
    expect(decode(encode(sent)).violations).toHaveLength(2)
  })
})

describe('decode', () => {
  it('does not share octets with the datagram', () => {
    const datagram = encode(message('CON', '0.02', 1, { payload: octets('abc') }))
    const { message: found } = decode(datagram)
    datagram.fill(0)
    expect(found?.payload).toEqual(octets('abc'))
  })
})
