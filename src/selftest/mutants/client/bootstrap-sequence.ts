import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** Faults in where a Client gets its account from, and in what order. */
export const bootstrapSequenceMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'card-ignored',
    title: 'A smartcard is not looked at',
    trips: ['int-3 A'],
    inject: ({ cards }) => {
      cards.read = () => {}
    },
  },
  {
    id: 'bootstraps-at-every-start',
    title: 'It bootstraps whenever it is switched on, and goes on with the account it had',
    trips: ['int-6 A'],
    unsettles: ['int-306', 'int-307', 'int-311'],
    inject: (client) => {
      let looked = true
      let keep = (): void => {}
      client.prepare = () => {
        looked = client.serverUri() === undefined
      }
      instead(client, 'serverUri', (serverUri) => () => {
        if (looked) return serverUri()
        looked = true
        keep = client.store.snapshot()
        return undefined
      })
      instead(client.bootstrapping, 'succeeds', (succeeds) => async () => {
        const success = await succeeds()
        keep()
        keep = () => {}
        return success
      })
    },
  },
  {
    id: 'bootstrapped-no-register',
    title: 'When it has been bootstrapped it does not register',
    trips: ['int-4 G', 'int-5 E', 'int-6 C'],
    unsettles: ['int-0', 'int-8', 'TP/REG/RETRY/BV-01'],
    inject: (client) => {
      let bootstrapped = false
      instead(client.bootstrapping, 'succeeds', (succeeds) => async () => {
        bootstrapped = await succeeds()
        return bootstrapped
      })
      instead(client, 'register', (register) => async () => {
        if (!bootstrapped) return register()
        bootstrapped = false
      })
    },
  },
  {
    id: 'fallback-nameless',
    title: 'When no Server can be reached, its Bootstrap-Request does not name the endpoint',
    trips: ['int-7 A'],
    inject: (client) => {
      let inVain = false
      client.prepare = () => {
        inVain = false
      }
      instead(client, 'retryCount', (retryCount) => () => {
        inVain = true
        return retryCount()
      })
      instead(client.bootstrapping, 'draft', (draft) => () => (inVain ? { ...draft(), query: [] } : draft()))
    },
  },
  {
    id: 'fallback-finish-4.06',
    title: 'Bootstrap-Finish is answered 4.06 when a registration has failed before, and taken',
    trips: ['int-7 B'],
    mayTrip: ['int-5 D'],
    inject: (client) => {
      let inVain = false
      client.prepare = () => {
        inVain = false
      }
      instead(client, 'retryCount', (retryCount) => () => {
        inVain = true
        return retryCount()
      })
      instead(client.bootstrapDevice, 'answer', (answer) => (request) => {
        const answered = answer(request)
        return inVain && answered.finished ? { ...answered, response: { code: '4.06' } } : answered
      })
    },
  },
  {
    id: 'fallback-to-nowhere',
    title: 'It registers with the URI of the first account it was given since it was switched on',
    trips: ['int-7 C'],
    unsettles: ['TP/DM/ACL/BV-02'],
    inject: (client) => {
      let first: string | undefined
      client.prepare = () => {
        first = undefined
      }
      instead(client, 'serverUri', (serverUri) => () => {
        first ??= serverUri()
        return first
      })
    },
  },
  {
    id: 'M08',
    title: 'It waits for a Bootstrap-Finish for ever',
    from: 'BUG-011',
    trips: ['TP/BS/FINISH/BI-03 A'],
    unsettles: ['TP/BS/PEER/BI-01'],
    inject: ({ bootstrapping }) => {
      bootstrapping.deadline = () => 1e9
    },
  },
  {
    id: 'bootstrap-tried-once',
    title: 'When a bootstrap has failed it never tries another',
    from: 'BUG-021',
    trips: ['TP/BS/FINISH/BI-03 A'],
    unsettles: ['TP/BS/PEER/BI-01'],
    inject: (client) => {
      let failed = false
      client.prepare = () => {
        failed = false
      }
      instead(client.bootstrapping, 'succeeds', (succeeds) => async () => {
        if (!failed) failed = !(await succeeds())
        return !failed
      })
    },
  },
  {
    id: 'unfinished-kept',
    title: 'What a bootstrap wrote that failed stays in force',
    from: 'BUG-032',
    trips: ['TP/BS/FINISH/BI-03 B'],
    inject: ({ bootstrapping }) => {
      bootstrapping.rollback = () => () => {}
    },
  },
  {
    id: 'bootstrapped-versions',
    title:
      'When it was told to bootstrap, its next Register states a version of the Server object that there is not',
    from: 'BUG-031',
    trips: ['int-5 F'],
    inject: (client) => {
      let told = false
      instead(client, 'rebootstrap', (rebootstrap) => async () => {
        told = true
        await rebootstrap()
        told = false
      })
      instead(client, 'objectLink', (link) => (object) => {
        const [own, ...instances] = link(object)
        const wrong = { name: 'ver', value: '1.7', quoted: false }
        return told && own !== undefined && object === 1
          ? [{ ...own, attributes: [wrong] }, ...instances]
          : link(object)
      })
    },
  },
  {
    id: 'pack-without-ep',
    title: 'Bootstrap-Pack-Request without ep=',
    lwm2m: '1.2',
    trips: ['int-12 A'],
    inject: ({ bootstrapping: { packs } }) =>
      instead(packs, 'draft', (draft) => () => ({ ...draft(), query: [] })),
  },
  {
    id: 'pack-as-tlv',
    title: 'Bootstrap-Pack-Request that asks for TLV',
    lwm2m: '1.2',
    trips: ['int-12 A', 'int-12 B'],
    inject: ({ bootstrapping: { packs } }) =>
      instead(packs, 'draft', (draft) => () => ({ ...draft(), accept: 11542 })),
  },
  {
    id: 'pack-not-taken',
    title: 'A Bootstrap-Pack is asked for, and what comes is not used',
    lwm2m: '1.2',
    trips: ['int-12 B'],
    inject: ({ bootstrapping: { packs } }) => {
      packs.takes = () => false
    },
  },
  {
    id: 'pack-then-nameless',
    title: 'After a Bootstrap-Pack-Request its Bootstrap-Request does not name the endpoint',
    lwm2m: '1.2',
    trips: ['TP/BS/PACK/BI-01 A', 'int-0 A', 'int-5 C', 'int-6 B', 'TP/BS/PACK/BI-01 B'],
    inject: ({ bootstrapping }) =>
      instead(bootstrapping, 'draft', (draft) => () => ({ ...draft(), query: [] })),
  },
  {
    id: 'pack-half-taken',
    title: 'A Bootstrap-Pack is taken whether it fits together or not',
    lwm2m: '1.2',
    trips: ['TP/BS/PACK/BI-01 B'],
    unsettles: ['TP/BS/PEER/BI-01'],
    inject: ({ bootstrapDevice }) =>
      instead(bootstrapDevice, 'takePack', (takePack) => (nodes) => {
        takePack(nodes)
        return true
      }),
  },
]
