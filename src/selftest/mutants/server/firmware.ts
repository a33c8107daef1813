import type { Node, Value } from '#content'
import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** Writes another value to a resource. */
export function writesOther(at: string, change: (value: Value) => Value) {
  const changed = (node: Node): Node =>
    node.value === undefined ? node : { ...node, value: change(node.value) }
  return (server: ReferenceServer): void =>
    instead(
      server,
      'write',
      (write) => (endpoint, path, nodes, how) =>
        write(endpoint, path, path === at ? nodes.map(changed) : nodes, how),
    )
}

const packageOf = (change: (octets: Uint8Array) => Uint8Array) =>
  writesOther('/5/0/0', (value) =>
    value.type === 'opaque' ? { ...value, value: change(value.value) } : value,
  )

const uriOf = (change: (uri: string) => string) =>
  writesOther('/5/0/1', (value) =>
    value.type === 'string' ? { ...value, value: change(value.value) } : value,
  )

/** Faults of the Server towards Firmware Update. */
export const firmwareMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'package-nul-left-out',
    title: 'A Package of one NUL is written empty',
    trips: ['int-770 A'],
    inject: packageOf((octets) => (octets.length === 1 ? new Uint8Array() : octets)),
  },
  {
    id: 'package-cut',
    title: 'A Package is written as far as one block goes',
    trips: ['int-760 E', 'int-770 D'],
    inject: packageOf((octets) => octets.subarray(0, 1024)),
  },
  {
    id: 'state-notifications-reset',
    title: 'Notifications of State are answered with RST',
    trips: ['int-760 H', 'TP/FW/SERVER/BV-01 D'],
    inject: (server) =>
      instead(
        server.observations,
        'resets',
        (resets) =>
          (...given) =>
            given[0].path === '/5/0/3' || resets(...given),
      ),
  },
  {
    id: 'empty-uri-as-blank',
    title: 'An empty Package URI is written as a blank',
    trips: ['TP/FW/SERVER/BV-01 B'],
    inject: uriOf((uri) => (uri === '' ? ' ' : uri)),
  },
  {
    id: 'uri-decoded',
    title: 'A Package URI is written without its percent-encoding',
    trips: ['TP/FW/SERVER/BV-01 C'],
    inject: uriOf(decodeURIComponent),
  },
]
