import fc from 'fast-check'
import { describe } from 'vitest'
import { fuzz } from '../fuzz.fixture.ts'
import { mutation } from '../mutations.fixture.ts'
import { decode, encode } from './codec.ts'
import { decodePaths, encodePaths } from './composite-paths.ts'
import { at, types } from './content.fixture.ts'
import { device } from './device.fixture.ts'
import { contentFormats, type DataFormat } from './format.ts'
import { mostFindings } from './limits.ts'
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

describe.each(formats)('%s', (format) => {
  fuzz(
    'mutants are read without throwing',
    mutants,
    fc.property(fc.constantFrom(...corpus(format)), mutation, ({ base, payload }, mutate) => {
      const changed = mutate(payload)
      const { nodes, findings } = decode(format, changed, at(...base))
      if (nodes.length > changed.length + 1 || findings.length > mostFindings)
        throw new Error('more nodes than octets')
      if (findings.some(({ offset }) => offset > changed.length))
        throw new Error('a finding outside the payload')
    }),
  )

  fuzz(
    'noise is read without throwing, at every level',
    3000,
    fc.property(
      fc.uint8Array({ maxLength: 64 }),
      fc.array(fc.integer({ min: 0, max: 1001 }), { maxLength: 4 }),
      (payload, base) => {
        decode(format, payload, at(...base))
      },
    ),
  )
})

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

fuzz(
  'mutants of link-format and path lists are read without throwing',
  mutants,
  fc.property(mutation, (mutate) => {
    parseLinks(mutate(links))
    for (const format of ['senml-json', 'senml-cbor'] as const) {
      decodePaths(format, mutate(encodePaths(format, [[3, 0], [1]])))
    }
  }),
)
