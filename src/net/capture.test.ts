import { describe, expect, it } from 'vitest'
import { Capture } from './capture.ts'

interface ParsedBlock {
  type: number
  body: Buffer
  options: { code: number; value: Buffer }[]
}

const fixedPart = new Map([
  [0x0a0d0d0a, 16],
  [1, 8],
])

/** Octets before the options of a block. */
function fixedLength(type: number, inside: Buffer): number {
  const padded = (length: number): number => Math.ceil(length / 4) * 4
  if (type === 0x0a) return 8 + padded(inside.readUInt32LE(4))
  return fixedPart.get(type) ?? 20 + padded(inside.readUInt32LE(12))
}

/** Reads a little-endian pcapng file by the letter of the draft, and throws where it is not well-formed. */
function parse(bytes: Uint8Array): ParsedBlock[] {
  const file = Buffer.from(bytes)
  const blocks: ParsedBlock[] = []
  for (let at = 0; at < file.length; ) {
    const type = file.readUInt32LE(at)
    const length = file.readUInt32LE(at + 4)
    if (length % 4 !== 0) throw new Error(`block at ${at}: length ${length} is not a multiple of 4`)
    if (file.readUInt32LE(at + length - 4) !== length) throw new Error(`block at ${at}: lengths differ`)
    const inside = file.subarray(at + 8, at + length - 4)
    const fixed = fixedLength(type, inside)
    blocks.push({ type, body: inside.subarray(0, fixed), options: parseOptions(inside.subarray(fixed)) })
    at += length
  }
  return blocks
}

function parseOptions(area: Buffer): ParsedBlock['options'] {
  const options: ParsedBlock['options'] = []
  for (let at = 0; at < area.length; ) {
    const code = area.readUInt16LE(at)
    const length = area.readUInt16LE(at + 2)
    if (code === 0) {
      if (at + 4 !== area.length) throw new Error('octets after the end of options')
      return options
    }
    options.push({ code, value: area.subarray(at + 4, at + 4 + length) })
    at += 4 + Math.ceil(length / 4) * 4
  }
  if (area.length > 0) throw new Error('options without an end')
  return options
}

const texts = (block: ParsedBlock | undefined): [number, string][] =>
  (block?.options ?? []).map(({ code, value }) => [code, value.toString()])

const client = { host: '192.0.2.1', port: 50000 }
const server = { host: '192.0.2.2', port: 5683 }
const at = Date.UTC(2026, 0, 1, 12) + 0.25

function sample(): Capture {
  const capture = new Capture({ version: '0.1.0', hardware: 'x64', os: 'linux' })
  capture.record({
    at,
    from: client,
    to: server,
    datagram: Uint8Array.of(0x40, 0x02, 0, 1, 0xb2, 0x72, 0x64),
  })
  capture.record({ at: at + 5, from: server, to: client, datagram: Uint8Array.of(0x60, 0x41, 0, 1) })
  return capture
}

describe('a capture', () => {
  it('begins with a section that names its writer and an interface of raw IP in microseconds', () => {
    const [section, link] = parse(sample().bytes())
    expect(section?.body.toString('hex')).toBe(`4d3c2b1a01000000${'ff'.repeat(8)}`)
    expect(texts(section)).toEqual([
      [2, 'x64'],
      [3, 'linux'],
      [4, 'lwm2m-conformance 0.1.0'],
    ])
    expect(link?.type).toBe(1)
    expect(link?.body.readUInt16LE(0)).toBe(101)
    expect(link?.options).toEqual([{ code: 9, value: Buffer.of(6) }])
  })

  it('counts frames from 1', () => {
    const capture = new Capture({ version: '0.1.0' })
    const datagram = new Uint8Array()
    expect(capture.record({ at, from: client, to: server, datagram })).toBe(1)
    expect(capture.record({ at, from: client, to: server, datagram })).toBe(2)
  })

  it('keeps each datagram with its time, in order', () => {
    const packets = parse(sample().bytes()).filter(({ type }) => type === 6)
    const microseconds = packets.map(
      ({ body }) => (BigInt(body.readUInt32LE(4)) << 32n) + BigInt(body.readUInt32LE(8)),
    )
    expect(microseconds).toEqual([1767268800000250n, 1767268800005250n])
    expect(packets.map(({ body }) => body.readUInt32LE(12))).toEqual([35, 32])
    expect(packets[0]?.body.subarray(20 + 28, 20 + 35).toString('hex')).toBe('40020001b27264')
  })

  it('keeps what the datagram held when it was recorded', () => {
    const capture = new Capture({ version: '0.1.0' })
    const datagram = Uint8Array.of(0x40)
    capture.record({ at, from: client, to: server, datagram })
    const before = capture.bytes()
    datagram[0] = 0
    expect(capture.bytes()).toEqual(before)
  })

  it('shows comments on the frame they were made on, also made later', () => {
    const capture = sample()
    capture.comment(2, 'criterion A: PASS')
    capture.comment(2, 'κ: observation')
    const [, , first, second] = parse(capture.bytes())
    expect(texts(first)).toEqual([])
    expect(texts(second)).toEqual([
      [1, 'criterion A: PASS'],
      [1, 'κ: observation'],
    ])
  })

  it('cuts a comment that is longer than an option, between characters', () => {
    const capture = sample()
    capture.comment(1, '€'.repeat(30_000))
    const [[, text] = [0, '']] = texts(parse(capture.bytes())[2])
    expect(text).toBe('€'.repeat(21_845))
  })

  it('refuses a comment on a frame it does not have', () => {
    expect(() => sample().comment(3, 'lost')).toThrow('Frame 3 is not among 1 to 2.')
    expect(() => sample().comment(0, 'lost')).toThrow(RangeError)
  })

  it('has the lines of a key log once, before the packets that they open', () => {
    const capture = sample()
    for (const line of ['CLIENT_RANDOM 01 02', 'CLIENT_RANDOM 03 04', 'CLIENT_RANDOM 01 02'])
      capture.secret(line)
    const blocks = parse(capture.bytes())
    expect(blocks.map(({ type }) => type)).toEqual([0x0a0d0d0a, 1, 0x0a, 6, 6])
    const [kind, length] = [blocks[2]!.body.readUInt32LE(0), blocks[2]!.body.readUInt32LE(4)]
    expect(kind).toBe(0x544c534b)
    const log = 'CLIENT_RANDOM 01 02\nCLIENT_RANDOM 03 04\n'
    expect(blocks[2]!.body.subarray(8, 8 + length).toString()).toBe(log)
  })

  it('gives the same bytes for the same input', () => {
    expect(sample().bytes()).toEqual(sample().bytes())
  })
})

describe('a capture of TCP', () => {
  const opposite = { at, from: server, to: client, transport: 'tcp' as const }
  const tcp = { at, from: client, to: server, transport: 'tcp' as const }
  const segments = (
    capture: Capture,
  ): { sequence: number; acknowledged: number; isFirst: boolean; octets: number[] }[] =>
    parse(capture.bytes())
      .slice(2)
      .map(({ body }) => {
        const segment = body.subarray(20 + 20, 20 + body.readUInt32LE(12))
        expect(body[20 + 9]).toBe(6)
        return {
          sequence: segment.readUInt32BE(4),
          acknowledged: segment.readUInt32BE(8),
          isFirst: segment[13] === 0x02,
          octets: [...segment.subarray(20)],
        }
      })

  it('numbers octets through, and acknowledges those of the other direction', () => {
    const capture = new Capture({ version: '0.1.0' })
    capture.record({ ...tcp, datagram: Uint8Array.of(1, 2, 3) })
    capture.record({ ...opposite, datagram: Uint8Array.of(4, 5) })
    capture.record({ ...tcp, datagram: Uint8Array.of(6) })
    expect(segments(capture)).toMatchObject([
      { sequence: 1, acknowledged: 1, octets: [1, 2, 3] },
      { sequence: 1, acknowledged: 4, octets: [4, 5] },
      { sequence: 4, acknowledged: 3, octets: [6] },
    ])
  })

  it('keeps connections apart', () => {
    const capture = new Capture({ version: '0.1.0' })
    capture.record({ ...tcp, datagram: Uint8Array.of(1) })
    capture.record({ ...tcp, from: { ...client, port: 50001 }, datagram: Uint8Array.of(2) })
    expect(segments(capture).map(({ sequence }) => sequence)).toEqual([1, 1])
  })

  it('marks where a connection begins, with a number of its own', () => {
    const capture = new Capture({ version: '0.1.0' })
    expect(capture.opens(tcp)).toBe(1)
    capture.record({ ...tcp, datagram: Uint8Array.of(1, 2) })
    expect(capture.opens(tcp)).toBe(3)
    capture.record({ ...tcp, datagram: Uint8Array.of(3) })
    expect(segments(capture).map(({ sequence, isFirst }) => [sequence, isFirst])).toEqual([
      [0, true],
      [1, false],
      [3, true],
      [4, false],
    ])
  })

  it('cuts what no packet holds, and names the frame of its end', () => {
    const capture = new Capture({ version: '0.1.0' })
    expect(capture.record({ ...tcp, datagram: new Uint8Array(70_000) })).toBe(3)
    expect(segments(capture).map(({ octets }) => octets.length)).toEqual([32_768, 32_768, 4464])
  })
})
