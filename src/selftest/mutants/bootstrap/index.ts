import type { ReferenceBootstrapServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { carried } from '../carried.ts'
import { instead } from '../instead.ts'
import { bootstrapNameMutants } from '../names.ts'
import { oscoreMutants } from './oscore.ts'
import { ownAccountMutants, writesOwnAccount } from './own-account.ts'
import { bootstrapPurposeMutants } from './purposes.ts'
import { securedMutants } from './secured.ts'

/** Sound Bootstrap-Servers that are differently equipped. */
export const bootstrapVariants: readonly Mutant<ReferenceBootstrapServer>[] = [
  ...carried(
    'under-oscore-1.2',
    'over-psk',
    'over-x509',
    'over-tls-psk',
    'over-tls-x509',
    'over-tcp',
    'over-tcp-1.2',
  ),
  {
    id: 'writes-own-account',
    title: 'writes its own account anew',
    trips: [],
    inject: writesOwnAccount,
  },
]

/** Deliberate faults of the reference Bootstrap-Server. */
export const bootstrapMutants: readonly Mutant<ReferenceBootstrapServer>[] = [
  ...securedMutants,
  ...oscoreMutants,
  {
    id: 'never-reads',
    title: 'It does not read what it was told to read',
    trips: ['int-8 A'],
    inject: (server) => {
      server.readAll = async () => {}
    },
  },
  {
    id: 'finishes-before-reading',
    title: 'It finishes first and reads then',
    trips: ['int-8 F'],
    inject: (server) => {
      const { readAll } = server
      server.readAll = async () => {}
      instead(server, 'provide', (provide) => async (to, account, format) => {
        const finished = await provide(to, account, format)
        await readAll.call(server, to, account)
        return finished
      })
    },
  },
  {
    id: 'request-unanswered',
    title: 'A Bootstrap-Request is never answered',
    trips: ['int-0 B', 'TP/COAP/ALIVE/BV-01 C'],
    unsettles: ['TP/COAP/FORM/BV-01', 'int-4'],
    inject: (server) =>
      instead(server, 'answer', (answer) => (request) => {
        if (request.path.join('/') !== 'bs') answer(request)
      }),
  },
  {
    id: 'request-4.00',
    title: 'A Bootstrap-Request is refused and served nevertheless',
    trips: ['int-0 B'],
    inject: (server) => {
      server.requestCode = () => '4.00'
    },
  },
  {
    id: 'bootstrap-empty-with-token',
    title: 'Before it answers a Bootstrap-Request it sends an Empty message with a token',
    trips: ['TP/COAP/FORM/BV-01 C'],
    inject: (server) =>
      instead(server, 'answer', (answer) => (request) => {
        server.coap.sendRaw(request.peer, Uint8Array.of(0x51, 0, 0x12, 0x34, 0xff))
        answer(request)
      }),
  },
  {
    id: 'security-without-ssid',
    title: 'The Security instance has no Short Server ID',
    trips: ['int-0 D'],
    inject: (server) =>
      instead(
        server,
        'securityNodes',
        (nodes) => (instance, account) => nodes(instance, account).filter(({ path }) => path[2] !== 10),
      ),
  },
  {
    id: 'security-as-bootstrap-account',
    title: "The Security instance is marked as the Bootstrap-Server's",
    trips: ['int-0 D'],
    inject: (server) =>
      instead(
        server,
        'securityNodes',
        (nodes) => (instance, account) =>
          nodes(instance, account).map((node) =>
            node.path[2] === 1 ? { ...node, value: { type: 'boolean', value: true } } : node,
          ),
      ),
  },
  {
    id: 'server-without-binding',
    title: 'The Server instance has no Binding',
    trips: ['int-0 E'],
    inject: (server) =>
      instead(
        server,
        'serverNodes',
        (nodes) => (instance, account) => nodes(instance, account).filter(({ path }) => path[2] !== 7),
      ),
  },
  {
    id: 'never-finishes',
    title: 'Bootstrap-Finish is never sent',
    trips: ['int-0 I'],
    inject: (server) => {
      server.finish = async () => undefined
    },
  },
  {
    id: 'finishes-first',
    title: 'Bootstrap-Finish comes before the account',
    trips: ['int-0 I'],
    inject: (server) => {
      const finish = server.finish.bind(server)
      server.finish = async () => undefined
      instead(server, 'discover', (discover) => async (to) => {
        const links = await discover(to)
        server.discover = discover
        await finish(to)
        return links
      })
    },
  },
  {
    id: 'deletes-nothing',
    title: 'What is to be deleted is only looked at',
    trips: ['int-4 A'],
    inject: (server) =>
      instead(
        server,
        'ask',
        (ask) => async (to, draft) => (draft.method === 'DELETE' ? undefined : ask(to, draft)),
      ),
  },
  {
    id: 'deletes-instance',
    title: 'Instance 0 is deleted instead of the object',
    trips: ['int-4 A'],
    inject: (server) => instead(server, 'deletePath', (deletePath) => (path) => [...deletePath(path), '0']),
  },
  {
    id: 'deletes-security-only',
    title: 'Only /0 is deleted',
    trips: ['int-4 B'],
    inject: (server) =>
      instead(
        server,
        'ask',
        (ask) => async (to, draft) =>
          draft.method === 'DELETE' && draft.path?.[0] !== '0' ? undefined : ask(to, draft),
      ),
  },
  ...bootstrapPurposeMutants,
  ...bootstrapNameMutants,
  ...ownAccountMutants,
]
