import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { isWriteAttributes, sendsInstead } from './faults.ts'

const isCellular = (path: string): boolean => path.startsWith('/10/')

/** Faults of the Server towards objects beyond the Device. */
export const objectMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'objects-read-for-observe',
    title: 'Of objects beyond the Device, a Read is all that an Observe becomes',
    trips: [
      'int-710 C',
      'int-760 C',
      'int-810 C',
      'int-910 C',
      'int-1900 C',
      'TP/OBJ/PORTFOLIO/BV-03 C',
      'TP/FW/SERVER/BV-01 A',
    ],
    inject: (server) =>
      instead(
        server.observations,
        'observe',
        (observe) => (endpoint, path, how) =>
          /^\/(4|5|6|7|16|19)\//.test(path) ? server.read(endpoint, path) : observe(endpoint, path, how),
      ),
  },
  {
    id: 'cellular-attributes-by-post',
    title: 'Attributes of Cellular Connectivity are attached by POST (1.0)',
    lwm2m: '1.0',
    trips: ['int-1230 A'],
    inject: sendsInstead((draft) =>
      isWriteAttributes(draft) && draft.path?.[0] === '10' ? { ...draft, method: 'POST' } : draft,
    ),
  },
  {
    id: 'cellular-one-token',
    title: 'All observations of Cellular Connectivity have the same token (1.0)',
    lwm2m: '1.0',
    trips: ['int-1230 C'],
    inject: (server) =>
      instead(
        server.observations,
        'begin',
        (begin) => (endpoint, path, wanted) =>
          begin(endpoint, path, isCellular(path) ? { ...wanted, token: Uint8Array.of(1, 2, 3, 4) } : wanted),
      ),
  },
  {
    id: 'cellular-notifications-reset',
    title: 'Notifications of Cellular Connectivity are answered with RST (1.0)',
    lwm2m: '1.0',
    trips: ['int-1230 J'],
    inject: (server) =>
      instead(
        server.observations,
        'resets',
        (resets) =>
          (...given) =>
            isCellular(given[0].path) || resets(...given),
      ),
  },
  {
    id: 'wlan-read-as-object',
    title: 'Of the WLAN interface, the whole object is read',
    trips: ['int-1350 E'],
    inject: (server) =>
      instead(
        server,
        'read',
        (read) => (endpoint, path, format) => read(endpoint, path === '/12/0' ? '/12' : path, format),
      ),
  },
]
