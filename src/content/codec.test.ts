import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, encode } from './codec.ts'
import { at, types } from './content.fixture.ts'
import { ContentError } from './content-error.ts'
import type { DataFormat } from './format.ts'
import { formatLinks } from './link-format.ts'
import { int64, uint64 } from './literals.ts'
import type { Ids, Node, Value } from './node.ts'

const whole: DataFormat[] = ['tlv', 'json', 'senml-json', 'senml-cbor', 'lwm2m-cbor']
const single: DataFormat[] = ['text', 'cbor', ...whole]

const id = fc.integer({ min: 0, max: 65534 })
const string = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom('', 'ü', '日本', '"\\\n', '🙂'),
)
const signed = fc.oneof(
  fc.bigInt(int64),
  fc.constantFrom(0n, -1n, -128n, -129n, -32769n, 2n ** 53n + 1n, int64.min, int64.max),
)
const double = fc.oneof(
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.float({ noDefaultInfinity: true, noNaN: true }),
  fc.constantFrom(0, -0, 1.5, 5e-324, 1.7976931348623157e308, 1e21, 2 ** 53),
)
const links = fc
  .array(fc.record({ target: fc.constantFrom('/', '/3/0', '/sensors/temp'), title: string }))
  .map((all) =>
    Buffer.from(
      formatLinks(
        all.map(({ target, title }) => ({
          target,
          attributes: title === '' ? [] : [{ name: 'title', value: title, quoted: true }],
        })),
      ),
    ).toString(),
  )

const values: { [T in Value['type']]: fc.Arbitrary<Value & { type: T }> } = {
  string: string.map((value) => ({ type: 'string', value })),
  corelnk: links.map((value) => ({ type: 'corelnk', value })),
  integer: signed.map((value) => ({ type: 'integer', value })),
  unsigned: fc
    .oneof(fc.bigInt(uint64), fc.constantFrom(0n, uint64.max, 2n ** 63n))
    .map((value) => ({ type: 'unsigned', value })),
  time: signed.map((value) => ({ type: 'time', value })),
  float: double.map((value) => ({ type: 'float', value })),
  boolean: fc.boolean().map((value) => ({ type: 'boolean', value })),
  opaque: fc.uint8Array({ maxLength: 300 }).map((value) => ({ type: 'opaque', value })),
  objlnk: fc
    .record({ object: fc.integer({ min: 0, max: 65535 }), instance: fc.integer({ min: 0, max: 65535 }) })
    .map((value) => ({ type: 'objlnk', value })),
}

/** An instance of the test objects: single resources of 1000, or multiple ones of 1001. */
const singles = (instance: number): fc.Arbitrary<Node[]> =>
  fc
    .uniqueArray(fc.constantFrom(...types), { minLength: 1 })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((type) =>
          values[type].map((value): Node => ({ path: [1000, instance, types.indexOf(type)], value })),
        ),
      ),
    )
const multiples = (instance: number): fc.Arbitrary<Node[]> =>
  fc
    .tuple(
      fc.uniqueArray(fc.constantFrom(...types), { minLength: 1 }),
      fc.uniqueArray(id, { minLength: 1, maxLength: 4 }),
    )
    .chain(([chosen, ids]) =>
      fc.tuple(
        ...chosen.flatMap((type) =>
          ids.map((last) =>
            values[type].map((value): Node => ({ path: [1001, instance, types.indexOf(type), last], value })),
          ),
        ),
      ),
    )

function expectRoundTrip(format: DataFormat, nodes: readonly Node[], base: Ids): void {
  const reading = decode(format, encode(format, nodes, at(...base)), at(...base))
  expect(reading.findings).toEqual([])
  expect(reading.nodes).toEqual(nodes)
}

const floatNode = (value: number): Node => ({ path: [1000, 0, 3], value: { type: 'float', value } })

describe('encode and decode', () => {
  describe.each(single)('%s', (format) => {
    it.each(types)('carries a single %s', (type) => {
      const resource = types.indexOf(type)
      fc.assert(
        fc.property(values[type], id, (value, instance) =>
          expectRoundTrip(format, [{ path: [1000, instance, resource], value }], [1000, instance, resource]),
        ),
      )
    })

    it.each(types)('carries one instance of a multiple %s', (type) => {
      const path = [1001, 2, types.indexOf(type), 300]
      fc.assert(
        fc.property(values[type], (value) => expectRoundTrip(format, [{ path, value }], path)),
        { numRuns: 20 },
      )
    })
  })

  describe.each(whole)('%s', (format) => {
    it('carries instances of single resources', () => {
      fc.assert(
        fc.property(id.chain(singles), (nodes) =>
          expectRoundTrip(format, nodes, nodes[0]?.path.slice(0, 2) ?? []),
        ),
      )
    })

    it('carries instances of multiple resources', () => {
      fc.assert(
        fc.property(id.chain(multiples), (nodes) =>
          expectRoundTrip(format, nodes, nodes[0]?.path.slice(0, 2) ?? []),
        ),
      )
    })

    it('carries objects with several instances', () => {
      fc.assert(
        fc.property(fc.tuple(singles(0), singles(9), singles(65534)), (instances) =>
          expectRoundTrip(format, instances.flat(), [1000]),
        ),
      )
    })

    it('carries a whole multiple resource', () => {
      const nodes: Node[] = [0, 1, 256].map((last) => ({
        path: [1001, 0, 0, last],
        value: { type: 'string', value: `${last}` },
      }))
      expectRoundTrip(format, nodes, [1001, 0, 0])
    })
  })

  it.each(whole.slice(1))('%s carries several objects at the root', (format) => {
    fc.assert(
      fc.property(fc.tuple(singles(1), multiples(2)), (parts) => expectRoundTrip(format, parts.flat(), [])),
    )
  })

  it.each(['json', 'senml-json', 'senml-cbor'] as const)('%s carries time stamps', (format) => {
    const nodes: Node[] = [1700000000, 1700000060.5].map((timestamp) => ({
      ...floatNode(timestamp / 7),
      timestamp,
    }))
    expectRoundTrip(format, nodes, [1000, 0, 3])
  })

  it.each(['tlv', 'lwm2m-cbor'] as const)('%s carries bare existences', (format) => {
    expectRoundTrip(format, [{ path: [1001, 0, 1] }, { path: [1001, 7] }], [1001])
  })

  it.each(['cbor', 'tlv', 'senml-cbor', 'lwm2m-cbor'] as const)(
    '%s carries NaN and the infinities',
    (format) => {
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
        expectRoundTrip(format, [floatNode(value)], [1000, 0, 3])
      }
    },
  )

  it.each(['text', 'json', 'senml-json'] as const)('%s refuses NaN and the infinities', (format) => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(() => encode(format, [floatNode(value)], at(1000, 0, 3))).toThrow(ContentError)
    }
  })

  it.each(['text', 'opaque', 'cbor'] as const)('%s refuses two values, none, and another path', (format) => {
    const node: Node = { path: [1001, 0, 5, 0], value: { type: 'opaque', value: new Uint8Array(1) } }
    expect(() => encode(format, [node, { ...node, path: [1001, 0, 5, 1] }], at(1001, 0, 5))).toThrow(
      ContentError,
    )
    expect(() => encode(format, [], at(1001, 0, 5))).toThrow(ContentError)
    expect(() => encode(format, [node], at(1001, 0))).toThrow(ContentError)
  })

  it.each(['text', 'opaque', 'cbor'] as const)('%s at an instance is a finding', (format) => {
    const reading = decode(format, new Uint8Array([0x31]), at(3, 0))
    expect(reading.nodes).toEqual([])
    expect(reading.findings).toHaveLength(1)
  })

  it('opaque carries octets, and nothing else', () => {
    fc.assert(
      fc.property(values.opaque, (value) =>
        expectRoundTrip('opaque', [{ path: [5, 0, 0], value }], [5, 0, 0]),
      ),
    )
    expect(() => encode('opaque', [floatNode(1)], at(1000, 0, 3))).toThrow(ContentError)
  })

  it.each(whole)('%s refuses what has no place or is too wide', (format) => {
    const bad: Node[] = [
      { path: [3, 0], value: { type: 'string', value: 'x' } },
      { path: [3] },
      { path: [3, 0, 65536], value: { type: 'string', value: 'x' } },
      { path: [1000, 0, 1], value: { type: 'integer', value: 2n ** 63n } },
      { path: [1000, 0, 2], value: { type: 'unsigned', value: -1n } },
      { path: [1000, 0, 7], value: { type: 'objlnk', value: { object: 65536, instance: 0 } } },
    ]
    for (const node of bad)
      expect(() => encode(format, [node], at(...node.path.slice(0, 1)))).toThrow(ContentError)
  })

  it.each(whole)('%s refuses nodes that are there twice', (format) => {
    expect(() => encode(format, [floatNode(1), floatNode(2)], at(1000, 0))).toThrow(ContentError)
  })

  it.each(single)('%s refuses half of a surrogate pair', (format) => {
    const node: Node = { path: [3, 0, 0], value: { type: 'string', value: '\ud800' } }
    expect(() => encode(format, [node], at(3, 0, 0))).toThrow(ContentError)
  })
})
