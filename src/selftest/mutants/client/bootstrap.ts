import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith, onlySays } from './faults.ts'

export const bootstrapMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'bootstrap-read-4.05',
    title: 'Bootstrap-Read of /1 is refused',
    trips: ['int-8 B'],
    inject: ({ bootstrapDevice }) =>
      instead(
        bootstrapDevice,
        'read',
        (read) => (path, request) => (path[0] === 1 ? { code: '4.05' } : read(path, request)),
      ),
  },
  {
    id: 'bootstrap-write-access-4.00',
    title: 'Bootstrap-Write of an access control entry that holds for every Server is refused',
    trips: ['int-8 C', 'int-8 D'],
    inject: ({ bootstrapDevice, device: { writing } }) =>
      instead(bootstrapDevice, 'write', (write) => (path, request) => {
        const read = path[0] === 2 ? writing.nodesIn(path, request) : { nodes: [] }
        const forAll = 'nodes' in read && read.nodes.some((node) => node.path[2] === 2 && node.path[3] === 0)
        return forAll ? { code: '4.00' } : write(path, request)
      }),
  },
  {
    id: 'bootstrap-read-access-4.05',
    title: 'Bootstrap-Read of /2 is refused',
    trips: ['int-8 D'],
    inject: ({ bootstrapDevice }) =>
      instead(
        bootstrapDevice,
        'read',
        (read) => (path, request) => (path[0] === 2 ? { code: '4.05' } : read(path, request)),
      ),
  },
  {
    id: 'bootstrap-finish-access-4.06',
    title: 'Bootstrap-Finish is refused when an access control entry was deleted before',
    trips: ['int-8 E'],
    inject: ({ bootstrapDevice, bootstrapping }) => {
      let deleted = false
      instead(bootstrapping, 'draft', (draft) => () => {
        deleted = false
        return draft()
      })
      instead(bootstrapDevice, 'remove', (remove) => (path) => {
        deleted ||= path.length === 2 && path[0] === 2
        return remove(path)
      })
      instead(bootstrapDevice, 'isConsistent', (isConsistent) => () => !deleted && isConsistent())
    },
  },
  {
    id: 'bootstrap-request-ep',
    title: 'Bootstrap-Request without ep=',
    trips: ['int-0 A', 'int-5 C', 'int-6 B'],
    inject: (client) => {
      client.bootstrapping.draft = () => ({ method: 'POST', path: ['bs'] })
    },
  },
  {
    id: 'bootstrap-write-2.01',
    title: 'Bootstrap-Write is answered 2.01',
    trips: ['int-0 C'],
    inject: ({ bootstrapDevice }) =>
      instead(bootstrapDevice, 'write', (write) => (path, request) => {
        const response = write(path, request)
        return response.code === '2.04' ? { code: '2.01' } : response
      }),
  },
  {
    id: 'bootstrap-write-resource',
    title: 'Bootstrap-Write of a single resource is refused',
    trips: ['int-9 A'],
    unsettles: ['TP/BS/OWN/BV-01', 'TP/BS/PEER/BI-01'],
    inject: ({ bootstrapDevice }) =>
      instead(
        bootstrapDevice,
        'write',
        (write) => (path, request) => (path.length > 2 ? { code: '4.05' } : write(path, request)),
      ),
  },
  {
    id: 'M05',
    title: 'Bootstrap-Discover quotes the enabler version',
    from: 'BUG-007',
    trips: ['int-0 F'],
    inject: ({ bootstrapDevice }) => {
      bootstrapDevice.versionLink = () => ({
        target: '/',
        attributes: [{ name: 'lwm2m', value: '1.1', quoted: true }],
      })
    },
  },
  {
    id: 'bootstrap-discover-ssid',
    title: 'Bootstrap-Discover shows no ssid on Server instances',
    trips: ['int-0 G'],
    inject: ({ bootstrapDevice }) =>
      instead(
        bootstrapDevice,
        'instanceLink',
        (link) => (path) => (path[0] === 1 ? { ...link(path), attributes: [] } : link(path)),
      ),
  },
  {
    id: 'bootstrap-discover-own-ssid',
    title: 'Bootstrap-Discover shows an ssid for the account of the Bootstrap-Server',
    trips: ['int-0 H'],
    inject: ({ bootstrapDevice }) =>
      instead(
        bootstrapDevice,
        'instanceLink',
        (link) => (path) =>
          path[0] === 0 && path[1] === bootstrapDevice.ownAccount()
            ? { ...link(path), attributes: [{ name: 'ssid', value: '65535', quoted: false }] }
            : link(path),
      ),
  },
  {
    id: 'bootstrap-finish-2.01',
    title: 'Bootstrap-Finish is answered 2.01',
    trips: ['int-0 J', 'int-5 D'],
    inject: ({ bootstrapDevice }) =>
      instead(bootstrapDevice, 'answer', (answer) => (request) => {
        const { response, finished } = answer(request)
        return { response: finished ? { code: '2.01' } : response, finished }
      }),
  },
  {
    id: 'bootstrap-delete-2.04',
    title: 'Bootstrap-Delete is answered 2.04',
    trips: ['int-4 C'],
    inject: ({ bootstrapDevice }) =>
      instead(bootstrapDevice, 'remove', (remove) => (path) => ({ ...remove(path), code: '2.04' })),
  },
  {
    id: 'bootstrap-delete-nothing',
    title: 'Bootstrap-Delete of an object is answered, and nothing is deleted',
    trips: ['int-4 D'],
    inject: ({ bootstrapDevice }) =>
      instead(
        bootstrapDevice,
        'remove',
        (remove) => (path) => (path.length === 1 ? { code: '2.02' } : remove(path)),
      ),
  },
  {
    id: 'M01',
    title: 'Bootstrap-Delete of /0 takes the account of the Bootstrap-Server, too',
    from: ['BUG-001', 'BUG-002'],
    trips: ['int-4 E', 'int-5 C'],
    // Without an account there is nobody to ask, once a case has deleted it.
    mayTrip: ['int-6 B'],
    unsettles: ['int-8'],
    inject: ({ bootstrapDevice }) => {
      bootstrapDevice.isSpared = ([object]) => object === 3
    },
  },
  {
    id: 'M02',
    title:
      'Bootstrap-Delete of an object deletes those of every other, too; the Device is back when it registers',
    from: 'BUG-004',
    trips: ['int-4 F'],
    inject: (client) => {
      const { bootstrapDevice, store } = client
      const description = client.device.readable([3, 0])
      instead(client, 'register', (register) => () => {
        for (const { path, value } of description)
          if (value !== undefined && store.value(path) === undefined) store.set(path, value)
        return register()
      })
      instead(bootstrapDevice, 'remove', (remove) => (path) => {
        if (path.length !== 1) return remove(path)
        for (const object of store.objects())
          for (const instance of store.instances(object))
            if (object !== 0 || instance !== bootstrapDevice.ownAccount()) store.remove([object, instance])
        return { code: '2.02' }
      })
    },
  },
  {
    id: 'bootstrap-delete-register',
    title: 'It does not register with an account that took the place of a deleted one',
    trips: ['int-4 G'],
    inject: (client) => {
      let deleted = false
      instead(client.bootstrapDevice, 'remove', (remove) => (path) => {
        deleted ||= path[0] === 1 && client.store.instances(1).length > 0
        return remove(path)
      })
      instead(client, 'register', (register) => async () => {
        if (!deleted) return register()
        deleted = false
      })
    },
  },
  {
    id: 'bootstrap-trigger-2.01',
    title: 'The Bootstrap-Request Trigger is answered 2.01',
    trips: ['int-5 B'],
    inject: answersWith('2.01', { kind: 'execute', path: '/1/0/9' }),
  },
  {
    id: 'bootstrap-trigger-nothing',
    title: 'The Bootstrap-Request Trigger is answered, and nothing happens',
    trips: ['int-5 C'],
    unsettles: ['int-7', 'int-951', 'TP/BS/OWN/BV-01', 'TP/BS/WRITE/BV-01'],
    inject: (client) => {
      // It goes to its Bootstrap-Server once, so that it is known to be ours, and keeps what it had.
      const { bootstrapping, store } = client
      const putBack = store.snapshot()
      let isFirst = true
      client.forgetServer()
      instead(bootstrapping, 'succeeds', (succeeds) => async () => {
        const success = await succeeds()
        if (isFirst) putBack()
        isFirst = false
        return success
      })
      onlySays('2.04', { kind: 'execute', path: '/1/0/9' })(client)
    },
  },
  {
    id: 'bootstrap-trigger-no-register',
    title: 'After a triggered bootstrap it does not register',
    trips: ['int-5 E'],
    unsettles: ['TP/BS/OWN/BV-01'],
    inject: (client) => {
      client.rebootstrap = async () => {
        await client.bootstrapping.succeeds()
      }
    },
  },
  {
    id: 'M04',
    title: 'Bootstrap-Finish is accepted whatever the configuration',
    from: 'BUG-012',
    trips: [
      ...(['int-9 B', 'int-9 C', 'TP/BS/FINISH/BI-01 A', 'TP/BS/FINISH/BI-01 B'] as const),
      ...(['TP/BS/FINISH/BI-02 A', 'TP/BS/FINISH/BI-02 B'] as const),
    ],
    inject: ({ bootstrapDevice }) => {
      bootstrapDevice.isConsistent = () => true
    },
  },
  {
    id: 'bootstrap-finish-once',
    title: 'A Bootstrap-Finish that was refused once is refused until the end of that bootstrap',
    trips: ['int-9 C', 'TP/BS/FINISH/BI-01 B', 'TP/BS/FINISH/BI-02 B'],
    inject: ({ bootstrapDevice, bootstrapping }) => {
      let refused = false
      instead(bootstrapping, 'draft', (draft) => () => {
        refused = false
        return draft()
      })
      instead(bootstrapDevice, 'isConsistent', (isConsistent) => () => {
        refused ||= !isConsistent()
        return !refused
      })
    },
  },
]
