import type { DataFormat, Ids, Node, Value } from '#content'
import type { ReferenceClient } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { readsNodes, writesNodes, writesOctets } from './faults.ts'

type TestObject = 3441 | 3442
type Version = '1.0' | '1.1' | '1.2'

/** The purposes on data types, as `TP/DM/TYPES/BV-01` onwards. */
const purposes: readonly { object: TestObject; format: DataFormat; lwm2m: Version }[] = [
  ...(['text', 'opaque', 'tlv', 'json'] as const).map((format) => ({
    object: 3441 as const,
    format,
    lwm2m: '1.0' as const,
  })),
  ...(['text', 'opaque', 'cbor', 'tlv', 'senml-json', 'senml-cbor', 'json'] as const).map((format) => ({
    object: 3442 as const,
    format,
    lwm2m: '1.1' as const,
  })),
  { object: 3442, format: 'lwm2m-cbor', lwm2m: '1.2' },
]

/** What a client makes of a value that was written; undefined refuses it. */
type Reader = (value: Value) => Value | undefined

const truncated: Reader = (value) =>
  value.type === 'float' ? { ...value, value: Math.trunc(value.value) } : value

/** One fault for each data type; none touches the plain values that other criteria go by. */
const readers: readonly { letter: string; type: Value['type']; title: string; read: Reader }[] = [
  {
    letter: 'A',
    type: 'string',
    title: 'replaces characters beyond ASCII',
    read: (value) =>
      value.type === 'string' ? { ...value, value: value.value.replaceAll(/[^ -~]/gu, '?') } : value,
  },
  {
    letter: 'B',
    type: 'integer',
    title: 'keeps 32 bits of an integer',
    read: (value) => (value.type === 'integer' ? { ...value, value: BigInt.asIntN(32, value.value) } : value),
  },
  {
    letter: 'C',
    type: 'unsigned',
    title: 'refuses unsigned integers beyond 32 bits',
    read: (value) => (value.type === 'unsigned' && value.value >= 2n ** 32n ? undefined : value),
  },
  {
    letter: 'D',
    type: 'float',
    title: 'drops the fraction of a float',
    read: truncated,
  },
  {
    letter: 'E',
    type: 'boolean',
    title: 'takes every boolean for true',
    read: (value) => (value.type === 'boolean' ? { ...value, value: true } : value),
  },
  {
    letter: 'F',
    type: 'opaque',
    title: 'cuts opaque values at 255 octets',
    read: (value) => (value.type === 'opaque' ? { ...value, value: value.value.slice(0, 255) } : value),
  },
  {
    letter: 'G',
    type: 'time',
    title: 'keeps 32 bits of a time',
    read: (value) => (value.type === 'time' ? { ...value, value: BigInt.asIntN(32, value.value) } : value),
  },
  {
    letter: 'H',
    type: 'objlnk',
    title: 'refuses the null object link',
    read: (value) => (value.type === 'objlnk' && value.value.object === 65535 ? undefined : value),
  },
  {
    letter: 'I',
    type: 'corelnk',
    title: 'keeps the first of several CoRE links',
    read: (value) => (value.type === 'corelnk' ? { ...value, value: value.value.split(',')[0]! } : value),
  },
]

/** Has the client take something else from payloads of a format, or refuse them, below an object. */
function misreads(format: DataFormat, object: number | undefined, read: Reader) {
  return ({ device }: ReferenceClient): void =>
    instead(device, 'decode', (decode) => (given, payload, base) => {
      const reading = decode(given, payload, base)
      if (given !== format || !(object === undefined || base[0] === object)) return reading
      const nodes = reading.nodes.map(({ path, value }) => ({ path, value: value && read(value) }))
      const refused = nodes.some(({ value }, index) => value === undefined && reading.nodes[index]?.value)
      return refused
        ? { nodes: [], findings: [{ offset: 0, clause: 'its own', text: 'does not suit it' }] }
        : {
            ...reading,
            nodes: nodes.map(({ path, value }) => (value === undefined ? { path } : { path, value })),
          }
    })
}

/** Only where an object, or an instance of it, is the path of the request. */
function at(object: number, length: number, change: (nodes: readonly Node[]) => readonly Node[]) {
  return (nodes: readonly Node[], base: Ids): readonly Node[] =>
    base[0] === object && base.length === length ? change(nodes) : nodes
}

/** Resource-instance ids are read as their first digit: 10 lands on 1. */
function gluedIds(nodes: readonly Node[]): readonly Node[] {
  return nodes.map((node) => {
    const [object = 0, instance = 0, resource = 0, id] = node.path
    return id === undefined ? node : { ...node, path: [object, instance, resource, Number(`${id}`[0])] }
  })
}

/** What follows the first multiple resource is not read. */
function nothingAfterMultiple(nodes: readonly Node[]): readonly Node[] {
  const first = nodes.findIndex(({ path }) => path.length === 4)
  return nodes.filter(({ path }, index) => index <= first || path[2] === nodes[first]?.path[2])
}

/** Whether TLV carries an integer in two octets. */
function isOfTwoOctets(value: bigint): boolean {
  return BigInt.asIntN(16, value) === value && BigInt.asIntN(8, value) !== value
}

/** Sign and magnitude in the width that two's complement would take. */
function signAndMagnitude(value: Value): Value {
  if (value.type !== 'integer' || value.value >= 0n) return value
  const width = [8n, 16n, 32n, 64n].find((bits) => -value.value < 2n ** (bits - 1n))
  return width === undefined ? value : { ...value, value: -(2n ** (width - 1n)) - value.value }
}

const bv = (index: number): string => `TP/DM/TYPES/BV-${String(index + 1).padStart(2, '0')}`

function forPurpose(index: number): readonly Mutant<ReferenceClient>[] {
  const { object, format, lwm2m } = purposes[index]!
  const mutant = (
    letter: string,
    what: string,
    title: string,
    inject: Mutant<ReferenceClient>['inject'],
  ): Mutant<ReferenceClient> => ({
    id: `types-${object}-${format}-${what}`,
    title: `In ${format} on object ${object} it ${title}`,
    trips: [`${bv(index)} ${letter}` satisfies CriterionId],
    lwm2m,
    inject,
  })
  const carried = readers.filter(
    ({ type }) =>
      (format !== 'opaque' || type === 'opaque') &&
      (object === 3442 || (type !== 'unsigned' && type !== 'corelnk')),
  )
  const alone = carried.map(({ letter, type, title, read }) =>
    mutant(letter, type, title, misreads(format, object, read)),
  )
  if (['text', 'opaque', 'cbor'].includes(format)) return alone
  return [
    ...alone,
    mutant(
      'J',
      'glued-ids',
      'takes instance 10 of a resource for instance 1',
      readsNodes(format, at(object, 3, gluedIds)),
    ),
    mutant(
      'K',
      'after-multiple',
      'drops what a Write holds after a multiple resource',
      readsNodes(format, at(object, 2, nothingAfterMultiple)),
    ),
    mutant(
      'L',
      'last',
      'leaves out the last of several values of an instance that is read',
      writesNodes(
        format,
        at(object, 2, (nodes) => nodes.slice(0, Math.max(1, nodes.length - 1))),
      ),
    ),
  ]
}

/** Bugs met in the field, in every object. */
const fieldBugs: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'M31',
    title: 'TLV negative integers as sign and magnitude',
    from: 'BUG-092',
    trips: [`${bv(7)} B`],
    inject: writesNodes('tlv', (nodes) =>
      nodes.map((node) =>
        node.value === undefined ? node : { ...node, value: signAndMagnitude(node.value) },
      ),
    ),
  },
  {
    id: 'M32',
    title: 'TLV integers of 2 octets refused',
    from: ['BUG-091', 'BUG-098'],
    trips: ['int-215 A', 'int-215 B'],
    inject: misreads('tlv', undefined, (value) =>
      value.type === 'integer' && isOfTwoOctets(value.value) ? undefined : value,
    ),
  },
  {
    id: 'M33',
    title: 'TLV after the first multiple resource of a Write dropped',
    from: 'BUG-101',
    trips: [`${bv(7)} K`],
    inject: readsNodes('tlv', (nodes) =>
      nodes.some(({ path }) => path.length === 4) ? nothingAfterMultiple(nodes) : nodes,
    ),
  },
  {
    id: 'M36',
    title: 'SenML CBOR octets typed as text under their label 8',
    from: 'BUG-121',
    trips: [
      'int-235 B',
      `${bv(9)} F`,
      `${bv(9)} L`,
      'int-801 B',
      'int-801 D',
      'int-810 D',
      'int-810 I',
      'int-1350 K',
      'int-1900 D',
      'int-1900 I',
      'int-1901 A',
      'int-1901 C',
    ],
    inject: writesOctets('senml-cbor', (payload) =>
      payload.map((octet, at) => (payload[at - 1] === 8 && octet >> 5 === 2 ? octet + 0x20 : octet)),
    ),
  },
  {
    id: 'M34',
    title: 'Text floats truncated to integers',
    from: 'BUG-103',
    trips: [`${bv(4)} D`],
    inject: misreads('text', undefined, truncated),
  },
]

/** Faults in the data types: one for each criterion of each purpose, and those met in the field. */
export const typeMutants: readonly Mutant<ReferenceClient>[] = [
  ...purposes.flatMap((_, index) => forPurpose(index)),
  ...fieldBugs,
  {
    id: 'tlv-24-bits-misread',
    title: 'Of a TLV length of 24 bits the lower 16 are read',
    from: 'BUG-085',
    trips: ['TP/DM/TYPES/BV-21 A'],
    inject: readsNodes('tlv', (nodes) =>
      nodes.map((node) =>
        node.value?.type === 'opaque'
          ? {
              ...node,
              value: {
                type: 'opaque',
                value: node.value.value.subarray(0, node.value.value.length % 2 ** 16),
              },
            }
          : node,
      ),
    ),
  },
]
