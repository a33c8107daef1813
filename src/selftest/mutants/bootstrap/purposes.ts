import type { ReferenceBootstrapServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** Whether the client that it serves showed a Server account when it was first discovered. */
function hadAccount(server: ReferenceBootstrapServer): () => boolean {
  let had: boolean | undefined
  instead(server, 'provide', (provide) => (to, account, format) => {
    had = undefined
    return provide(to, account, format)
  })
  instead(server, 'discover', (discover) => async (to) => {
    const links = await discover(to)
    had ??= links.some(({ attributes }) => attributes.some(({ name }) => name === 'ssid'))
    return links
  })
  return () => had === true
}

/** Faults of a Bootstrap-Server with clients that have an account, ask for packs, or ask otherwise than usual. */
export const bootstrapPurposeMutants: readonly Mutant<ReferenceBootstrapServer>[] = [
  {
    id: 'M11',
    title: 'Bootstrap-Delete of /1 is sent without a path, which deletes everything',
    from: 'BUG-005',
    trips: ['int-4 B'],
    inject: (server) =>
      instead(server, 'deletePath', (deletePath) => (path) => (path === '/1' ? [] : deletePath(path))),
  },
  {
    id: 'account-kept',
    title: 'A client that has an account is not given another',
    trips: ['int-7 D'],
    inject: (server) => {
      const had = hadAccount(server)
      instead(
        server,
        'write',
        (write) => async (to, path, nodes, format) => (had() ? undefined : write(to, path, nodes, format)),
      )
    },
  },
  {
    id: 'account-half-written',
    title: 'A client that has an account is given the Security half of another alone',
    trips: ['int-7 E'],
    inject: (server) => {
      const had = hadAccount(server)
      instead(
        server,
        'write',
        (write) => async (to, path, nodes, format) =>
          had() && path.startsWith('/1') ? undefined : write(to, path, nodes, format),
      )
    },
  },
  {
    id: 'account-never-finished',
    title: 'A client that had an account is sent no Bootstrap-Finish',
    trips: ['int-7 F'],
    inject: (server) => {
      const had = hadAccount(server)
      instead(server, 'finish', (finish) => async (to) => (had() ? undefined : finish(to)))
    },
  },
  {
    id: 'pack-2.04',
    title: 'A Bootstrap-Pack comes with 2.04, as the ETS prints it',
    lwm2m: '1.2',
    trips: ['int-12 C'],
    inject: (server) =>
      instead(server, 'pack', (pack) => (request) => {
        const response = pack(request)
        return response.code === '2.05' ? { ...response, code: '2.04' } : response
      }),
  },
  {
    id: 'pack-without-ssid',
    title: 'A Bootstrap-Pack holds no Short Server ID of the Security instance',
    lwm2m: '1.2',
    trips: ['int-12 D'],
    inject: (server) =>
      instead(
        server,
        'packNodes',
        (nodes) => (account) => nodes(account).filter(({ path }) => path[0] !== 0 || path[2] !== 10),
      ),
  },
  {
    id: 'pack-without-server',
    title: 'A Bootstrap-Pack holds Security alone',
    lwm2m: '1.2',
    trips: ['int-12 E'],
    inject: (server) =>
      instead(
        server,
        'packNodes',
        (nodes) => (account) => nodes(account).filter(({ path }) => path[0] === 0),
      ),
  },
  {
    id: 'nameless-served',
    title: 'A Bootstrap-Request that names nobody is answered 2.04',
    trips: ['TP/BS/REQUEST/BI-01 A'],
    inject: (server) => {
      server.requestCode = (_, format) => (format === undefined ? '4.15' : '2.04')
    },
  },
  {
    id: 'preferred-format-4.00',
    title: 'A Bootstrap-Request with a preferred format is refused with 4.00',
    trips: ['TP/BS/REQUEST/BV-01 A'],
    inject: (server) =>
      instead(
        server,
        'requestCode',
        (requestCode) => (account, format) =>
          format === 'senml-json' ? '4.00' : requestCode(account, format),
      ),
  },
  {
    id: 'preferred-format-ignored',
    title: 'It writes TLV, whatever the client prefers',
    strict: true,
    trips: ['TP/BS/REQUEST/BV-01 B'],
    inject: (server) => {
      server.formatFor = () => 'tlv'
    },
  },
]
