import { pathText } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith, onOperation } from './faults.ts'

export const portfolioMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'create-2.04',
    title: 'Create is answered 2.04',
    trips: [
      'int-1630 A',
      'TP/DM/CREATE/BV-01 A',
      'int-680 A',
      'int-1250 B',
      'int-1350 B',
      'TP/OBJ/LOCATION/BI-01 A',
      'TP/OBJ/MONITORING/BI-02 A',
      'TP/OBJ/SERVER/BI-01 B',
      'TP/OBJ/STATISTICS/BI-01 A',
    ],
    unsettles: ['int-1635', 'int-308', 'int-309', 'TP/DM/READ/BV-02'],
    inject: answersWith('2.04', { kind: 'create' }),
  },
  {
    id: 'M41',
    title: 'Create is answered, and nothing is created',
    from: 'BUG-140',
    trips: [
      'int-1630 B',
      'int-1635 A',
      'int-1635 B',
      'TP/DM/CREATE/BV-01 C',
      'int-680 A',
      'int-1250 C',
      'int-1350 C',
      'TP/OBJ/LOCATION/BI-01 A',
      'TP/OBJ/MONITORING/BI-02 A',
      'TP/OBJ/SERVER/BI-01 C',
      'TP/OBJ/STATISTICS/BI-01 A',
      'TP/DM/CREATE/BI-01 A',
      'TP/DM/CREATE/BI-01 B',
      'TP/DM/CREATE/BI-02 A',
      'TP/DM/CREATE/BI-02 B',
      'TP/DM/DELETE/BI-01 B',
      'TP/DM/DELETE/BV-01 A',
      'TP/DM/DELETE/BV-01 C',
    ],
    unsettles: ['TP/REP/GONE/BV-01', 'TP/REP/GONE/BV-02', 'int-308', 'int-309'],
    inject: (client) =>
      onOperation(client, { kind: 'create' }, () => ({ code: '2.01', location: ['16', '1'] })),
  },
  {
    id: 'create-trips-over-existing',
    title: 'Create of a Portfolio that is there is answered 5.00, and there is room for others',
    trips: ['TP/DM/CREATE/BI-01 A'],
    inject: ({ device, store }) =>
      instead(device, 'create', (create) => (path, content) => {
        const response = create(path, content)
        const isThere = path[0] === 16 && response.code === '4.00' && store.has([16, 103])
        return isThere ? { code: '5.00' } : response
      }),
  },
  {
    id: 'create-one-identity',
    title: 'Create keeps one instance of each multiple resource',
    trips: ['int-1630 C', 'int-1630 D', 'TP/DM/CREATE/BV-01 D', 'TP/DM/CREATE/BI-01 B'],
    inject: ({ device: { writing } }) =>
      instead(
        writing,
        'instantiate',
        (instantiate) => (instance, nodes) =>
          instantiate(
            instance,
            nodes.filter(({ path }) => (path[3] ?? 0) === 0),
          ),
      ),
  },
  {
    id: 'create-cut',
    title: 'Create keeps strings of at most eight characters',
    trips: ['int-1630 D'],
    inject: ({ device: { writing } }) =>
      instead(
        writing,
        'instantiate',
        (instantiate) => (instance, nodes) =>
          instantiate(
            instance,
            nodes.map((node) =>
              node.value?.type === 'string'
                ? { ...node, value: { type: 'string', value: node.value.value.slice(0, 8) } }
                : node,
            ),
          ),
      ),
  },
  {
    id: 'create-alone',
    title: 'Create takes the other instances of the object away',
    trips: ['int-1630 E', 'int-1635 A'],
    mayTrip: ['int-1350 K', 'TP/DM/DELETE/BV-01 A'],
    unsettles: [
      'TP/DM/WRITE/BV-04',
      'TP/DM/WRITE/BI-01',
      'TP/DM/WRITE/BI-02',
      'TP/DM/WRITE/BV-01',
      'TP/DM/WRITE/BV-02',
      'int-308',
      'int-309',
      'TP/OBJ/PORTFOLIO/BV-01',
      'TP/OBJ/PORTFOLIO/BV-02',
      'TP/OBJ/PORTFOLIO/BV-03',
    ],
    inject: ({ device: { writing }, store }) =>
      instead(writing, 'instantiate', (instantiate) => (instance, nodes) => {
        for (const id of store.instances(instance[0]!)) store.remove([instance[0]!, id])
        instantiate(instance, nodes)
      }),
  },
  {
    id: 'delete-2.04',
    title: 'Delete is answered 2.04',
    trips: [
      'int-1635 A',
      'TP/BS/PEER/BI-01 A',
      'TP/DM/DELETE/BI-01 A',
      'TP/DM/DELETE/BV-01 A',
      'TP/DM/DELETE/BV-01 D',
      'int-309 E',
      'int-685 A',
      'TP/OBJ/SERVER/BI-01 A',
    ],
    inject: answersWith('2.04', { kind: 'delete' }),
  },
  {
    id: 'delete-still-discovered',
    title: 'Discover goes on listing instances that were deleted',
    trips: ['int-1635 C', 'int-685 B', 'TP/OBJ/SERVER/BI-01 C'],
    inject: ({ device }) => {
      const gone: string[] = []
      instead(device, 'remove', (remove) => (path) => {
        gone.push(pathText(path))
        return remove(path)
      })
      instead(device.discovery, 'links', (links) => (path) => [
        ...links(path),
        ...gone
          .filter((target) => target.startsWith(`${pathText(path)}/`))
          .map((target) => ({ target, attributes: [] })),
      ])
    },
  },
  {
    id: 'discover-first-instance',
    title: 'Discover on an object lists its first instance alone',
    trips: ['int-1630 C', 'int-1635 D'],
    inject: ({ device: { discovery } }) =>
      instead(discovery, 'links', (links) => (path) => {
        const first = links(path).findIndex(({ target }) => /^\/16\/[1-9]/.test(target))
        return path.length === 1 && first >= 0 ? links(path).slice(0, first) : links(path)
      }),
  },
  {
    id: 'M42',
    title: 'Delete of an instance deletes all instances of its object',
    from: 'BUG-145',
    trips: ['int-1635 B', 'TP/DM/DELETE/BV-01 C'],
    mayTrip: ['int-1350 K'],
    unsettles: [
      'TP/DM/WRITE/BV-04',
      'TP/DM/WRITE/BI-01',
      'TP/DM/WRITE/BI-02',
      'TP/DM/WRITE/BV-01',
      'TP/DM/WRITE/BV-02',
      'int-309',
      'TP/OBJ/PORTFOLIO/BV-01',
      'TP/OBJ/PORTFOLIO/BV-02',
      'TP/OBJ/PORTFOLIO/BV-03',
    ],
    inject: ({ device, store }) =>
      instead(device, 'remove', (remove) => (path) => {
        const response = remove(path)
        if (response.code === '2.02') for (const id of store.instances(path[0]!)) store.remove([path[0]!, id])
        return response
      }),
  },
]
