import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, encode } from './codec.ts'
import { decodePaths, encodePaths } from './composite-paths.ts'
import { at, hex, types, utf8 } from './content.fixture.ts'
import { device } from './device.fixture.ts'
import { contentFormats, type DataFormat } from './format.ts'
import { mostFindings, mostItems } from './limits.ts'
import { formatLinks, parseLinks } from './link-format.ts'
import type { Ids, Node, Value } from './node.ts'

const formats = (Object.keys(contentFormats) as (keyof typeof contentFormats)[]).filter(
  (name): name is DataFormat => name !== 'link',
)
const mutants = 20_000

const samples: readonly Value[] = [
  { type: 'string', value: 'ü"\\' },
  { type: 'integer', value: -32769n },
  { type: 'unsigned', value: 2n ** 64n - 1n },
  { type: 'float', value: -1.1e300 },
  { type: 'boolean', value: true },
  { type: 'opaque', value: new Uint8Array(300) },
  { type: 'time', value: 1367491215n },
  { type: 'objlnk', value: { object: 65535, instance: 0 } },
  { type: 'corelnk', value: '</3/0>;ver="1.1"' },
]
const everyType: readonly Node[] = samples.flatMap((value): Node[] => [
  { path: [1000, 0, types.indexOf(value.type)], value },
  { path: [1001, 0, types.indexOf(value.type), 700], value },
])

interface Case {
  readonly base: Ids
  readonly payload: Uint8Array
}

/** Valid payloads to start from: one value each, instances, the root. */
function corpus(format: DataFormat): Case[] {
  const pieces: { base: Ids; nodes: readonly Node[] }[] = [
    ...everyType.map((node) => ({ base: node.path, nodes: [node] })),
    { base: [3, 0], nodes: device },
    { base: [3], nodes: device },
    { base: [], nodes: everyType },
  ]
  return pieces.flatMap(({ base, nodes }) => {
    try {
      return [{ base, payload: encode(format, nodes, at(...base)) }]
    } catch {
      return []
    }
  })
}

type Mutation = (payload: Uint8Array) => Uint8Array

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const octet = fc.oneof(
  fc.integer({ min: 0, max: 255 }),
  fc.constantFrom(0x00, 0x1b, 0x5b, 0x7f, 0x9b, 0xbb, 0xff, 0x22, 0x5b, 0x7b),
)

const flip = fc.tuple(place, octet).map(
  ([where, value]): Mutation =>
    (payload) => {
      const changed = payload.slice()
      if (changed.length > 0) changed[Math.floor(where * changed.length)] = value
      return changed
    },
)
const truncate = place.map(
  (where): Mutation =>
    (payload) =>
      payload.slice(0, Math.floor(where * payload.length)),
)
const insert = fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 9 })).map(
  ([where, octets]): Mutation =>
    (payload) => {
      const split = Math.floor(where * payload.length)
      return Uint8Array.from([...payload.subarray(0, split), ...octets, ...payload.subarray(split)])
    },
)
const double = fc.tuple(place, place).map(
  ([from, to]): Mutation =>
    (payload) => {
      const [start = 0, end = 0] = [from, to]
        .map((where) => Math.floor(where * payload.length))
        .sort((a, b) => a - b)
      return Uint8Array.from([...payload.subarray(0, end), ...payload.subarray(start)])
    },
)
const nest = fc.tuple(place, fc.constantFrom('81', 'a100', '9f', '5b', '0800', '8000', '5b5b')).map(
  ([where, head]): Mutation =>
    (payload) => {
      const split = Math.floor(where * payload.length)
      return Uint8Array.from([
        ...payload.subarray(0, split),
        ...hex(head.repeat(20)),
        ...payload.subarray(split),
      ])
    },
)
const mutation = fc.array(fc.oneof(flip, truncate, insert, double, nest), { minLength: 1, maxLength: 3 })

function mutate(payload: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  return mutations.reduce((changed, change) => change(changed), payload)
}

describe.each(formats)('hostile %s', (format) => {
  it(`${mutants} mutants are read without throwing`, () => {
    fc.assert(
      fc.property(fc.constantFrom(...corpus(format)), mutation, ({ base, payload }, mutations) => {
        const changed = mutate(payload, mutations)
        const { nodes, findings } = decode(format, changed, at(...base))
        if (nodes.length > changed.length + 1 || findings.length > mostFindings)
          throw new Error('more nodes than octets')
        if (findings.some(({ offset }) => offset > changed.length))
          throw new Error('a finding outside the payload')
      }),
      { numRuns: mutants },
    )
  })

  it('noise is read without throwing, at every level', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.array(fc.integer({ min: 0, max: 1001 }), { maxLength: 4 }),
        (payload, base) => {
          decode(format, payload, at(...base))
        },
      ),
      { numRuns: 3000 },
    )
  })

  it.each([
    ['an array of 2^64-1', hex('9bffffffffffffffff')],
    ['a map of 2^64-1', hex('bbffffffffffffffff')],
    ['octets of 2^64-1', hex('5bffffffffffffffff00')],
    ['arrays of 2^32-1 in one another', hex('9affffffff'.repeat(40))],
    ['a TLV of 2^24-1 octets', hex('1800ffffff'.repeat(40))],
    ['a number with a huge exponent', utf8('[{"n":"/3/0/9","v":1e999999999999}]')],
    ['a negative exponent', utf8('{"e":[{"n":"/3/0/9","v":1e-999999999999}]}')],
    ['a decimal fraction with a huge exponent', hex('81a200662f332f302f3902c4821b7fffffffffffffff01')],
  ])('%s costs next to nothing', (_, payload) => {
    const before = process.memoryUsage()
    for (const base of [[], [3], [3, 0], [3, 0, 9]]) decode(format, payload, at(...base))
    const after = process.memoryUsage()
    expect(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(8e6)
  })

  it.each([
    ['[', 0x5b],
    ['{', 0x7b],
    ['arrays of one', 0x81],
    ['arrays without end', 0x9f],
    ['maps without end', 0xbf],
    ['tags', 0xc1],
    ['breaks', 0xff],
    ['zeros', 0x00],
    ['quotes', 0x22],
    ['backslashes', 0x5c],
    ['digits', 0x37],
    ['blanks', 0x20],
  ])('300,000 octets of %s are read', (_, value) => {
    const payload = new Uint8Array(300_000).fill(value)
    for (const base of [[], [3], [3, 0, 9]])
      expect(decode(format, payload, at(...base)).findings.length).toBeLessThanOrEqual(mostFindings)
  })
})

it.each<[DataFormat, string, string]>([
  ['tlv', '', 'c000'],
  ['tlv', '', '0000'],
  ['senml-cbor', '9f', 'a0'],
  ['senml-cbor', '9f', 'a200692f312f312f312f3131 0201'],
  ['lwm2m-cbor', 'bf03bf00bf', '1900000100'],
  ['json', Buffer.from('{"e":[').toString('hex'), Buffer.from('{"n":"1/1/1","v":1},').toString('hex')],
  ['senml-json', Buffer.from('[').toString('hex'), Buffer.from('1,').toString('hex')],
])('two megabytes of %s %s%s… are read up to a limit', (format, head, unit) => {
  const payload = hex(head + unit.repeat(2e6 / hex(unit).length))
  const { nodes, findings } = decode(format, payload, at(3))
  expect(nodes.length).toBeLessThanOrEqual(mostItems)
  expect(findings).toHaveLength(mostFindings)
})

it('mutants of link-format and path lists are read without throwing', () => {
  const links = formatLinks([
    {
      target: '/',
      attributes: [
        { name: 'rt', value: 'oma.lwm2m', quoted: true },
        { name: 'ct', value: '60 112', quoted: true },
      ],
    },
    { target: '/3/0', attributes: [{ name: 'ver', value: '1.1', quoted: false }] },
  ])
  fc.assert(
    fc.property(mutation, (mutations) => {
      parseLinks(mutate(links, mutations))
      for (const format of ['senml-json', 'senml-cbor'] as const) {
        decodePaths(format, mutate(encodePaths(format, [[3, 0], [1]]), mutations))
      }
    }),
    { numRuns: mutants },
  )
})
