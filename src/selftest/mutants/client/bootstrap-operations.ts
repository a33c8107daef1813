import { contentFormats } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { backAfterRestart } from './faults.ts'

type LinkOf = ReferenceClient['bootstrapDevice']['instanceLink']

/** Changes links in the answer to a Bootstrap-Discover of one object; those of `/` stay. */
function inObjectDiscover({ bootstrapDevice }: ReferenceClient, change: (link: LinkOf) => LinkOf): void {
  let ofOneObject = false
  instead(bootstrapDevice, 'discover', (discover) => (path) => {
    ofOneObject = path.length === 1
    return discover(path)
  })
  instead(bootstrapDevice, 'instanceLink', (link) => {
    const changed = change(link)
    return (path) => (ofOneObject ? changed(path) : link(path))
  })
}

/** Faults in what a Client makes of the operations of a Bootstrap-Server. */
export const bootstrapOperationMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'M03',
    title: 'Whatever comes for / during a bootstrap deletes all there is, Discover, too',
    from: 'BUG-015',
    trips: ['int-0 G', 'int-0 J'],
    inject: ({ bootstrapDevice }) =>
      instead(bootstrapDevice, 'operate', (operate) => (request) => {
        if (request.path.length === 0) bootstrapDevice.remove([])
        return operate(request)
      }),
  },
  {
    id: 'M06',
    title: 'Bootstrap-Delete is obeyed when it comes from the Server',
    from: 'BUG-014',
    trips: ['TP/BS/PEER/BI-01 A', 'TP/BS/PEER/BI-01 B'],
    inject: (client) =>
      instead(
        client,
        'answer',
        (answer) => (request) =>
          request.method === 'DELETE' && request.path.join('/') === '1'
            ? client.bootstrapDevice.remove([1])
            : answer(request),
      ),
  },
  {
    id: 'M07',
    title: 'Bootstrap-Write is stored under the lowest free instance',
    from: 'BUG-016',
    trips: ['TP/BS/WRITE/BV-01 B', 'TP/BS/WRITE/BV-01 C'],
    inject: ({ bootstrapDevice, store }) =>
      instead(bootstrapDevice, 'write', (write) => (path, request) => {
        const [object = -1, instance] = path
        const taken = store.instances(object)
        if (path.length !== 2 || taken.includes(instance!)) return write(path, request)
        const free = Array.from({ length: taken.length + 1 }, (_, id) => id).find((id) => !taken.includes(id))
        return write([object, free ?? 0], request)
      }),
  },
  {
    id: 'M10',
    title: 'Bootstrap-Delete takes the Device, too, until the next restart',
    from: 'BUG-003',
    trips: ['TP/BS/DELETE/BI-01 A', 'TP/BS/DELETE/BV-01 D'],
    inject: (client) => {
      backAfterRestart(client, () => client.store.instances(3).length === 0)
      instead(client.bootstrapDevice, 'isSpared', (isSpared) => (path) => path[0] !== 3 && isSpared(path))
    },
  },
  {
    id: 'bootstrap-delete-all-4.05',
    title: 'Bootstrap-Delete of / is refused',
    from: 'BUG-027',
    trips: ['TP/BS/DELETE/BV-01 A', 'TP/BS/DELETE/BV-01 B'],
    inject: ({ bootstrapDevice }) =>
      instead(
        bootstrapDevice,
        'remove',
        (remove) => (path) => (path.length === 0 ? { code: '4.05' } : remove(path)),
      ),
  },
  {
    id: 'bootstrap-delete-one-all',
    title: 'Bootstrap-Delete of an instance deletes all there is',
    from: 'BUG-004',
    trips: ['TP/BS/DELETE/BV-02 C'],
    mayTrip: ['int-8 E'],
    inject: ({ bootstrapDevice }) =>
      instead(bootstrapDevice, 'remove', (remove) => (path) => remove(path.length === 2 ? [] : path)),
  },
  {
    id: 'bootstrap-delete-one-none',
    title: 'Bootstrap-Delete of an instance is answered and not carried out',
    trips: ['TP/BS/DELETE/BV-02 B'],
    inject: ({ bootstrapDevice }) =>
      instead(
        bootstrapDevice,
        'remove',
        (remove) => (path) => (path.length === 2 ? { code: '2.02' } : remove(path)),
      ),
  },
  {
    id: 'bootstrap-delete-one-4.05',
    title: 'Bootstrap-Delete of an instance is carried out and answered with 4.05',
    trips: ['TP/BS/DELETE/BV-02 A'],
    inject: ({ bootstrapDevice }) =>
      instead(bootstrapDevice, 'remove', (remove) => (path) => {
        const answer = remove(path)
        return path.length === 2 ? { code: '4.05' } : answer
      }),
  },
  {
    id: 'bootstrap-delete-all-own',
    title: 'Bootstrap-Delete of / takes the account of the Bootstrap-Server, too, until the next restart',
    trips: ['TP/BS/DELETE/BV-01 C'],
    inject: (client) => {
      backAfterRestart(client, () => client.bootstrapDevice.ownAccount() === undefined)
      instead(client.bootstrapDevice, 'remove', (remove) => (path) => {
        if (path.length === 0) client.store.remove([0])
        return remove(path)
      })
    },
  },
  {
    id: 'bootstrap-delete-own-instance',
    title:
      'Bootstrap-Delete of its instance takes the account of the Bootstrap-Server until the next restart',
    from: 'BUG-013',
    trips: ['TP/BS/DELETE/BI-01 B'],
    inject: (client) => {
      const { bootstrapDevice, store } = client
      backAfterRestart(client, () => client.bootstrapDevice.ownAccount() === undefined)
      instead(bootstrapDevice, 'remove', (remove) => (path) => {
        if (path[0] === 0 && path.length === 2) store.remove(path)
        return remove(path)
      })
    },
  },
  {
    id: 'bootstrap-discover-version',
    title: 'Bootstrap-Discover of an object leaves the enabler version out',
    from: 'BUG-009',
    trips: ['TP/BS/DISCOVER/BV-01 A'],
    inject: ({ bootstrapDevice }) => {
      const { versionLink } = bootstrapDevice
      instead(bootstrapDevice, 'discover', (discover) => (path) => {
        bootstrapDevice.versionLink =
          path.length === 0 ? versionLink : () => ({ target: '/', attributes: [] })
        return discover(path)
      })
    },
  },
  {
    id: 'bootstrap-discover-security-ssid',
    title: 'Bootstrap-Discover of /0 shows no ssid',
    trips: ['TP/BS/DISCOVER/BV-01 B', 'TP/BS/DISCOVER/BV-01 D'],
    inject: (client) =>
      inObjectDiscover(client, (link) => (path) => {
        const { target, attributes } = link(path)
        return { target, attributes: attributes.filter(({ name }) => path[0] !== 0 || name !== 'ssid') }
      }),
  },
  {
    id: 'bootstrap-discover-uri',
    title: 'Bootstrap-Discover shows no uri',
    trips: ['TP/BS/DISCOVER/BV-01 C'],
    inject: (client) =>
      inObjectDiscover(client, (link) => (path) => {
        const { target, attributes } = link(path)
        return { target, attributes: attributes.filter(({ name }) => name !== 'uri') }
      }),
  },
  {
    id: 'bootstrap-discover-server-ssid',
    title: 'Bootstrap-Discover of /1 shows no ssid',
    trips: ['TP/BS/DISCOVER/BV-01 E'],
    inject: (client) =>
      inObjectDiscover(client, (link) => (path) => {
        const { target, attributes } = link(path)
        return { target, attributes: path[0] === 1 ? [] : attributes }
      }),
  },
  {
    id: 'bootstrap-discover-unknown',
    title: 'Bootstrap-Discover of an object that is not there is answered like one that is empty',
    from: 'BUG-010',
    trips: ['TP/BS/DISCOVER/BV-01 F'],
    inject: ({ bootstrapDevice, store }) =>
      instead(bootstrapDevice, 'discover', (discover) => (path) => {
        const known = path.length === 0 || store.has(path)
        return known ? discover(path) : { code: '2.05', contentFormat: contentFormats.link }
      }),
  },
  {
    id: 'bootstrap-read-security',
    title: 'Bootstrap-Read of Security gives it away',
    trips: ['TP/BS/READ/BI-01 A'],
    inject: ({ bootstrapDevice, device, store }) =>
      instead(bootstrapDevice, 'read', (read) => (path, request) => {
        const uri = [0, store.instances(0)[0] ?? 0, 0]
        const value = store.value(uri)
        if (path[0] !== 0 || value === undefined) return read(path, request)
        const payload = device.encode('tlv', [{ path: uri, value }], path)
        return { code: '2.05', contentFormat: contentFormats.tlv, payload }
      }),
  },
  {
    id: 'bootstrap-read-device',
    title: 'Bootstrap-Read reads every other object',
    trips: ['TP/BS/READ/BI-01 B'],
    inject: ({ bootstrapDevice, device }) =>
      instead(
        bootstrapDevice,
        'read',
        (read) => (path, request) =>
          path[0] === 3 ? device.read(path, request.accept) : read(path, request),
      ),
  },
  {
    id: 'bootstrap-write-unknown-2.04',
    title: 'Bootstrap-Write to an unknown object is answered 2.04',
    trips: ['TP/BS/WRITE/BI-01 A'],
    inject: ({ bootstrapDevice, store }) =>
      instead(
        bootstrapDevice,
        'write',
        (write) => (path, request) => (store.has(path.slice(0, 1)) ? write(path, request) : { code: '2.04' }),
      ),
  },
  {
    id: 'bootstrap-write-unknown-listed',
    title: 'An unknown object that was refused is listed from then on',
    trips: ['TP/BS/WRITE/BI-01 B'],
    inject: ({ bootstrapDevice, store }) =>
      instead(bootstrapDevice, 'write', (write) => (path, request) => {
        const known = store.has(path.slice(0, 1))
        if (!known) store.addObject(path[0] ?? 0)
        return known ? write(path, request) : { code: '4.00' }
      }),
  },
  {
    id: 'bootstrap-write-refused-end',
    title: 'After a Bootstrap-Write that it refused, Bootstrap-Finish is refused, too',
    trips: ['TP/BS/WRITE/BI-01 C'],
    inject: ({ bootstrapDevice, bootstrapping }) => {
      let refused = false
      instead(bootstrapping, 'draft', (draft) => () => {
        refused = false
        return draft()
      })
      instead(bootstrapDevice, 'write', (write) => (path, request) => {
        const response = write(path, request)
        refused ||= response.code !== '2.04'
        return response
      })
      instead(bootstrapDevice, 'isConsistent', (isConsistent) => () => !refused && isConsistent())
    },
  },
  {
    id: 'bootstrap-write-instance',
    title: 'Bootstrap-Write to any instance but the first five is refused',
    from: 'BUG-018',
    trips: ['TP/BS/WRITE/BV-01 A', 'TP/BS/WRITE/BV-01 B', 'TP/BS/WRITE/BV-01 C'],
    inject: ({ bootstrapDevice }) =>
      instead(
        bootstrapDevice,
        'write',
        (write) => (path, request) => ((path[1] ?? 0) > 4 ? { code: '4.00' } : write(path, request)),
      ),
  },
  {
    id: 'bootstrap-write-unknown-resource-4.00',
    title: 'Bootstrap-Write with a resource that it does not know is refused',
    trips: ['TP/BS/WRITE/BV-02 A', 'TP/BS/WRITE/BV-02 B'],
    inject: ({ bootstrapDevice, device: { writing } }) =>
      instead(bootstrapDevice, 'write', (write) => (path, request) => {
        const read = writing.nodesIn(path, request)
        const unknown = 'nodes' in read && !read.nodes.every((node) => writing.isKnown(node.path))
        return unknown ? { code: '4.00' } : write(path, request)
      }),
  },
  {
    id: 'bootstrap-write-unknown-resource-nothing',
    title: 'Bootstrap-Write with a resource that it does not know is answered, and nothing is written',
    trips: ['TP/BS/WRITE/BV-02 B'],
    inject: ({ bootstrapDevice, device: { writing }, store }) =>
      instead(bootstrapDevice, 'write', (write) => (path, request) => {
        const read = writing.nodesIn(path, request)
        const known = !('nodes' in read) || read.nodes.every((node) => writing.isKnown(node.path))
        if (known || !store.has(path.slice(0, 1))) return write(path, request)
        store.remove(path)
        return { code: '2.04' }
      }),
  },
  {
    id: 'bootstrap-finish-security-alone',
    title: 'Bootstrap-Finish is accepted with a Security instance alone',
    trips: ['TP/BS/FINISH/BI-01 A', 'TP/BS/FINISH/BI-01 B'],
    inject: ({ bootstrapDevice, store }) =>
      instead(
        bootstrapDevice,
        'isConsistent',
        (isConsistent) => () => store.instances(0).length > 1 || isConsistent(),
      ),
  },
  {
    id: 'bootstrap-finish-server-alone',
    title: 'Bootstrap-Finish is accepted with a Server instance alone',
    trips: ['TP/BS/FINISH/BI-02 A', 'TP/BS/FINISH/BI-02 B'],
    inject: ({ bootstrapDevice, store }) =>
      instead(
        bootstrapDevice,
        'isConsistent',
        (isConsistent) => () =>
          store.value([1, store.instances(1)[0] ?? 0, 7]) !== undefined || isConsistent(),
      ),
  },
]
