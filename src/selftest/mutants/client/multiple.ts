import type { Node } from '#content'
import type { Operation } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { newer, onlySays, onOperation, succeedsWith } from './faults.ts'

const identities = /^\/16\/\d+\/0$/

/** Whether written nodes name the identity 7, which purposes add. */
const isAdded = ({ path }: Node): boolean => path[0] === 16 && path[3] === 7

/** What holds after a Write, as far as the identity that purposes add goes. */
const hasAdded = (_: Operation, { store }: ReferenceClient): boolean => store.has([16, 0, 0, 7])

/** Faults in what a Write does to a multiple resource. */
const olderMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'write-multiple-2.01',
    title: 'A Write that makes an instance of a resource is answered 2.01',
    trips: ['TP/DM/WRITE/BV-01 A', 'TP/DM/WRITE/BV-02 A'],
    inject: succeedsWith('2.01', 'write', hasAdded),
  },
  {
    id: 'write-multiple-low-ids',
    title: 'Instances of a resource with ids beyond 3 are not kept',
    trips: ['TP/DM/WRITE/BV-01 B', 'TP/DM/WRITE/BV-02 B'],
    inject: ({ device: { writing } }) =>
      instead(
        writing,
        'apply',
        (apply) => (path, nodes, mode) =>
          apply(
            path,
            nodes.filter((node) => !isAdded(node)),
            mode,
          ),
      ),
  },
  {
    id: 'write-multiple-merges',
    title: 'PUT on a multiple resource keeps the instances it leaves out',
    trips: ['TP/DM/WRITE/BV-01 C'],
    inject: ({ device: { writing } }) =>
      instead(
        writing,
        'apply',
        (apply) => (path, nodes, mode) =>
          apply(path, nodes, path[0] === 16 && path.length === 3 ? 'partial' : mode),
      ),
  },
  {
    id: 'partial-clears-multiple',
    title: 'A partial Write of an instance takes away the instances of a resource it does not name',
    trips: ['TP/DM/WRITE/BV-02 C'],
    inject: ({ device: { writing }, store }) =>
      instead(writing, 'apply', (apply) => (path, nodes, mode) => {
        if (mode === 'partial' && path.length === 2)
          for (const node of nodes) if (node.path.length === 4) store.remove(node.path.slice(0, 3))
        apply(path, nodes, mode)
      }),
  },
  {
    id: 'post-multiple-obeyed',
    title: 'POST on a multiple resource is a partial Write before 1.2',
    trips: ['TP/DM/WRITE/BI-01 A'],
    strict: true,
    inject: (client) =>
      onOperation(client, { kind: 'write', mode: 'partial', path: identities }, (proceed, { path }) => {
        client.store.set([...path, 7], { type: 'string', value: 'seven' })
        proceed()
        return { code: '2.04' }
      }),
  },
  {
    id: 'post-multiple-replaces',
    title: 'POST on a multiple resource is refused, and empties it',
    trips: ['TP/DM/WRITE/BI-01 B'],
    inject: (client) =>
      onOperation(client, { kind: 'write', mode: 'partial', path: identities }, (proceed, { path }) => {
        for (const id of client.store.resourceInstances(path)) client.store.remove([...path, id])
        return proceed()
      }),
  },
  {
    id: 'resource-instance-made',
    title: 'PUT on a resource instance that is not there makes it',
    trips: ['TP/DM/WRITE/BI-02 A', 'TP/DM/WRITE/BI-02 B'],
    inject: (client) =>
      onOperation(client, { kind: 'write', path: /^\/16\/\d+\/0\/\d+$/ }, (proceed, { path }) => {
        if (!client.store.has(path)) client.store.set(path, { type: 'string', value: '' })
        return proceed()
      }),
  },
  {
    id: 'resource-instance-alone',
    title: 'A Write of a resource instance takes the others away',
    trips: ['int-228 C'],
    inject: ({ device: { writing }, store }) =>
      instead(writing, 'apply', (apply) => (path, nodes, mode) => {
        if (path.length === 4) store.remove(path.slice(0, 3))
        apply(path, nodes, mode)
      }),
  },
  {
    id: 'resource-instance-2.01',
    title: 'A Write of a resource instance is answered 2.01',
    trips: ['int-228 A', 'int-233 E', 'int-234 E'],
    inject: succeedsWith('2.01', 'write', ({ path }) => path.length === 4),
  },
  {
    id: 'resource-instance-lost',
    title: 'A Write of a resource instance is answered and lost',
    trips: ['int-228 B', 'int-233 G', 'int-234 G'],
    inject: ({ device: { writing } }) =>
      instead(writing, 'apply', (apply) => (path, nodes, mode) => {
        if (path.length < 4) apply(path, nodes, mode)
      }),
  },
]

/** Faults in what a Write of 1.2 does to a multiple resource. */
const newerMultipleMutants = newer([
  {
    id: 'post-multiple-4.05',
    title: 'POST on a multiple resource is refused',
    trips: ['TP/DM/WRITE/BV-03 A', 'TP/DM/WRITE/BV-03 B'],
    inject: onlySays('4.05', { kind: 'write', mode: 'partial', path: identities }),
  },
  {
    id: 'post-multiple-replaces-1.2',
    title: 'POST on a multiple resource replaces it',
    trips: ['TP/DM/WRITE/BV-03 C'],
    inject: ({ device: { writing } }) =>
      instead(
        writing,
        'apply',
        (apply) => (path, nodes, mode) => apply(path, nodes, path.length === 3 ? 'replace' : mode),
      ),
  },
  {
    id: 'delete-resource-instance-2.04',
    title: 'Delete of a resource instance is answered 2.04',
    trips: ['TP/DM/DELETE/BV-02 A'],
    inject: succeedsWith('2.04', 'delete', ({ path }) => path.length === 4),
  },
  {
    id: 'delete-resource-instance-lost',
    title: 'Delete of a resource instance is answered, and nothing is deleted',
    trips: ['TP/DM/DELETE/BV-02 B'],
    inject: onlySays('2.02', { kind: 'delete', path: /^\/\d+\/\d+\/\d+\/\d+$/ }),
  },
  {
    id: 'delete-resource-instance-all',
    title: 'Delete of a resource instance deletes all of them',
    trips: ['TP/DM/DELETE/BV-02 C'],
    inject: (client) =>
      onOperation(client, { kind: 'delete', path: /^\/\d+\/\d+\/\d+\/\d+$/ }, (proceed, { path }) => {
        const response = proceed()
        for (const id of client.store.resourceInstances(path)) client.store.remove([...path.slice(0, 3), id])
        return response
      }),
  },
])

/** Faults in what Write and Delete do to a multiple resource. */
export const multipleMutants: readonly Mutant<ReferenceClient>[] = [...olderMutants, ...newerMultipleMutants]
