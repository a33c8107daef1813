import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onceBootstrapped } from './once-bootstrapped.ts'

const common = { variant: 'under-oscore-1.2', lwm2m: '1.2' } as const

/** Meets some peers without the keys that it has for them. */
const withoutKeys =
  (isMeant: (port: number) => boolean) =>
  ({ keys }: ReferenceClient): void =>
    instead(
      keys,
      'meet',
      (meet) => (peer, parameters, account) =>
        meet(peer, isMeant(peer.port) ? undefined : parameters, account),
    )

/** Of the simulated world's Bootstrap-Server. */
const bootstrapPort = 5783

/** Faults of a Client that is bootstrapped under OSCORE. */
export const oscoreBootstrapMutants: readonly Mutant<ReferenceClient>[] = [
  {
    ...common,
    id: 'bootstrap-in-the-clear',
    title: 'The Bootstrap-Server is spoken to in the clear',
    trips: ['int-11 A'],
    inject: withoutKeys((port) => port === bootstrapPort),
  },
  {
    ...common,
    id: 'account-with-keys-refused',
    title: 'A Security instance that names OSCORE keys is refused',
    trips: ['int-11 B', 'TP/SEC/OSCORE/BV-03 A', 'TP/SEC/OSCORE/BV-03 B', 'TP/SEC/OSCORE/BV-03 C'],
    inject: ({ bootstrapDevice }) =>
      instead(
        bootstrapDevice,
        'write',
        (write) => (path, request) => (path[0] === 0 ? { code: '4.00' } : write(path, request)),
      ),
  },
  {
    ...common,
    id: 'keys-not-listed',
    title: 'Bootstrap-Discover leaves out the OSCORE object',
    trips: ['int-11 C', 'TP/SEC/OSCORE/BV-03 B'],
    inject: ({ bootstrapDevice }) =>
      instead(bootstrapDevice, 'objectLinks', (links) => (object) => (object === 21 ? [] : links(object))),
  },
  {
    ...common,
    id: 'finish-with-keys-refused',
    title: 'Bootstrap-Finish is refused where the account has OSCORE keys',
    trips: ['int-11 D', 'TP/SEC/OSCORE/BV-03 C'],
    inject: ({ bootstrapDevice, store }) =>
      instead(
        bootstrapDevice,
        'isConsistent',
        (isConsistent) => () => store.instances(21).length < 2 && isConsistent(),
      ),
  },
  {
    ...common,
    id: 'given-keys-ignored',
    title: 'The keys for the Server are ignored: it registers in the clear',
    trips: ['int-11 E', 'TP/SEC/OSCORE/BV-03 C'],
    // It answers under keys of its account before, when it had one.
    mayTrip: ['TP/SEC/OSCORE/BV-03 D'],
    inject: (client) => {
      const isBootstrapped = onceBootstrapped(client)
      withoutKeys((port) => port !== bootstrapPort && isBootstrapped())(client)
    },
  },
]
