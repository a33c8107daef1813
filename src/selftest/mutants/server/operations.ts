import { contentFormats, type Node } from '#content'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { sendsInstead } from './faults.ts'

export const operationMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'M43',
    title: 'A resource is written by POST',
    from: 'BUG-135',
    trips: [
      'ESIM-918 B',
      'int-102 A',
      'int-227 A',
      'int-107 B',
      'int-109 A',
      'int-233 B',
      'int-234 B',
      'int-307 A',
      'int-910 L',
      'int-1250 G',
      'int-1350 H',
      'int-760 E',
      'int-770 A',
      'TP/FW/SERVER/BV-01 B',
      'TP/FW/SERVER/BV-01 C',
    ],
    inject: (server) => {
      server.writeMethod = () => 'POST'
    },
  },
  {
    id: 'partial-by-put',
    title: 'An instance is partially updated by PUT',
    trips: ['int-226 A', 'int-233 A', 'int-234 A'],
    inject: (server) => {
      server.writeMethod = () => 'PUT'
    },
  },
  {
    id: 'partial-one-by-one',
    title: 'Of several resources to be written together, the first goes alone',
    trips: ['int-226 A', 'int-233 A', 'int-234 A'],
    inject: (server) =>
      instead(
        server,
        'write',
        (write) => (endpoint, path, nodes, how) => write(endpoint, path, nodes.slice(0, 1), how),
      ),
  },
  {
    id: 'writes-zero',
    title: 'Integers are written as 0',
    trips: [
      'int-102 A',
      'int-226 A',
      'int-227 A',
      'int-107 B',
      'int-109 A',
      'int-233 A',
      'int-233 C',
      'int-234 A',
      'int-234 C',
      'int-1350 H',
    ],
    inject: (server) =>
      instead(server, 'write', (write) => (endpoint, path, nodes, how) => {
        const zeroed = nodes.map(
          (node): Node =>
            node.value?.type === 'integer' ? { ...node, value: { type: 'integer', value: 0n } } : node,
        )
        return write(endpoint, path, zeroed, how)
      }),
  },
  {
    id: 'execute-by-put',
    title: 'A resource is executed by PUT',
    trips: [
      'ESIM-918 C',
      'int-104 A',
      'int-241 A',
      'int-5 A',
      'int-910 L',
      'int-1250 E',
      'TP/DM/EXECUTE/BV-03 A',
      'int-770 P',
      'TP/FW/SERVER/BV-01 E',
    ],
    inject: (server) => {
      server.executeMethod = () => 'PUT'
    },
  },
  {
    id: 'discover-like-a-read',
    title: 'A Discover does not say that it wants links',
    trips: ['int-951 F', 'TP/REG/ROOT/BV-01 B'],
    inject: sendsInstead(({ accept, ...draft }) =>
      accept === contentFormats.link || accept === undefined ? draft : { ...draft, accept },
    ),
  },
]
