import type { Node } from '#content'
import type { ReferenceBootstrapServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** The Bootstrap-Server's own account, as it writes it: no Short Server ID is in it. */
function ownNodes(server: ReferenceBootstrapServer, instance: number): Node[] {
  const { host, port } = server.coap.local
  const account = {
    serverUri: `coap://${host}:${port}`,
    lifetime: 0,
    shortServerId: 0,
    deletes: [],
    reads: [],
  }
  return server
    .securityNodes(instance, account)
    .filter(({ path }) => path[2] !== 10)
    .map((node) => (node.path[2] === 1 ? { ...node, value: { type: 'boolean', value: true } } : node))
}

const isOwn = (nodes: readonly Node[]): boolean =>
  nodes.some(({ path, value }) => path[0] === 0 && path[2] === 1 && value?.value === true)

/** A sound Bootstrap-Server may write its own account anew, where the Client has it, before that of the Server. */
export function writesOwnAccount(server: ReferenceBootstrapServer): void {
  let found = 0
  instead(server, 'freeInstance', (free) => (links) => {
    const instance = free(links)
    found = instance === 0 ? 1 : 0
    return instance
  })
  instead(server, 'write', (write) => async (to, path, nodes, format) => {
    if (path.startsWith('/0/') && !isOwn(nodes))
      await server.write(to, `/0/${found}`, ownNodes(server, found), format)
    return write(to, path, nodes, format)
  })
}

/** Writes its own account otherwise, to an instance of its choice. */
function writesOwnAs(change: (nodes: readonly Node[], instance: number) => readonly Node[], place?: number) {
  return (server: ReferenceBootstrapServer): void =>
    instead(server, 'write', (write) => (to, path, nodes, format) => {
      if (!isOwn(nodes)) return write(to, path, nodes, format)
      const instance = place ?? nodes[0]?.path[1] ?? 0
      return write(to, `/0/${instance}`, change(nodes, instance), format)
    })
}

const withId = (id: bigint) =>
  writesOwnAs((nodes, instance) => [
    ...nodes.filter(({ path }) => path[2] !== 10),
    { path: [0, instance, 10], value: { type: 'integer', value: id } },
  ])

/** Faults in what a Bootstrap-Server writes of its own account. */
export const ownAccountMutants: readonly Mutant<ReferenceBootstrapServer>[] = [
  {
    id: 'own-ssid-65535',
    title: 'Its own account has the Short Server ID 65535',
    from: 'BUG-023',
    variant: 'writes-own-account',
    trips: ['TP/BS/ACCOUNT/BV-01 A'],
    inject: withId(65535n),
  },
  {
    id: 'own-ssid-123',
    title: 'Its own account has the Short Server ID 123',
    from: 'BUG-023',
    variant: 'writes-own-account',
    strict: true,
    trips: ['TP/BS/ACCOUNT/BV-01 B'],
    inject: withId(123n),
  },
  {
    id: 'own-account-twice',
    title: 'Its own account goes to an instance that it takes for free',
    from: 'BUG-024',
    variant: 'writes-own-account',
    trips: ['TP/BS/ACCOUNT/BV-01 C'],
    inject: writesOwnAs(
      (nodes, instance) => nodes.map((node) => ({ ...node, path: [0, instance, ...node.path.slice(2)] })),
      9,
    ),
  },
]
