import { contentFormats } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith, onOperation } from './faults.ts'

export const discoverMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'discover-2.04',
    title: 'Discover on an object is answered 2.04',
    trips: ['int-260 A', 'int-680 B', 'int-685 B'],
    inject: answersWith('2.04', { kind: 'discover', path: '/3' }),
  },
  {
    id: 'discover-format-unstated',
    title: 'Discover on the Device does not say in what format it answers',
    trips: ['int-260 A', 'int-260 B', 'int-260 E'],
    inject: (client) =>
      onOperation(client, { kind: 'discover', path: '/3/0' }, (proceed) => {
        const { contentFormat: _, ...response } = proceed()
        return response
      }),
  },
  {
    id: 'discover-everything',
    title: 'A Discover that names no object shows all there is',
    from: 'BUG-072',
    strict: true,
    trips: ['int-260 G'],
    inject: (client) =>
      instead(client, 'answer', (answer) => (request) => {
        const isDiscover = request.path.length === 0 && request.accept === contentFormats.link
        return isDiscover && request.method === 'GET' ? client.bootstrapDevice.discover([]) : answer(request)
      }),
  },
  {
    id: 'discover-executables',
    title: 'Discover leaves out what can be executed on the Device',
    trips: ['int-260 B'],
    unsettles: ['TP/OBJ/DEVICE/BV-02', 'TP/OBJ/DEVICE/BV-01', 'TP/DM/ACL/BI-01', 'TP/DM/ACL/BV-01'],
    inject: ({ device }) =>
      instead(
        device.discovery,
        'resourceIds',
        (ids) => (path) =>
          ids(path).filter((id) => path[0] !== 3 || device.store.definition(3, id)?.operations !== 'E'),
      ),
  },
  {
    id: 'discover-dim',
    title: 'Discover does not count the instances of multiple resources',
    trips: ['int-260 C', 'int-1630 C', 'int-261 B'],
    inject: ({ device }) =>
      instead(device.discovery, 'resourceLink', (link) => (path, attributes) => {
        const { target, attributes: shown } = link(path, attributes)
        return { target, attributes: shown.filter(({ name }) => name !== 'dim') }
      }),
  },
  {
    id: 'discover-errors-2.04',
    title: 'Discover on the error codes is answered 2.04',
    trips: ['int-261 A'],
    inject: answersWith('2.04', { kind: 'discover', path: '/3/0/11' }),
  },
  {
    id: 'discover-instance-attributes',
    title: 'Discover shows no attributes on instances of resources',
    trips: ['int-261 E'],
    inject: ({ device: { discovery } }) =>
      instead(discovery, 'resourceInstanceLink', (link) => (path) => ({ ...link(path), attributes: [] })),
  },
  {
    id: 'attributes-2.01',
    title: 'Write-Attributes is answered 2.01',
    trips: [
      'int-260 D',
      'int-301 B',
      'int-261 C',
      'int-304 B',
      'int-310 D',
      'int-710 B',
      'int-810 B',
      'int-910 B',
      'int-1203 B',
      'int-1204 B',
      'int-1900 B',
      'TP/OBJ/DEVICE/BV-03 A',
      'TP/OBJ/LOCATION/BV-01 A',
      'TP/OBJ/MONITORING/BV-01 A',
      'TP/OBJ/PORTFOLIO/BV-03 B',
      'TP/OBJ/STATISTICS/BV-01 A',
      'int-951 A',
      'int-760 B',
    ],
    inject: answersWith('2.01', { kind: 'write-attributes' }),
  },
  {
    id: 'M26',
    title: 'Discover calls the step attribute stp',
    from: 'BUG-071',
    trips: [
      'int-260 E',
      'TP/OBJ/DEVICE/BV-03 B',
      'TP/OBJ/LOCATION/BV-01 B',
      'TP/OBJ/MONITORING/BV-01 B',
      'TP/OBJ/STATISTICS/BV-01 B',
    ],
    inject: ({ device }) =>
      instead(device.discovery, 'resourceLink', (link) => (path, attributes) => {
        const { target, attributes: shown } = link(path, attributes)
        return {
          target,
          attributes: shown.map((one) => ({ ...one, name: one.name === 'st' ? 'stp' : one.name })),
        }
      }),
  },
  {
    id: 'M28',
    title: 'Discover on a resource shows neither inherited attributes nor instances',
    from: 'BUG-073',
    trips: ['int-260 F', 'int-261 B', 'int-261 D', 'int-261 E'],
    inject: ({ device }) => {
      device.discovery.resourceLinks = (path) => [
        device.discovery.resourceLink(path, device.attributes.at(path)),
      ]
    },
  },
]
