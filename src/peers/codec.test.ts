import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, encode, type Ids, type Node, pathText, type Value, valuesEqual } from '#content'
import { loadRegistry } from '#registry'
import { decodeContent, encodeContent } from './codec.ts'

const shapeOf = loadRegistry({ imported: '' }).shapeOf('1.1')
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const integer = (value: bigint): Value => ({ type: 'integer', value })

/** Values of the test object 3442, each resource at most once. */
const values: fc.Arbitrary<readonly Node[]> = fc.uniqueArray(
  fc.oneof(
    node(110, fc.string({ unit: 'grapheme' }), (value) => ({ type: 'string', value })),
    node(120, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), integer),
    node(125, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => ({ type: 'unsigned', value })),
    node(130, fc.double({ noNaN: true }), (value) => ({ type: 'float', value })),
    node(140, fc.boolean(), (value) => ({ type: 'boolean', value })),
    node(150, fc.uint8Array(), (value) => ({ type: 'opaque', value })),
    node(160, fc.bigInt({ min: 0n, max: 2n ** 40n }), (value) => ({ type: 'time', value })),
    node(170, fc.tuple(fc.nat(65535), fc.nat(65535)), ([object, instance]) => ({
      type: 'objlnk',
      value: { object, instance },
    })),
  ),
  { selector: ({ path }) => pathText(path), minLength: 1 },
)

function node<T>(resource: number, given: fc.Arbitrary<T>, value: (given: T) => Value): fc.Arbitrary<Node> {
  return given.map((drawn) => ({ path: [3442, 0, resource], value: value(drawn) }))
}

function expectSame(found: readonly Node[], expected: readonly Node[]): void {
  expect(found.map(({ path }) => pathText(path))).toEqual(expected.map(({ path }) => pathText(path)))
  for (const [index, { value }] of expected.entries()) {
    const other = found[index]?.value
    expect(other?.type).toBe(value?.type)
    if (other !== undefined && value !== undefined) expect(valuesEqual(other, value)).toBe(true)
  }
}

describe('SenML CBOR by a library', () => {
  it('is understood by the strict reader', () => {
    fc.assert(
      fc.property(values, fc.constantFrom<Ids>([], [3442], [3442, 0]), (nodes, base) => {
        const reading = decode('senml-cbor', encodeContent('senml-cbor', nodes, { base, shapeOf }), {
          base,
          shapeOf,
        })
        expect(reading.findings).toEqual([])
        expectSame(reading.nodes, nodes)
      }),
    )
  })

  it('understands the strict writer', () => {
    fc.assert(
      fc.property(values, fc.constantFrom<Ids>([], [3442], [3442, 0]), (nodes, base) => {
        const payload = encode('senml-cbor', nodes, { base, shapeOf })
        const reading = decodeContent('senml-cbor', payload, { base, shapeOf })
        expect(reading.findings).toEqual([])
        expectSame(reading.nodes, nodes)
      }),
    )
  })

  it('reads what the ETS prints (int-257)', () => {
    const printed =
      '83 a3 21 61 2f 00 65 31 2f 30 2f 32 02 18 65 a2 00 65 31 2f 30 2f 36 04 f5 a2 00 66 33 2f 30 2f 31 33 02 00'
    expect(decodeContent('senml-cbor', bytes(printed), { base: [], shapeOf }).nodes).toEqual([
      { path: [1, 0, 2], value: integer(101n) },
      { path: [1, 0, 6], value: { type: 'boolean', value: true } },
      { path: [3, 0, 13], value: { type: 'time', value: 0n } },
    ])
  })

  it('writes multiple resources with a name in every record', () => {
    const nodes = [0, 1].map((id): Node => ({ path: [3, 0, 7, id], value: integer(BigInt(id)) }))
    const payload = encodeContent('senml-cbor', nodes, { base: [3, 0, 7], shapeOf })
    expect(Buffer.from(payload).toString('hex')).toBe('82a321662f332f302f3700622f300200a200622f310201')
  })

  it.each([
    ['a path outside of the request', '81a200672f332f302f31330200'],
    ['no array', 'a0'],
    ['no CBOR', 'ff'],
    ['nothing', ''],
    ['the wrong type', '81a200662f312f302f32036178'],
    ['no path', '81a2006178036178'],
  ])('finds fault with %s', (_, hex) => {
    const { findings } = decodeContent('senml-cbor', bytes(hex), { base: [1, 0], shapeOf })
    expect(findings).toHaveLength(1)
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (payload) => {
        decodeContent('senml-cbor', payload, { base: [], shapeOf })
      }),
    )
  })
})

it('leaves the other formats to the codecs of the judge', () => {
  const context = { base: [1, 0], shapeOf }
  const nodes: Node[] = [{ path: [1, 0, 2], value: integer(101n) }]
  expect(encodeContent('tlv', nodes, context)).toEqual(bytes('c10265'))
  expect(decodeContent('tlv', bytes('c10265'), context)).toEqual({ nodes, findings: [] })
})
