import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryMessage } from '../arbitrary.fixture.ts'
import { describe as say } from '../describe.ts'
import type { CoapMessage } from '../message.ts'
import { encodeFrame, encodeRawFrame } from './encode-frame.ts'
import { decodeFrame, frameSize } from './frame.ts'
import { FrameReader } from './frame-reader.ts'

const octets = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const nothing = new Uint8Array()

function frame(fields: Partial<CoapMessage>): CoapMessage {
  const bare = { code: '2.05', token: nothing, options: [], payload: nothing } as const
  return { type: 'NON', messageId: 0, transport: 'tcp', ...bare, ...fields }
}

/** Messages as streams carry them: any code and options, but none of the classes that mean something else there. */
const streamed: fc.Arbitrary<CoapMessage> = arbitraryMessage.map((message) => ({
  ...message,
  type: 'NON',
  messageId: 0,
  transport: 'tcp',
}))

describe('the examples of RFC 8323', () => {
  it.each([
    ['§3.2, a 2.03 with a token', '01 43 7f', frame({ code: '2.03', token: octets('7f') })],
    ['§5.7, a Ping', '01 e2 42', frame({ code: '7.02', token: octets('42') })],
    ['§5.7, a Pong', '01 e3 42', frame({ code: '7.03', token: octets('42') })],
  ])('%s', (_, text, message) => {
    expect(decodeFrame(octets(text))).toEqual({ message, violations: [] })
    expect(hex(encodeFrame(message))).toBe(text.replaceAll(' ', ''))
  })

  it('and a CSM of 1 MiB and blocks', () => {
    const { message, violations } = decodeFrame(octets('50 e1 23 10 00 00 20'))
    expect(violations).toEqual([])
    expect(say(message!)).toBe('7.01 CSM Max-Message-Size:1048576 Block-Wise-Transfer')
  })
})

describe('the length of a message', () => {
  it.each([
    [0, '00 45'],
    [12, 'c0 45'],
    [13, 'd0 00 45'],
    [268, 'd0 ff 45'],
    [269, 'e0 0000 45'],
    [65_804, 'e0 ffff 45'],
    [65_805, 'f0 00000000 45'],
    [70_000, 'f0 00001063 45'],
  ])('of %i octets reads and is written as %s', (length, header) => {
    const payload = new Uint8Array(Math.max(0, length - 1))
    const bytes = encodeFrame(frame({ payload }))
    expect(hex(bytes.subarray(0, octets(header).length))).toBe(header.replaceAll(' ', ''))
    expect(frameSize(bytes)?.total).toBe(bytes.length)
    expect(decodeFrame(bytes).message?.payload).toHaveLength(payload.length)
  })

  it.each(['', 'd0', 'e000', 'f0000000'])(
    'of a message that ends within it (%s) is not known yet',
    (text) => {
      expect(frameSize(octets(text))).toBeUndefined()
    },
  )
})

describe('reading a message strictly', () => {
  it.each<[string, string, number, string]>([
    ['a reserved token length', '09 45 010203040506070809', 0, 'token length 9'],
    ['a length beyond the end', '30 45 ff 01', 0, 'announces a message of 5 octets, 4 are there'],
    ['a payload marker without payload', '10 45 ff', 2, 'payload marker'],
    ['an option beyond the end', '10 01 b4', 2, 'option 11'],
    ['a length cut short', 'd0', 1, 'ends within its length'],
  ])('%s is no message', (_, text, offset, words) => {
    const { message, violations } = decodeFrame(octets(text))
    expect(message).toBeUndefined()
    expect(violations).toEqual([expect.objectContaining({ offset, text: expect.stringContaining(words) })])
  })

  it.each<[string, string, number, string]>([
    ['a code of a reserved class', '00 21', 1, 'reserved class'],
    ['an Empty message with a token', '01 00 aa', 1, 'an Empty message has no token'],
    ['an unknown critical option in a CSM', '10 e1 90', 2, 'critical option 9'],
    ['a Max-Message-Size of five octets', '60 e1 25 0102030405', 2, 'Max-Message-Size has 0 to 4 octets'],
    ['a Block-Wise-Transfer with a value', '20 e1 41 00', 2, 'Block-Wise-Transfer has 0 octets'],
    ['a signalling code that is not assigned', '00 e6', 1, 'signalling code 7.06'],
    ['a Custody option twice', '20 e2 20 00', 3, 'Custody must not be repeated'],
  ])('%s is a violation at its octet', (_, text, offset, words) => {
    const { violations } = decodeFrame(octets(text))
    expect(violations).toContainEqual(
      expect.objectContaining({ offset, text: expect.stringContaining(words) }),
    )
  })

  it('an elective option that nobody knows is none, nor is size exponent 7 that goes with 1024s', () => {
    expect(decodeFrame(octets('10 e1 80')).violations).toEqual([])
    const block2 = { number: 23, value: Uint8Array.of(0x0f) }
    const bytes = encodeFrame(frame({ options: [block2], payload: new Uint8Array(3072) }))
    expect(decodeFrame(bytes).violations).toEqual([])
    const odd = encodeFrame(frame({ options: [block2], payload: new Uint8Array(3000) }))
    expect(decodeFrame(odd).violations).toEqual([expect.objectContaining({ clause: 'RFC 8323 §6' })])
  })
})

describe('writing a message', () => {
  it('is undone by reading', () => {
    fc.assert(
      fc.property(streamed, (message) => {
        expect(decodeFrame(encodeFrame(message)).message).toEqual(message)
      }),
    )
  })

  it('as malformed as told', () => {
    expect(hex(encodeRawFrame({ code: 0xff, tokenLength: 15, length: 300 }))).toBe('ef001fff')
    expect(hex(encodeRawFrame({ code: '2.05', payloadMarker: true }))).toBe('1045ff')
    expect(() => encodeRawFrame({ code: '2.05', tokenLength: 16 })).toThrow(RangeError)
    expect(() => encodeRawFrame({ code: '2.05', length: -1 })).toThrow(RangeError)
  })
})

it('reading never throws, whatever comes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const { message, violations } = decodeFrame(bytes)
      expect(message !== undefined || violations.length > 0).toBe(true)
    }),
  )
})

describe('cutting a stream into messages', () => {
  it('finds the same ones in whatever pieces they come', () => {
    fc.assert(
      fc.property(
        fc.array(streamed, { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 40 })),
        (messages, cuts) => {
          const stream = Buffer.concat(messages.map(encodeFrame))
          const reader = new FrameReader(2 ** 20)
          const found: string[] = []
          const take = (piece: Uint8Array): void => {
            for (const read of reader.push(piece)) if ('frame' in read) found.push(hex(read.frame))
          }
          let at = 0
          for (const cut of cuts) {
            take(stream.subarray(at, at + cut))
            at += cut
          }
          take(stream.subarray(at))
          expect(found).toEqual(messages.map((message) => hex(encodeFrame(message))))
          expect(reader.rest).toHaveLength(0)
        },
      ),
    )
  })

  it('gives up at a message that is longer than what it takes, before it has come', () => {
    const reader = new FrameReader(1000)
    const read = reader.push(octets('f0 ffffffff 45'))
    expect(read).toEqual([expect.objectContaining({ tooLong: expect.objectContaining({ codeAt: 5 }) })])
    expect(reader.push(octets('0045'))).toEqual([])
    expect(reader.rest).toHaveLength(0)
  })

  it('keeps what has no end yet', () => {
    const reader = new FrameReader(1000)
    expect(reader.push(octets('3045ff'))).toEqual([])
    expect(hex(reader.rest)).toBe('3045ff')
  })
})

it('a Write as another implementation frames it (Anjay Lite)', () => {
  const bytes = octets('b8 03 1234567811111111 b1 35 01 30 01 31 10 ff 334455')
  const { message, violations } = decodeFrame(bytes)
  expect(violations).toEqual([])
  expect(say(message!)).toBe('0.03 PUT /5/0/1 Content-Format:0 [token 1234567811111111] 3 octets')
  expect(hex(encodeFrame(message!))).toBe(hex(bytes))
})

describe('a signalling message in words', () => {
  it.each([
    ['20 e4 41 0a', '7.04 Release Hold-Off:10'],
    ['20 e5 21 09', '7.05 Abort Bad-CSM-Option:9'],
    ['11 e2 42 20', '7.02 Ping Custody [token 42]'],
    ['20 e1 81 ff', '7.01 CSM option 8:ff'],
    ['20 e6 ff 41', '7.06 signalling 1 octets'],
  ])('%s', (text, words) => {
    expect(say(decodeFrame(octets(text)).message!)).toBe(words)
  })
})
