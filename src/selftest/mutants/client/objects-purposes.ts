import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { isMixed } from './attributes.ts'
import { answersWith, onlySays, onOperation } from './faults.ts'
import { onObservation } from './reporting.ts'

/** Faults that the purposes on single objects are for. */
export const objectPurposeMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'account-deleted-2.02',
    title: 'A Delete of an account that is not there is answered 2.02',
    trips: ['TP/OBJ/SERVER/BI-01 A'],
    inject: answersWith('2.02', { kind: 'delete', path: '/1/4711' }),
  },
  {
    id: 'account-created-5.00',
    title: 'A Create of an account is answered 5.00',
    trips: ['TP/OBJ/SERVER/BI-01 B'],
    inject: answersWith('5.00', { kind: 'create', path: '/1' }),
  },
  {
    id: 'account-not-created',
    title: 'A Create of an account is answered 2.01, and nothing is created',
    trips: ['TP/OBJ/SERVER/BI-01 C'],
    inject: (client) =>
      onOperation(client, { kind: 'create', path: '/1' }, () => ({ code: '2.01', location: ['1', '4711'] })),
  },
  {
    id: 'account-replaced',
    title: 'A Create of an account that is refused hides the one that is there',
    trips: ['TP/OBJ/SERVER/BI-01 E'],
    inject: (client) =>
      onOperation(client, { kind: 'create', path: '/1' }, (proceed) => {
        instead(
          client.device.discovery,
          'links',
          (links) => (path) => (path.length === 1 && path[0] === 1 ? links(path).slice(0, 1) : links(path)),
        )
        return proceed()
      }),
  },
  {
    id: 'reset-2.01',
    title: 'Factory Reset is answered 2.01',
    trips: ['TP/OBJ/DEVICE/BV-01 A'],
    inject: answersWith('2.01', { kind: 'execute', path: '/3/0/5' }),
  },
  {
    id: 'reset-nothing',
    title: 'Factory Reset does nothing',
    trips: ['TP/OBJ/DEVICE/BV-01 B'],
    inject: (client) => {
      client.factoryReset = async () => {}
    },
  },
  {
    id: 'reset-reboots',
    title: 'Factory Reset reboots, and keeps what it had',
    trips: ['TP/OBJ/DEVICE/BV-01 C'],
    inject: (client) => {
      client.factoryReset = () => client.reboot()
    },
  },
  {
    id: 'reset-error-2.01',
    title: 'Reset Error Code is answered 2.01',
    trips: ['TP/OBJ/DEVICE/BV-02 A'],
    inject: answersWith('2.01', { kind: 'execute', path: '/3/0/12' }),
  },
  {
    id: 'errors-beside-none',
    title: 'Resetting the errors adds that there is none',
    trips: ['TP/OBJ/DEVICE/BV-02 B', 'TP/OBJ/DEVICE/BV-02 C'],
    inject: (client) =>
      onOperation(client, { kind: 'execute', path: '/3/0/12' }, () => {
        client.store.set([3, 0, 11, 1], { type: 'integer', value: 0n })
        return { code: '2.04' }
      }),
  },
  {
    id: 'errors-kept',
    title: 'Resetting the errors does nothing',
    trips: ['TP/OBJ/DEVICE/BV-02 C'],
    inject: onlySays('2.04', { kind: 'execute', path: '/3/0/12' }),
  },
  {
    id: 'portfolio-read-2.04',
    title: 'The identities of a Portfolio are read with 2.04',
    trips: [
      'TP/OBJ/PORTFOLIO/BV-02 A',
      'TP/OBJ/PORTFOLIO/BV-02 C',
      'int-228 C',
      'TP/DM/WRITE/BI-01 B',
      'TP/DM/WRITE/BI-02 B',
      'TP/DM/WRITE/BV-01 B',
      'TP/DM/WRITE/BV-02 B',
    ],
    inject: answersWith('2.04', { kind: 'read', path: '/16/0/0' }),
  },
  {
    id: 'portfolio-2.01',
    title: 'The identities of a Portfolio are written with 2.01',
    trips: ['TP/OBJ/PORTFOLIO/BV-02 B'],
    unsettles: ['TP/DM/WRITE/BI-01', 'TP/DM/WRITE/BI-02', 'TP/DM/WRITE/BV-01', 'TP/DM/WRITE/BV-02'],
    inject: answersWith('2.01', { kind: 'write', path: '/16/0/0' }),
  },
  {
    id: 'step-beside-threshold',
    title: 'A step is not looked at where gt is attached, too',
    trips: [
      'TP/OBJ/DEVICE/BV-03 D',
      'TP/OBJ/MONITORING/BV-01 D',
      'TP/OBJ/LOCATION/BV-01 D',
      'TP/OBJ/STATISTICS/BV-01 D',
    ],
    inject: onObservation((observation) =>
      instead(observation, 'matters', (matters) => (last, now, attributes, before) => {
        const { st: _, ...others } = attributes
        return matters(last, now, isMixed(attributes) ? others : attributes, before)
      }),
    ),
  },
  {
    id: 'threshold-beside-step',
    title: 'gt is not looked at where a step is attached, too',
    trips: [
      'TP/OBJ/DEVICE/BV-03 F',
      'TP/OBJ/MONITORING/BV-01 F',
      'TP/OBJ/LOCATION/BV-01 F',
      'TP/OBJ/STATISTICS/BV-01 F',
    ],
    inject: onObservation((observation) =>
      instead(observation, 'matters', (matters) => (last, now, attributes, before) => {
        const { gt: _, ...others } = attributes
        return matters(last, now, isMixed(attributes) ? others : attributes, before)
      }),
    ),
  },
]
