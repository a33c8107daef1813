import type { ReferenceServer } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { writesOther } from './firmware.ts'

const state = '/504/0/5'

/** Faults of the Server towards Remote SIM Provisioning (object 504). */
export const remoteSimMutants: readonly Mutant<ReferenceServer>[] = [
  {
    id: 'sim-state-only-read',
    title: 'Reads RSP Update State where it is to observe it',
    trips: ['ESIM-918 A'],
    mayTrip: ['ESIM-918 D'],
    inject: (server) =>
      instead(
        server.observations,
        'observe',
        (observe) =>
          async (endpoint, path, ...how) =>
            path === state ? server.read(endpoint, path) : observe(endpoint, path, ...how),
      ),
  },
  {
    id: 'sim-iccid-as-on-card',
    title: 'Writes an ICCID with its digits swapped in pairs, as a card has it',
    trips: ['ESIM-918 B'],
    inject: writesOther('/504/0/14', (value) =>
      value.type === 'string' ? { ...value, value: value.value.replace(/(.)(.)/g, '$2$1') } : value,
    ),
  },
  {
    id: 'sim-action-unsaid',
    title: 'Executes RSP Update without its argument',
    trips: ['ESIM-918 C'],
    inject: (server) =>
      instead(
        server,
        'execute',
        (execute) => (endpoint, path, argument) =>
          path === '/504/0/4' ? execute(endpoint, path) : execute(endpoint, path, argument),
      ),
  },
  {
    id: 'sim-state-reset',
    title: 'Notifications of RSP Update State are answered with RST',
    trips: ['ESIM-918 D'],
    inject: (server) =>
      instead(
        server.observations,
        'resets',
        (resets) =>
          (...given) =>
            given[0].path === state || resets(...given),
      ),
  },
]
