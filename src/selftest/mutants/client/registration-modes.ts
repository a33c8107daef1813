import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** Faults of a Client in queue mode, and of one that registers by Profile ID. */
export const registrationModeMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'extension-untold',
    title: 'A Lifetime of two minutes is taken, and not told',
    from: 'BUG-035',
    trips: ['int-107 D'],
    inject: (client) =>
      instead(client, 'lifetimeChanged', (tell) => async () => {
        if (client.lifetime() !== 120) await tell()
      }),
  },
  {
    id: 'sleeper-lifetime-2.01',
    title: 'In queue mode, a Write of the Lifetime is answered 2.01',
    variant: 'queue-mode',
    trips: ['int-102 B', 'int-107 C', 'int-109 B', 'int-227 B', 'int-233 E', 'int-234 E', 'int-304 B'],
    inject: (client) =>
      instead(client, 'answer', (answer) => (request) => {
        const response = answer(request)
        const isLifetime = request.path.join('/') === '1/0/1' && request.method === 'PUT'
        return isLifetime && response.code === '2.04' ? { ...response, code: '2.01' } : response
      }),
  },
  {
    id: 'sleeper-tells-late',
    title: 'In queue mode, a Lifetime of two minutes and more is told when it wakes',
    from: 'BUG-036',
    variant: 'queue-mode',
    trips: ['int-107 D', 'int-109 C'],
    inject: (client) =>
      instead(client, 'lifetimeChanged', (tell) => async () => {
        const lifetime = client.lifetime()
        if (lifetime < 120 || lifetime > 240) await tell()
      }),
  },
  {
    id: 'sleeps-early',
    title: 'In queue mode, it sleeps 60 s after its last message',
    variant: 'queue-mode',
    strict: true,
    trips: ['int-109 G'],
    unsettles: ['TP/REP/PERIOD/BV-06'],
    inject: ({ manner }) => {
      instead(manner, 'awakeTime', (time) => (client) => Math.min(time(client), 60_000))
    },
  },
  {
    id: 'oversleeps',
    title: 'In queue mode, an Update that falls due in its sleep comes when the registration has run out',
    from: 'BUG-062',
    variant: 'queue-mode',
    trips: ['int-109 H'],
    inject: (client) =>
      instead(client, 'renewal', (renewal) => () => (client.lifetime() === 240 ? 2 * renewal() : renewal())),
  },
  {
    id: 'M21',
    title: 'In queue mode, notifications leave before the Update that says it is awake',
    from: 'BUG-061',
    variant: 'queue-mode',
    strict: true,
    trips: ['TP/REP/AWAKE/BV-01 A'],
    inject: ({ manner }) => {
      manner.wakes = () => undefined
    },
  },
  {
    id: 'drowsy',
    title: 'In queue mode, it refuses the first request after it slept',
    variant: 'queue-mode',
    trips: ['int-109 I'],
    unsettles: ['TP/BS/OWN/BV-01', 'TP/DM/ACL/BI-01'],
    inject: (client) => {
      let asked = Number.POSITIVE_INFINITY
      instead(client, 'answer', (answer) => (request) => {
        const slept = request.at - asked > 100_000
        asked = request.at
        return slept ? { code: '5.03' } : answer(request)
      })
    },
  },
  {
    id: 'profile-without-version',
    title: 'A Register by Profile ID has no lwm2m=',
    variant: 'profile-id',
    lwm2m: '1.2',
    trips: ['int-101 B', 'int-110 A'],
    inject: withoutVersion,
  },
  {
    id: 'profile-and-list-without-version',
    title: 'A Register by Profile ID and list has no lwm2m=',
    variant: 'profile-id-and-list',
    lwm2m: '1.2',
    trips: ['int-101 B', 'int-111 A'],
    inject: withoutVersion,
  },
  {
    id: 'profile-without-suite',
    title: 'A Profile ID is stated without its suite',
    variant: 'profile-id',
    lwm2m: '1.2',
    trips: ['int-110 B'],
    unsettles: ['int-101', 'TP/REG/PROFILE/BI-01'],
    inject: statesBareHash,
  },
  {
    id: 'profile-and-list-without-suite',
    title: 'A Profile ID beside a list is stated without its suite',
    variant: 'profile-id-and-list',
    lwm2m: '1.2',
    trips: ['int-111 B'],
    unsettles: ['TP/REG/PROFILE/BI-01'],
    inject: statesBareHash,
  },
  {
    id: 'profile-and-its-objects',
    title: 'It states a Profile ID, and lists everything all the same',
    variant: 'profile-id',
    lwm2m: '1.2',
    trips: ['int-110 C'],
    unsettles: ['int-101'],
    inject: listsEverything,
  },
  {
    id: 'profile-objects-twice',
    title: 'It states a Profile ID, and lists what it stands for beside the rest',
    variant: 'profile-id-and-list',
    lwm2m: '1.2',
    trips: ['int-111 C'],
    inject: listsEverything,
  },
]

function withoutVersion(client: ReferenceClient): void {
  instead(client, 'registerFields', (fields) => () => {
    const { lwm2m: _, ...rest } = fields()
    return rest
  })
}

function statesBareHash(client: ReferenceClient): void {
  instead(client, 'registerFields', (fields) => () => {
    const { pid, ...rest } = fields()
    return pid === undefined ? rest : { ...rest, pid: pid.replace(/^\d+:/, '') }
  })
}

function listsEverything(client: ReferenceClient): void {
  instead(client, 'registerFields', (fields) => () => ({ ...fields(), links: client.objectLinks() }))
}
