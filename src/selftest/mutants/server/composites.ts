import type { Node } from '#content'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** Faults in composite operations, and in what a Server makes of the formats of its Clients. */
export const compositeMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'write-composite-by-put',
    title: 'Write-Composite is sent by PUT',
    trips: ['int-230 A'],
    inject: ({ composites }) =>
      instead(composites, 'writeDraft', (draft) => (endpoint, nodes, format) => ({
        ...draft(endpoint, nodes, format),
        method: 'PUT',
      })),
  },
  {
    id: 'write-composite-first-object',
    title: 'Write-Composite leaves out all objects but the first',
    trips: ['int-230 A'],
    inject: ({ composites }) =>
      instead(composites, 'writeDraft', (draft) => (endpoint, nodes, format) => {
        const isFirst = ({ path }: Node): boolean => path[0] === nodes[0]?.path[0]
        return draft(endpoint, nodes.filter(isFirst), format)
      }),
  },
  {
    id: 'read-composite-first-path',
    title: 'Read-Composite lists the first of its paths alone',
    trips: ['TP/DM/COMPOSITE/BV-01 A', 'TP/DM/COMPOSITE/BV-01 B'],
    inject: ({ composites }) =>
      instead(
        composites,
        'readDraft',
        (draft) => (paths, listed, wanted) => draft(paths.slice(0, 1), listed, wanted),
      ),
  },
  {
    id: 'read-composite-by-get',
    title: 'Read-Composite is sent by GET',
    trips: ['TP/DM/COMPOSITE/BV-01 A'],
    inject: ({ composites }) =>
      instead(composites, 'readDraft', (draft) => (paths, listed, wanted) => ({
        ...draft(paths, listed, wanted),
        method: 'GET',
      })),
  },
  {
    id: 'reads-first-instance',
    title: 'A Read of an object asks for its first instance alone',
    trips: ['int-237 A'],
    inject: (server) =>
      instead(
        server,
        'read',
        (read) => (endpoint, path, format) =>
          read(endpoint, /^\/\d+$/.test(path) ? `${path}/0` : path, format),
      ),
  },
  {
    id: 'understands-no-senml-json',
    title: 'It cannot read SenML JSON',
    trips: [
      ...(['int-237 D', 'TP/DM/COMPOSITE/BV-01 B', 'int-306 D'] as const),
      ...['A', 'B', 'C', 'D', 'E', 'F'].map((letter) => `TP/DM/TYPES/BV-14 ${letter}` as const),
    ],
    inject: (server) =>
      instead(
        server,
        'decode',
        (decode) => (format, payload, context) =>
          format === 'senml-json' ? { nodes: [], findings: [] } : decode(format, payload, context),
      ),
  },
]
