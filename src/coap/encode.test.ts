import { generate, parse } from 'coap-packet'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryMessage } from './arbitrary.fixture.ts'
import { decode } from './decode.ts'
import { encode, encodeRaw } from './encode.ts'
import { message } from './raw-peer.fixture.ts'

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex')
const raw = { type: 'CON', code: '0.01', messageId: 0x1234 } as const

describe('encode', () => {
  it('is undone by decode', () => {
    fc.assert(
      fc.property(arbitraryMessage, (sent) => {
        expect(decode(encode(sent)).message).toEqual(sent)
      }),
      { numRuns: 1000 },
    )
  })
  it('writes what coap-packet writes', () => {
    fc.assert(
      fc.property(arbitraryMessage, (sent) => {
        const theirs = generate(
          {
            code: sent.code,
            messageId: sent.messageId,
            token: Buffer.from(sent.token),
            confirmable: sent.type === 'CON',
            ack: sent.type === 'ACK',
            reset: sent.type === 'RST',
            options: sent.options.map(({ number, value }) => ({ name: number, value: Buffer.from(value) })),
            payload: Buffer.from(sent.payload),
          },
          100_000,
        )
        expect(hex(encode(sent))).toBe(hex(theirs))
      }),
      { numRuns: 500 },
    )
  })
  it('is read by coap-packet as it was meant', () => {
    fc.assert(
      fc.property(arbitraryMessage, (sent) => {
        const theirs = parse(Buffer.from(encode(sent)))
        expect(theirs.code).toBe(sent.code)
        expect(theirs.messageId).toBe(sent.messageId)
        expect(hex(theirs.token)).toBe(hex(sent.token))
        expect(hex(theirs.payload)).toBe(hex(sent.payload))
        expect(theirs.options.map(({ value }) => hex(value))).toEqual(
          sent.options.map(({ value }) => hex(value)),
        )
      }),
      { numRuns: 500 },
    )
  })
  it('sorts options', () => {
    const options = [17, 11, 3].map((number) => ({ number, value: Uint8Array.of(number) }))
    const sorted = decode(encode({ ...message('CON', '0.01', 1), options })).message?.options
    expect(sorted?.map(({ number }) => number)).toEqual([3, 11, 17])
  })
  it.each([
    ['a token of 9 octets', { token: new Uint8Array(9) }],
    ['message id 65536', { messageId: 65536 }],
    ['option 65536', { options: [{ number: 65536, value: new Uint8Array() }] }],
    ['code 8.00', { code: '8.00' as const }],
  ])('refuses %s', (_, wrong) => {
    expect(() => encode({ ...message('CON', '0.01', 1), ...wrong })).toThrow(RangeError)
  })
})

describe('encodeRaw', () => {
  it.each([
    ['another version', { version: 3 }, 'c0011234'],
    ["a token length that is not the token's", { tokenLength: 15, token: Uint8Array.of(1) }, '4f01123401'],
    ['any code octet', { code: 0xff }, '40ff1234'],
    ['a payload marker alone', { payloadMarker: true }, '40011234ff'],
    ['a payload without marker', { payloadMarker: false, payload: Uint8Array.of(0xab) }, '40011234ab'],
    [
      'a reserved delta nibble',
      { options: [{ delta: 0, deltaNibble: 15, value: Uint8Array.of(1) }] },
      '40011234f101',
    ],
    [
      'a length nibble that lies',
      { options: [{ delta: 11, lengthNibble: 12, value: Uint8Array.of(1) }] },
      '40011234bc01',
    ],
    ['an option by hand', { options: [Uint8Array.of(0xde, 0xad)] }, '40011234dead'],
    [
      'options in the order given',
      {
        options: [
          { delta: 0, value: Uint8Array.of(1) },
          { delta: 300, value: new Uint8Array() },
        ],
      },
      '400112340101e0001f',
    ],
    ['an Empty message that is not', { code: '0.00' as const, token: Uint8Array.of(9) }, '4100123409'],
  ])('writes %s', (_, parts, expected) => {
    expect(hex(encodeRaw({ ...raw, ...parts }))).toBe(expected)
  })
  it('refuses what its field cannot hold', () => {
    expect(() => encodeRaw({ ...raw, version: 4 })).toThrow('version 4 is not within 0 to 3')
  })
})
