import { getHeapStatistics } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { decode as decodeMessage } from '#coap'
import { decode } from './codec.ts'
import { contentFormats, type DataFormat } from './format.ts'
import { parseLinks } from './link-format.ts'

const MiB = 2 ** 20
const utf8 = new TextEncoder()
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))

/** Octets of payload that are mostly one thing over and over. */
function filled(head: Uint8Array, unit: Uint8Array, size = 2 * MiB): Uint8Array {
  const payload = new Uint8Array(size)
  payload.set(head)
  for (let at = head.length; at + unit.length <= size; at += unit.length) payload.set(unit, at)
  return payload
}

/** CBOR heads that declare 2^16 − 1 to 2^64 − 1 octets, characters, items or pairs. */
const cborHeads = [2, 3, 4, 5].flatMap((major) =>
  [
    '19ffff',
    '1a7fffffff',
    '1affffffff',
    '1b0000000100000000',
    '1b001fffffffffffff',
    '1bffffffffffffffff',
  ].map((length) => {
    const head = hex(length)
    head[0] = (major << 5) | (head[0]! & 31)
    return head
  }),
)
const cbor = [
  ...cborHeads,
  ...cborHeads.map((head) => Uint8Array.from([0x81, 0xa1, 0x00, ...head])),
  ...cborHeads.map((head) => Uint8Array.from([0x9f, 0xbf, 0x5f, ...head])),
  ...['9b', 'bb', '81', 'a1', '9f', 'bf', '5f', '7f', 'c1', '5b'].map((head) => filled(hex(head), hex(head))),
  filled(hex('9f'), hex('a0')),
  filled(hex('9f'), hex('a200612f0201')),
  filled(hex('bf03bf00bf'), hex('1900000100')),
]
const json = ['[', '{"e":[', '[{', '{"a":', '[{"n":"'].flatMap((head) => [
  utf8.encode(head),
  filled(utf8.encode('['), utf8.encode(head)),
])
const jsonItems = ['1,', '{},', '{"n":"/1/1/1","v":1},', '"\\u0000",'].map((unit) =>
  filled(utf8.encode('['), utf8.encode(unit)),
)
const tlv = ['d8ffffffff', 'd8ffffff', 'd0ffff', '38000000ffffff', '10ffffffff'].map(hex)
const hostile: { readonly [format in DataFormat]: readonly Uint8Array[] } = {
  text: [filled(utf8.encode('1'), utf8.encode('9')), filled(utf8.encode('-0.'), utf8.encode('0'))],
  opaque: [filled(new Uint8Array(), hex('ff'))],
  cbor,
  tlv: [
    ...tlv,
    ...tlv.map((head) => filled(head, head)),
    filled(new Uint8Array(), hex('c000')),
    filled(new Uint8Array(), hex('0000')),
    filled(new Uint8Array(), hex('08001000')),
  ],
  'senml-json': [...json, ...jsonItems],
  'senml-cbor': cbor,
  json: [...json, filled(utf8.encode('{"e":['), utf8.encode('{"n":"1/1/1","v":1},'))],
  'lwm2m-cbor': cbor,
}
const formats = Object.keys(contentFormats).filter((name): name is DataFormat => name !== 'link')

/** Octets outside the heap that are held beyond what was held before; the payload is not among them. */
function heldBy<T>(act: () => T): { result: T; octets: number } {
  const before = process.memoryUsage().arrayBuffers
  const result = act()
  return { result, octets: process.memoryUsage().arrayBuffers - before }
}

describe('in a heap of 64 MB', () => {
  it('this process lives', () => {
    expect(getHeapStatistics().heap_size_limit).toBeLessThan(128 * MiB)
  })

  it.each(formats)('%s with huge lengths and depths is read, and costs no more than it is long', (format) => {
    for (const payload of hostile[format]) {
      for (const base of [[], [3], [3, 0], [3, 0, 0]]) {
        const { result, octets } = heldBy(() => decode(format, payload, { base, shapeOf: () => undefined }))
        expect(result.nodes.length).toBeLessThanOrEqual(payload.length)
        expect(octets).toBeLessThanOrEqual(4 * payload.length + MiB)
      }
    }
  })

  it('links without an end are read', () => {
    for (const unit of ['<', '</1>,', ';a=', '</1>;a="', ','])
      expect(parseLinks(filled(new Uint8Array(), utf8.encode(unit))).findings.length).toBeGreaterThan(0)
  })

  it('CoAP options with huge lengths are read', () => {
    const header = '4001000a'
    for (const option of ['deffffffff', 'edffffff', 'eeffffffff', '0effff', 'd1ff00', '10'])
      for (const datagram of [hex(header + option), filled(hex(header), hex(option), 65535)])
        expect(heldBy(() => decodeMessage(datagram)).octets).toBeLessThanOrEqual(MiB)
  })
})
