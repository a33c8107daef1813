import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** Faults of a Server towards lifetimes, Clients in queue mode and Profile IDs. */
export const registrationModeMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'minute-refused',
    title: 'A lifetime of a minute is too short for it',
    trips: ['int-107 A'],
    inject: (server) =>
      instead(
        server,
        'refusal',
        (refusal) => (stated, request) => (stated.lifetime === 60 ? '4.00' : refusal(stated, request)),
      ),
  },
  {
    id: 'update-lifetime-ignored',
    title: 'The lifetime of the Register holds, whatever an Update says',
    trips: ['int-102 E', 'int-107 G'],
    inject: (server) =>
      instead(server, 'update', (update) => (client, request) => {
        const { lifetime } = client
        update(client, request)
        client.lifetime = lifetime
        server.expireLater(client)
      }),
  },
  {
    id: 'sends-to-sleepers',
    title: 'What it has to say to a Client in queue mode is sent at once',
    trips: ['int-109 E'],
    inject: (server) => {
      server.sleeps = () => false
    },
  },
  {
    id: 'drops-for-sleepers',
    title: 'What it has to say to a sleeping Client is dropped',
    trips: ['int-109 F'],
    inject: (server) =>
      instead(server, 'ask', (ask) => async (endpoint, path, draft, onExchange) => {
        const client = server.clients.get(endpoint)
        const sleeps = client !== undefined && server.sleeps(client)
        return sleeps ? undefined : ask(endpoint, path, draft, onExchange)
      }),
  },
  {
    id: 'awake-from-update',
    title: 'A Client in queue mode counts as awake for 93 s after its last Update, whatever else it says',
    from: 'BUG-063',
    strict: true,
    trips: ['TP/REG/AWAKE/BV-01 A'],
    inject: (server) => {
      const since = new Map<string, number>()
      instead(server, 'expireLater', (expireLater) => (client) => {
        since.set(client.endpoint, server.options.network.clock.now())
        expireLater(client)
      })
      server.sleeps = ({ registration, endpoint }) =>
        registration.queueMode && server.options.network.clock.now() - (since.get(endpoint) ?? 0) >= 93_000
    },
  },
  {
    id: 'pid-4.00',
    title: 'A Profile ID is an unknown parameter',
    lwm2m: '1.2',
    trips: ['int-110 D', 'int-111 D', 'TP/REG/PROFILE/BI-01 A'],
    inject: (server) =>
      instead(
        server,
        'refusal',
        (refusal) => (stated, request) => (stated.pid !== undefined ? '4.00' : refusal(stated, request)),
      ),
  },
  {
    id: 'profile-unused',
    title: 'A Profile ID is taken, and nobody asks what it stands for',
    lwm2m: '1.2',
    trips: ['int-111 E'],
    inject: asksOnly((stated, object) => !stated.profile?.some((known) => known.object === object)),
  },
  {
    id: 'profile-alone',
    title: 'Where there is a Profile ID, the list is not looked at',
    lwm2m: '1.2',
    trips: ['int-111 F'],
    inject: asksOnly((stated, object) => stated.profile?.some((known) => known.object === object) !== false),
  },
]

/** Asks nothing of objects that it does not take for the client's. */
function asksOnly(
  knows: (stated: ReturnType<ReferenceServer['merged']>, object: number) => boolean,
): (server: ReferenceServer) => void {
  return (server) =>
    instead(server, 'ask', (ask) => async (endpoint, path, draft, onExchange) => {
      const stated = server.clients.get(endpoint)?.registration
      const isKnown = stated === undefined || knows(stated, Number(path.split('/')[1]))
      return isKnown ? ask(endpoint, path, draft, onExchange) : undefined
    })
}
