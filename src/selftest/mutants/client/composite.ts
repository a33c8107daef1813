import { contentFormats, type Ids, isWithin, type Node, pathText } from '#content'
import type { ReferenceClient } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onlySays, onOperation, readsNodes } from './faults.ts'

const reads = [229, 235, 236, 280, 281] as const

function inAll(...letters: readonly string[]): CriterionId[] {
  return reads.flatMap((number) => letters.map((letter) => `int-${number} ${letter}` as const))
}

/** Gives something else for a list of paths. */
function gives(change: (nodes: readonly Node[], paths: readonly Ids[]) => readonly Node[]) {
  return ({ device: { composite } }: ReferenceClient): void =>
    instead(composite, 'nodes', (nodes) => (paths) => change(nodes(paths), paths))
}

const composedReads: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'M44',
    title: 'FETCH of the root path is always answered 4.01',
    from: 'BUG-152',
    trips: [
      ...inAll('A', 'B', 'C', 'E'),
      'TP/DM/COMPOSITE/BI-02 A',
      'TP/DM/COMPOSITE/BI-02 B',
      'TP/DM/CBOR/BI-01 A',
    ],
    inject: onlySays('4.01', { kind: 'read-composite' }),
  },
  {
    id: 'composite-2.04',
    title: 'Read-Composite is answered 2.04',
    trips: inAll('A'),
    inject: (client) =>
      onOperation(client, { kind: 'read-composite' }, (proceed) => {
        const response = proceed()
        return response.code === '2.05' ? { ...response, code: '2.04' } : response
      }),
  },
  {
    id: 'composite-other-format',
    title: 'Read-Composite gives the other kind of SenML',
    trips: inAll('B'),
    inject: ({ device: { composite } }) =>
      instead(composite, 'formatFor', (formatFor) => (accept) => {
        const format = formatFor(accept)
        if (format === undefined) return undefined
        return format === 'senml-json' ? 'senml-cbor' : 'senml-json'
      }),
  },
  {
    id: 'composite-no-instances',
    title: 'Read-Composite leaves out the instances of resources',
    trips: ['int-229 C', 'int-235 C', 'int-236 C', 'int-280 C', 'int-304 D', 'int-304 G'],
    inject: gives((nodes) => nodes.filter(({ path }) => path.length < 4)),
  },
  {
    id: 'composite-first-path',
    title: 'Read-Composite gives what the first path names and no more',
    trips: [
      'int-229 C',
      'int-229 E',
      'int-236 C',
      'int-280 C',
      'int-280 E',
      'int-281 C',
      'int-281 E',
      'int-304 D',
      'int-304 G',
    ],
    inject: gives((nodes, [first = []]) => nodes.filter(({ path }) => isWithin(path, first))),
  },
  {
    id: 'composite-everything',
    title: 'Read-Composite gives everything, whatever is asked for',
    trips: ['int-229 D', 'int-236 D', 'int-280 D', 'int-281 D'],
    inject: ({ device }) => instead(device.composite, 'nodes', () => () => device.readable([])),
  },
  {
    id: 'composite-secrets',
    title: 'Read-Composite gives the Security object, too',
    trips: ['int-235 D', 'TP/DM/COMPOSITE/BI-03 A'],
    inject: ({ device, store }) =>
      instead(device.composite, 'nodes', () => (paths) => paths.flatMap((path) => store.nodes(path))),
  },
  {
    id: 'composite-lifetime-factory',
    title: 'Read-Composite gives another lifetime than a Read',
    trips: inAll('E'),
    inject: gives((nodes) =>
      nodes.map((node) =>
        pathText(node.path) === '/1/0/1' ? { ...node, value: { type: 'integer', value: 300n } } : node,
      ),
    ),
  },
  {
    id: 'composite-overlapping',
    title: 'Read-Composite refuses paths that overlap',
    from: 'BUG-155',
    trips: ['int-229 F'],
    strict: true,
    inject: ({ device: { composite } }) =>
      instead(composite, 'pathsIn', (pathsIn) => (list) => {
        const read = pathsIn(list)
        if ('refusal' in read) return read
        const overlap = read.paths.some((path) =>
          read.paths.some((other) => other !== path && isWithin(path, other)),
        )
        return overlap ? { refusal: '4.00' } : read
      }),
  },
  {
    id: 'composite-absent-4.04',
    title: 'Read-Composite refuses a list with a path that is not there',
    trips: ['int-236 A', 'int-236 B', 'int-236 C', 'int-236 E', 'int-308 C', 'int-308 D', 'int-309 F'],
    inject: ({ device }) =>
      instead(device.composite, 'pathsIn', (pathsIn) => (list) => {
        const read = pathsIn(list)
        return 'paths' in read && !read.paths.every((path) => device.store.has(path))
          ? { refusal: '4.04' }
          : read
      }),
  },
  {
    id: 'composite-executable-4.05',
    title: 'Read-Composite refuses a list with an executable',
    trips: ['int-281 A', 'int-281 B', 'int-281 C', 'int-281 E'],
    inject: ({ device }) =>
      instead(device.composite, 'pathsIn', (pathsIn) => (list) => {
        const read = pathsIn(list)
        return 'paths' in read && read.paths.some((path) => device.isExecutable(path))
          ? { refusal: '4.05' }
          : read
      }),
  },
  {
    id: 'composite-accept',
    title: 'Read-Composite ignores an Accept that it does not know',
    trips: ['TP/DM/COMPOSITE/BI-02 A', 'TP/DM/CBOR/BI-01 A'],
    inject: ({ device: { composite } }) =>
      instead(composite, 'formatFor', (formatFor) => (accept) => formatFor(accept) ?? 'senml-cbor'),
  },
  {
    id: 'composite-list-format',
    title: 'Read-Composite reads a list in any format as SenML CBOR',
    trips: ['TP/DM/COMPOSITE/BI-02 B'],
    inject: ({ device: { composite } }) =>
      instead(composite, 'pathsIn', (pathsIn) => (list) => {
        const isKnown = list.contentFormat === contentFormats['senml-json']
        return pathsIn(isKnown ? list : { ...list, contentFormat: contentFormats['senml-cbor'] })
      }),
  },
]

const composedWrites: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'write-composite-2.01',
    title: 'Write-Composite is answered 2.01',
    trips: ['int-230 B', 'int-257 A'],
    inject: (client) =>
      onOperation(client, { kind: 'write-composite' }, (proceed) => {
        const response = proceed()
        return response.code === '2.04' ? { code: '2.01' } : response
      }),
  },
  {
    id: 'write-composite-one-object',
    title: 'Write-Composite takes the values of its first object alone',
    trips: ['int-230 E', 'int-257 C', 'TP/DM/COMPOSITE/BI-01 A', 'TP/DM/COMPOSITE/BI-01 B'],
    inject: readsNodes('senml-cbor', (nodes, base) =>
      nodes.filter(({ path }) => base.length > 0 || path[0] === nodes[0]?.path[0]),
    ),
  },
  {
    id: 'write-composite-no-boolean',
    title: 'Write-Composite loses booleans',
    trips: ['int-230 E', 'int-257 B'],
    inject: readsNodes('senml-cbor', (nodes, base) =>
      nodes.filter(({ value }) => base.length > 0 || value?.type !== 'boolean'),
    ),
  },
  {
    id: 'write-composite-disturbs',
    title: 'Write-Composite of the Device changes its bindings',
    trips: ['int-257 D'],
    inject: (client) =>
      onOperation(client, { kind: 'write-composite' }, (proceed) => {
        const before = client.value('/3/0/13')
        const response = proceed()
        if (client.value('/3/0/13') !== before) client.setValue('/3/0/16', { type: 'string', value: 'T' })
        return response
      }),
  },
  {
    id: 'write-composite-partly',
    title: 'Write-Composite leaves out what it cannot write, and takes the rest',
    trips: ['TP/DM/COMPOSITE/BI-01 A', 'TP/DM/COMPOSITE/BI-01 B', 'TP/DM/COMPOSITE/BI-03 B'],
    inject: ({ device }) =>
      instead(device, 'decode', (decode) => (format, payload, base) => {
        const reading = decode(format, payload, base)
        const isWritable = ({ path }: Node): boolean =>
          device.shapeOf(path[0]!, path[2]!) === undefined ||
          device.store.definition(path[0]!, path[2]!)?.operations.includes('W') !== false
        return base.length > 0 ? reading : { ...reading, nodes: reading.nodes.filter(isWritable) }
      }),
  },
  {
    id: 'write-composite-secrets',
    title: 'Write-Composite writes the Security object',
    trips: ['TP/DM/COMPOSITE/BI-03 B'],
    inject: ({ device: { composite } }) =>
      instead(
        composite,
        'refusal',
        (refusal) => (nodes) => (nodes.every(({ path }) => path[0] === 0) ? undefined : refusal(nodes)),
      ),
  },
]

/** Faults in operations on several paths at once. */
export const compositeMutants: readonly Mutant<ReferenceClient>[] = [...composedReads, ...composedWrites]
