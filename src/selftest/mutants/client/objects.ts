import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith, onlySays, onOperation } from './faults.ts'
import { givingOthers, isOf, leavingOut, onObservationOf } from './objects-faults.ts'
import { onReporting } from './reporting.ts'

/** Faults in objects beyond Server and Device, and in what their resources do. */
export const objectMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'objects-read-2.04',
    title: 'Reads of whole instances of objects 4, 6, 7 and 16 are answered 2.04',
    trips: ['int-701 A', 'int-801 A', 'int-901 C', 'int-901 D', 'int-901 E', 'TP/OBJ/PORTFOLIO/BV-01 A'],
    inject: answersWith('2.04', { kind: 'read', path: /^\/(4|6|7|16)\/0$/ }),
  },
  {
    id: 'objects-without-mandatory',
    title: 'Reads of whole instances leave out a mandatory resource',
    trips: [
      'int-701 C',
      'int-701 D',
      'int-801 C',
      'int-801 D',
      'int-1200 C',
      'int-1200 D',
      'int-1201 C',
      'int-1201 D',
      'int-1350 F',
      'int-1350 K',
      'int-2001 C',
      'int-2001 D',
      'TP/OBJ/PORTFOLIO/BV-01 C',
      'TP/OBJ/PORTFOLIO/BV-01 D',
      'TP/OBJ/PORTFOLIO/BV-03 D',
      'TP/OBJ/PORTFOLIO/BV-03 I',
    ],
    inject: leavingOut({ 4: 2, 6: 0, 10: 11, 12: 5, 16: 0, 20: 4014 }),
  },
  {
    id: 'objects-without-optional',
    title: 'Reads of whole instances leave out an optional resource',
    trips: ['int-701 D', 'int-801 D', 'int-901 C', 'int-1200 D', 'int-1201 D'],
    inject: leavingOut({ 4: 3, 6: 6, 7: 1, 10: 12 }),
  },
  {
    id: 'objects-other-settings',
    title: 'Reads of whole instances give a setting as it is not',
    trips: ['int-1200 E', 'int-1201 E', 'int-2001 E'],
    inject: givingOthers({ 10: 5, 20: 4010 }),
  },
  {
    id: 'discover-versionless',
    title: 'Discover tells no object version',
    trips: ['int-1201 V'],
    inject: ({ device: { discovery } }) =>
      instead(discovery, 'objectLink', (objectLink) => (object) => ({
        ...objectLink(object),
        attributes: objectLink(object).attributes.filter(({ name }) => name !== 'ver'),
      })),
  },
  {
    id: 'firmware-version-2.04',
    title: 'The firmware version is answered 2.04',
    trips: ['int-652 A', 'int-770 U', 'int-771 U', 'int-779 G', 'TP/FW/POWER/BV-03 C'],
    inject: answersWith('2.04', { kind: 'read', path: '/3/0/3' }),
  },
  {
    id: 'firmware-version-formatless',
    title: 'The firmware version comes without a Content-Format',
    trips: ['int-652 B', 'int-652 C', 'int-770 U', 'int-771 U', 'TP/FW/POWER/BV-03 C'],
    inject: (client) =>
      onOperation(client, { kind: 'read', path: '/3/0/3' }, (proceed) => {
        const { contentFormat: _, ...rest } = proceed()
        return rest
      }),
  },
  {
    id: 'firmware-version-empty',
    title: 'The firmware version is empty',
    trips: ['int-652 C'],
    inject: ({ store }) => store.set([3, 0, 3], { type: 'string', value: '' }),
  },
  {
    id: 'clock-stays',
    title: 'A Write to the Device sets anything but the clock',
    trips: ['int-651 C'],
    inject: (client) =>
      onOperation(client, { kind: 'write', path: '/3/0', mode: 'partial' }, (proceed) => {
        const response = proceed()
        client.store.set([3, 0, 13], { type: 'time', value: 0n })
        return response
      }),
  },
  {
    id: 'device-replace-2.01',
    title: 'A replacing Write to the Device is answered 2.01',
    trips: ['int-651 E'],
    inject: answersWith('2.01', { kind: 'write', path: '/3/0', mode: 'replace' }),
  },
  {
    id: 'device-instance-created',
    title: 'A Create on the Device is refused, and makes an instance',
    trips: [
      'int-680 B',
      'int-685 B',
      'TP/OBJ/LOCATION/BI-01 B',
      'TP/OBJ/MONITORING/BI-02 B',
      'TP/OBJ/STATISTICS/BI-01 B',
    ],
    inject: (client) =>
      onOperation(client, { kind: 'create', path: /^\/[3467]$/ }, (proceed, { path: [object = 3] }) => {
        const response = proceed()
        client.store.createInstance(object, 1)
        return response.code === '2.01' ? response : { code: '4.05' }
      }),
  },
  {
    id: 'device-deleted',
    title: 'The Device is deleted by a Delete that is refused',
    trips: ['int-685 B'],
    unsettles: ['TP/OBJ/DEVICE/BI-01', 'TP/OBJ/DEVICE/BV-03'],
    inject: (client) =>
      onOperation(client, { kind: 'delete', path: '/3/0' }, (proceed) => {
        instead(
          client.device.discovery,
          'links',
          (links) => (path) =>
            links(path).filter(({ target }) => !(path.length === 1 && target.startsWith('/3/0'))),
        )
        return proceed()
      }),
  },
  {
    id: 'device-delete-taken',
    title: 'A Delete of the Device is answered 2.02, and nothing is deleted',
    trips: ['int-685 A'],
    inject: answersWith('2.02', { kind: 'delete', path: '/3/0' }),
  },
  {
    id: 'start-2.01',
    title: 'Start of the counters is answered 2.01',
    trips: ['int-901 A', 'int-910 K'],
    inject: answersWith('2.01', { kind: 'execute', path: '/7/0/6' }),
  },
  {
    id: 'stop-2.01',
    title: 'Stop of the counters is answered 2.01',
    trips: ['int-901 B', 'int-910 K'],
    inject: answersWith('2.01', { kind: 'execute', path: '/7/0/7' }),
  },
  {
    id: 'start-from-there',
    title: 'Start goes on counting from where the counters stand',
    trips: ['int-901 D'],
    inject: ({ effects }) => {
      effects.startCounting = () => {}
    },
  },
  {
    id: 'stop-not-heeded',
    title: 'Counters go on after Stop',
    trips: ['int-901 E'],
    inject: ({ effects, store, options: { network } }) => {
      effects.stopCounting = (instance) => {
        network.clock.after(4000, () => store.set([7, instance, 2], { type: 'integer', value: 12n }))
      }
    },
  },
  {
    id: 'period-read-2.04',
    title: 'The Collection Period is read with 2.04',
    trips: ['int-905 A', 'int-905 C'],
    unsettles: ['int-910'],
    inject: answersWith('2.04', { kind: 'read', path: '/7/0/8' }),
  },
  {
    id: 'period-2.01',
    title: 'The Collection Period is written with 2.01',
    trips: ['int-905 B', 'int-910 K'],
    inject: answersWith('2.01', { kind: 'write', path: '/7/0/8' }),
  },
  {
    id: 'period-not-kept',
    title: 'The Collection Period cannot be changed, though it says so',
    trips: ['int-905 C'],
    inject: onlySays('2.04', { kind: 'write', path: '/7/0/8' }),
  },
  {
    id: 'cancel-2.04',
    title: 'The cancellation by GET is answered 2.04',
    trips: ['int-910 M'],
    inject: onReporting(({ reporting }) =>
      instead(reporting, 'answer', (answer) => (request) => {
        const response = answer(request)
        return request.observe === 1 && isOf(7, request.path) ? { ...response, code: '2.04' } : response
      }),
    ),
  },
  ...(['1.0', '1.1'] as const).flatMap((lwm2m): Mutant<ReferenceClient>[] => {
    const id = lwm2m === '1.0' ? 'int-1210' : 'int-1202'
    const target = { path: '/10/0/14' }
    const own = (name: string): string => (lwm2m === '1.0' ? `${name}-1.0` : name)
    return [
      {
        id: own('power-saving-read-2.04'),
        title: `The release assistance is read with 2.04 (${lwm2m})`,
        lwm2m,
        trips: [`${id} A`, `${id} C`],
        inject: answersWith('2.04', { kind: 'read', ...target }),
      },
      {
        id: own('power-saving-2.01'),
        title: `The release assistance is written with 2.01 (${lwm2m})`,
        lwm2m,
        trips: [`${id} B`],
        inject: answersWith('2.01', { kind: 'write', ...target }),
      },
      {
        id: own('power-saving-not-kept'),
        title: `The release assistance cannot be changed, though it says so (${lwm2m})`,
        lwm2m,
        trips: [`${id} C`],
        inject: onlySays('2.04', { kind: 'write', ...target }),
      },
    ]
  }),
  {
    id: 'cellular-attributes-2.01',
    title: 'Attributes of Cellular Connectivity are answered 2.01 (1.0)',
    lwm2m: '1.0',
    trips: ['int-1230 B'],
    inject: answersWith('2.01', { kind: 'write-attributes', path: /^\/10\// }),
  },
  {
    id: 'cellular-observe-ignored',
    title: 'An Observe of Cellular Connectivity is answered like a Read (1.0)',
    lwm2m: '1.0',
    trips: ['int-1230 D', 'int-1230 E'],
    inject: onReporting(({ reporting, device }) =>
      instead(
        reporting,
        'answer',
        (answer) => (request) => (isOf(10, request.path) ? device.answer(request) : answer(request)),
      ),
    ),
  },
  {
    id: 'cellular-pmax-ignored',
    title: 'pmax of Cellular Connectivity is ignored (1.0)',
    lwm2m: '1.0',
    trips: ['int-1230 E'],
    inject: onObservationOf(10, (observation) => {
      observation.longest = () => undefined
    }),
  },
  {
    id: 'cellular-pmin-as-pmax',
    title: 'Unchanged Cellular Connectivity is reported whenever pmin has passed (1.0)',
    lwm2m: '1.0',
    strict: true,
    trips: ['int-1230 F'],
    inject: onObservationOf(10, (observation) => {
      observation.longest = ({ pmin = 1 }) => pmin * 1000
    }),
  },
  {
    id: 'cellular-pmin-ignored',
    title: 'pmin of Cellular Connectivity is ignored (1.0)',
    lwm2m: '1.0',
    trips: ['int-1230 G'],
    inject: onObservationOf(10, (observation) => {
      observation.holdBack = () => 0
    }),
  },
  {
    id: 'cellular-observe-stands',
    title: 'The Observe value of Cellular Connectivity never grows (1.0)',
    lwm2m: '1.0',
    trips: ['int-1230 H'],
    inject: onObservationOf(10, (observation) => {
      observation.next = (sequence) => sequence
    }),
  },
  {
    id: 'cellular-notification-format',
    title: 'Notifications of Cellular Connectivity state no Content-Format (1.0)',
    lwm2m: '1.0',
    trips: ['int-1230 I'],
    inject: onReporting(({ reporting }) =>
      instead(reporting, 'report', (report) => (request) => {
        const { contentFormat, ...rest } = report(request)
        return isOf(10, request.path) || contentFormat === undefined ? rest : { ...rest, contentFormat }
      }),
    ),
  },
  {
    id: 'bearer-not-switched',
    title: 'The preferred bearer is not used',
    strict: true,
    trips: ['int-1350 G'],
    inject: ({ effects }) => {
      effects.bearerChosen = () => {}
    },
  },
  {
    id: 'bearer-2.01',
    title: 'The preferred bearer is written with 2.01',
    trips: ['int-1350 I'],
    inject: answersWith('2.01', { kind: 'write', path: '/13/0/0' }),
  },
  {
    id: 'bearer-not-kept',
    title: 'The preferred bearer cannot be changed, though it says so',
    trips: ['int-1350 J'],
    inject: onlySays('2.04', { kind: 'write', path: '/13/0/0' }),
  },
  {
    id: 'cellular-gone',
    title: 'Reads of Cellular Connectivity without an Accept are answered 4.04',
    trips: ['int-1350 K'],
    inject: answersWith('4.04', { kind: 'read', path: '/10/0', accept: 'none' }),
  },
  {
    id: 'profile-not-in-use',
    title: 'A profile that is enabled is not named among those in use',
    trips: ['int-1250 I'],
    inject: ({ effects }) => {
      effects.profileEnabled = () => {}
    },
  },
  {
    id: 'profile-enabled-2.01',
    title: 'A profile is enabled with 2.01',
    trips: ['int-1250 H'],
    inject: answersWith('2.01', { kind: 'write', path: /^\/11\/\d+\/3$/ }),
  },
  {
    id: 'data-2.01',
    title: 'Application data is written with 2.01',
    trips: ['int-1901 B'],
    inject: answersWith('2.01', { kind: 'write', path: '/19/1/0' }),
  },
  {
    id: 'data-not-kept',
    title: 'Application data is not kept',
    trips: ['int-1901 C'],
    inject: onlySays('2.04', { kind: 'write', path: '/19/1/0' }),
  },
  {
    id: 'data-read-2.04',
    title: 'Application data is read with 2.04',
    trips: ['int-1901 A', 'int-1901 C'],
    inject: answersWith('2.04', { kind: 'read', path: '/19/1/0' }),
  },
  {
    id: 'log-start-2.01',
    title: 'LogStart is answered 2.01',
    trips: ['int-2000 A'],
    inject: answersWith('2.01', { kind: 'execute', path: '/20/0/4011' }),
  },
  {
    id: 'log-not-started',
    title: 'LogStart does nothing',
    trips: ['int-2000 B'],
    inject: ({ effects }) => {
      effects.startLog = () => {}
    },
  },
  {
    id: 'log-not-stopped',
    title: 'LogStop does nothing',
    trips: ['int-2000 C'],
    inject: ({ effects }) => {
      effects.stopLog = () => {}
    },
  },
]
