import type { DataFormat, Node, Value } from '#content'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { sendsInstead } from './faults.ts'

/** The purpose of each format, and the letters that it has. */
const formats = {
  tlv: ['BV-13', 'ABCDEF'],
  'senml-json': ['BV-14', 'ABCDEF'],
  'senml-cbor': ['BV-15', 'ABCDEF'],
  text: ['BV-16', 'ABCDF'],
  cbor: ['BV-17', 'ABCDF'],
  json: ['BV-18', 'ABCDEF'],
  'lwm2m-cbor': ['BV-19', 'ABCDEF'],
  opaque: ['BV-20', 'F'],
} as const

/** How a value is misread, by the letter of the criterion that tells. */
const misreadings: {
  readonly [letter in 'A' | 'B' | 'C' | 'D' | 'E' | 'F']: {
    readonly title: string
    readonly of: (nodes: readonly Node[]) => readonly Node[]
  }
} = {
  A: {
    title: 'strings lose what is not ASCII',
    of: values(({ type, value }) =>
      type === 'string' && typeof value === 'string'
        ? { type, value: value.replace(/[^ -~]/g, '?') }
        : undefined,
    ),
  },
  B: {
    title: 'integers are cut to 32 bits',
    of: values(({ type, value }) =>
      type === 'integer' && typeof value === 'bigint' ? { type, value: BigInt.asIntN(32, value) } : undefined,
    ),
  },
  C: {
    title: 'floats lose their fraction',
    of: values(({ type, value }) =>
      type === 'float' && typeof value === 'number' ? { type, value: Math.trunc(value) } : undefined,
    ),
  },
  D: {
    title: 'booleans are all true',
    of: values(({ type }) => (type === 'boolean' ? { type, value: true } : undefined)),
  },
  E: {
    title: 'of the instances of a resource the first is kept',
    of: (nodes) => nodes.filter(({ path }, index) => path.length < 4 || index === 0),
  },
  F: {
    title: 'octets beyond 255 are lost',
    of: values(({ type, value }) =>
      type === 'opaque' && value instanceof Uint8Array ? { type, value: value.subarray(0, 255) } : undefined,
    ),
  },
}

/** Changes some of the values. */
function values(change: (value: Value) => Value | undefined) {
  return (nodes: readonly Node[]): readonly Node[] =>
    nodes.map((node) => {
      const changed = node.value && change(node.value)
      return changed === undefined ? node : { ...node, value: changed }
    })
}

/** Reads what it was asked for in this format otherwise. */
function misreads(format: DataFormat, of: (nodes: readonly Node[]) => readonly Node[]) {
  return (server: ReferenceServer): void =>
    instead(server, 'readFrom', (readFrom) => (endpoint, path, given, payload) => {
      const reading = readFrom(endpoint, path, given, payload)
      const isMeant = given === format && /^\/(3\/0\/(0|7|10)|6\/0\/[24]|1\/0\/6)$/.test(path)
      return isMeant ? { ...reading, nodes: of(reading.nodes) } : reading
    })
}

/** Faults in what a Server shows, and in the arguments that it executes with. */
export const shownMutants: readonly Mutant<ReferenceServer>[] = [
  ...Object.entries(formats).flatMap(([format, [purpose, letters]]) =>
    Object.entries(misreadings)
      .filter(([letter]) => letters.includes(letter))
      .map(
        ([letter, { title, of }]): Mutant<ReferenceServer> => ({
          id: `${format}-${letter.toLowerCase()}-misread`,
          title: `In ${format}, ${title}`,
          ...(format === 'tlv' && (letter === 'D' || letter === 'E') ? { from: 'BUG-099' } : {}),
          ...(format === 'lwm2m-cbor' ? { lwm2m: '1.2' } : {}),
          trips: [`TP/DM/TYPES/${purpose} ${letter}`],
          inject: misreads(format as DataFormat, of),
        }),
      ),
  ),
  {
    id: 'execute-without-arguments',
    title: 'What is executed with arguments goes without',
    trips: ['ESIM-918 C', 'TP/DM/EXECUTE/BV-03 A', 'TP/DM/EXECUTE/BV-03 B'],
    strict: true,
    inject: (server) => instead(server, 'execute', (execute) => (endpoint, path) => execute(endpoint, path)),
  },
  {
    id: 'execute-arguments-without-format',
    title: 'The arguments of an Execute have no Content-Format',
    from: 'BUG-147',
    trips: ['TP/DM/EXECUTE/BV-03 B'],
    strict: true,
    inject: sendsInstead((draft) => {
      const { contentFormat: _, ...bare } = draft
      return draft.method === 'POST' && draft.path?.at(-1) === '12' ? bare : draft
    }),
  },
]
