import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith } from './faults.ts'

/** Faults of a Client that the ETS has no registration case for. */
export const registrationPurposeMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'M52',
    title: 'Observations survive a new Register',
    from: 'BUG-187',
    trips: ['TP/REG/AGAIN/BV-02 A'],
    inject: (client) =>
      instead(client, 'prepare', (prepare) => () => {
        prepare()
        client.reporting.endAll = () => {}
      }),
  },
  {
    id: 'refused-hammers',
    title: 'A Register that was refused is sent again at once',
    from: 'BUG-064',
    trips: [
      'int-7 A',
      'TP/REG/REFUSED/BI-01 A',
      'TP/REG/REFUSED/BI-02 A',
      'TP/REG/REFUSED/BI-03 A',
      'TP/REG/SILENT/BV-01 A',
    ],
    inject: (client) => {
      client.retryDelay = () => 500
      client.retryCount = () => Number.POSITIVE_INFINITY
    },
  },
  {
    id: 'refused-gives-up',
    title: 'A Register that was refused is sent no more',
    from: 'BUG-068',
    strict: true,
    trips: ['TP/REG/REFUSED/BI-01 B', 'TP/REG/REFUSED/BI-02 B', 'TP/REG/REFUSED/BI-03 B'],
    unsettles: ['TP/REG/RETRY/BV-01'],
    inject: (client) => {
      client.retryDelay = () => 2 ** 31 - 1
    },
  },
  {
    id: 'profile-no-list',
    title: 'It insists on its Profile ID when the Server does not know it',
    variant: 'profile-id',
    lwm2m: '1.2',
    trips: ['TP/REG/PROFILE/BI-01 B'],
    inject: ({ manner }) => {
      manner.fallsBack = () => false
    },
  },
  {
    id: 'update-like-register',
    title: 'An Update states ep= and lwm2m=, as a Register does',
    trips: ['TP/REG/UPDATE/BV-01 A'],
    inject: (client) => {
      client.lifetimeChanged = async () => {
        const { endpoint, lwm2m } = client.options
        await client.update({ endpoint, lwm2m, lifetime: client.lifetime() })
      }
    },
  },
  {
    id: 'update-repeats-list',
    title: 'An Update with a new lifetime repeats the object list',
    from: 'BUG-043',
    strict: true,
    trips: ['TP/REG/UPDATE/BV-01 B'],
    inject: (client) => {
      client.lifetimeChanged = () =>
        client.update({ lifetime: client.lifetime(), links: client.objectLinks() })
    },
  },
  {
    id: 'disabled-amid-update',
    title: 'Disabled while its Update is under way, it never registers again',
    from: 'BUG-065',
    trips: ['TP/REG/DISABLE/BV-01 A'],
    inject: (client) => {
      let [updating, amid] = [false, false]
      instead(client, 'update', (update) => async (fields) => {
        updating = true
        await update(fields)
        updating = false
      })
      instead(client.device, 'execute', (execute) => (path, content) => {
        amid = updating && path[0] === 1 && path[2] === 4
        return execute(path, content)
      })
      instead(client, 'disable', (disable) => () => (amid ? client.deregister() : disable()))
    },
  },
  {
    id: 'retries-carried-over',
    title: 'Registers in vain before a registration count in the next series of three, too',
    from: 'BUG-069',
    trips: ['TP/REG/RETRY/BV-01 A'],
    inject: (client) => {
      let [inVain, carried] = [0, 0]
      instead(client, 'register', (register) => () => {
        ;[inVain, carried] = [0, inVain]
        return register()
      })
      instead(client, 'retryCount', (retryCount) => () => {
        if (retryCount() !== 3) return retryCount()
        inVain += 1
        return Math.max(1, 3 - carried)
      })
    },
  },
  {
    id: 'root-refuses',
    title: 'Below the root path that it announced, its Server object is not to be found',
    variant: 'alternate-root',
    trips: ['TP/REG/ROOT/BV-01 C', 'TP/OBJ/SERVER/BI-01 C', 'TP/OBJ/SERVER/BI-01 E'],
    inject: answersWith('4.04', { kind: 'discover', path: '/1' }),
  },
  {
    id: 'hammers-after-silence',
    title: 'After an Update without an answer it registers again and again',
    from: 'BUG-039',
    trips: ['TP/REG/SILENT/BV-01 A'],
    inject: (client) => {
      const { clock } = client.options.network
      let begun = 0
      instead(client, 'update', (update) => async (fields) => {
        begun = clock.now()
        await update(fields)
      })
      instead(client, 'updateRefused', (refused) => async () => {
        const isSilence = clock.now() - begun > 60_000
        const { retryDelay } = client
        if (isSilence) client.retryDelay = () => 500
        await refused()
        client.retryDelay = retryDelay
      })
    },
  },
]
