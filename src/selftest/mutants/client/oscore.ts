import type { Node } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { oscoreMutants, readingHeaders } from '../oscore.ts'

const variant = 'under-oscore'

/** Faults of a Client under OSCORE. */
export const clientOscoreMutants: readonly Mutant<ReferenceClient>[] = [
  ...oscoreMutants<ReferenceClient>({
    letter: (rule) => 'ACE'[rule]!,
    keyring: ({ keys }) => keys.keyring,
    openUp: ({ keys }) => {
      keys.admits = () => true
    },
    later: {
      mayTrip: [
        ...(['int-951 B', 'int-951 D', 'TP/OBJ/DEVICE/BV-01 B', 'TP/DM/ACL/BI-01 E'] as const),
        ...(['TP/DM/ACL/BV-01 A', 'TP/DM/ACL/BV-01 F', 'TP/DM/ACL/BV-03 F'] as const),
      ],
      unsettles: ['TP/DM/ACL/BV-02'],
    },
  }),
  {
    id: 'numbers-lost',
    title: 'The first Register after a reboot has a Sender Sequence Number that was used',
    from: 'BUG-267',
    variant,
    trips: ['TP/SEC/OSCORE/BV-01 A'],
    inject: (client) => {
      let lost = false
      instead(client, 'reboot', (reboot) => () => {
        lost = true
        return reboot()
      })
      instead(client.keys, 'meet', (meet) => (peer, ...how) => {
        meet(peer, ...how)
        const context = client.keys.keyring.to(peer)
        if (!lost || context === undefined) return
        let next: number | undefined = 0
        lost = false
        instead(context, 'takeSequence', (take) => () => {
          const number = next ?? take()
          next = undefined
          return number
        })
      })
    },
  },
  {
    id: 'second-echo-unheeded',
    title: 'Asked for the second time to show that it is fresh, it does not',
    variant,
    strict: true,
    trips: ['TP/SEC/OSCORE/BV-04 A'],
    inject({ keys }) {
      let asked = 0
      keys.heedsEcho = () => ++asked !== 2
    },
  },
  {
    id: 'long-secret-refused',
    title: 'A Bootstrap-Server cannot give it a Master Secret of another length than sixteen octets',
    from: 'BUG-272',
    variant,
    trips: ['TP/SEC/OSCORE/BV-03 A'],
    inject: ({ bootstrapDevice, device }) =>
      instead(bootstrapDevice, 'write', (write) => (path, request) => {
        const nodes = path[0] === 21 ? device.writing.nodesIn(path, request) : { nodes: [] }
        const isLong = ({ path: [, , resource], value }: Node): boolean =>
          resource === 0 &&
          (value?.type === 'string' || value?.type === 'opaque') &&
          value.value.length !== 16
        return 'nodes' in nodes && nodes.nodes.some(isLong) ? { code: '4.00' } : write(path, request)
      }),
  },
  {
    id: 'keys-without-ssid',
    title: 'Bootstrap-Discover shows no Short Server ID on OSCORE instances',
    from: 'BUG-273',
    variant,
    trips: ['TP/SEC/OSCORE/BV-03 B'],
    inject: ({ bootstrapDevice }) =>
      instead(bootstrapDevice, 'instanceLink', (instanceLink) => (path) => {
        const link = instanceLink(path)
        return path[0] === 21 ? { ...link, attributes: [] } : link
      }),
  },
  {
    id: 'secret-cut',
    title: 'Of a Master Secret, 24 octets are used',
    variant,
    trips: ['TP/SEC/OSCORE/BV-03 C'],
    inject: ({ keys }) =>
      instead(keys, 'meet', (meet) => (peer, held, ...how) => {
        meet(peer, held && { ...held, masterSecret: held.masterSecret.subarray(0, 24) }, ...how)
      }),
  },
  {
    id: 'kid-context-unread',
    title: 'The kid context of a request is taken for the beginning of its kid',
    from: 'BUG-270',
    variant: 'under-oscore-1.2',
    lwm2m: '1.2',
    trips: ['TP/SEC/OSCORE/BV-03 D'],
    inject: readingHeaders(({ kid = new Uint8Array(), kidContext, ...header }) =>
      kidContext === undefined
        ? { ...header, kid }
        : { ...header, kid: Uint8Array.of(kidContext.length, ...kidContext, ...kid) },
    ),
  },
  {
    id: 'oscore-account-ignored',
    title: 'The link to an OSCORE instance is ignored: everything is in the clear',
    variant,
    trips: [
      ...(['int-405 A', 'int-405 D'] as const),
      ...(['BI-01', 'BI-02', 'BI-03', 'BI-04', 'BV-02'] as const).flatMap(
        (purpose) => [`TP/SEC/OSCORE/${purpose} A`, `TP/SEC/OSCORE/${purpose} C`] as const,
      ),
      ...(['TP/SEC/OSCORE/BI-05 C', 'TP/SEC/OSCORE/BI-05 E'] as const),
      ...(['TP/SEC/OSCORE/BV-03 C', 'TP/SEC/OSCORE/BV-03 D'] as const),
    ],
    unsettles: ['TP/SEC/OSCORE/BV-01', 'TP/SEC/OSCORE/BV-04'],
    inject: ({ keys }) => instead(keys, 'meet', (meet) => (peer) => meet(peer, undefined)),
  },
]
