import type { Observation } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'

/** Reaches the reporting part, which is made anew whenever the client starts. */
export function onReporting(fault: (client: ReferenceClient) => void) {
  return (client: ReferenceClient): void =>
    instead(client, 'prepare', (prepare) => () => {
      prepare()
      fault(client)
    })
}

/** Reaches every observation when it is made. */
export function onObservation(fault: (observation: Observation) => void) {
  return onReporting(({ reporting }) =>
    instead(reporting, 'observe', (observe) => (paths, notify, own) => {
      const observation = observe(paths, notify, own)
      fault(observation)
      return observation
    }),
  )
}

export const reportingMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'observe-ignored',
    title: 'Observe is answered like a Read',
    trips: [
      'int-301 D',
      'int-301 E',
      'int-710 D',
      'int-710 E',
      'int-810 D',
      'int-810 E',
      'int-910 D',
      'int-910 E',
      'int-1203 D',
      'int-1203 E',
      'int-1204 D',
      'int-1204 E',
      'int-1900 D',
      'int-1900 E',
      'TP/OBJ/DEVICE/BV-03 C',
      'TP/OBJ/DEVICE/BV-03 D',
      'TP/OBJ/LOCATION/BV-01 C',
      'TP/OBJ/LOCATION/BV-01 D',
      'TP/OBJ/MONITORING/BV-01 C',
      'TP/OBJ/MONITORING/BV-01 D',
      'TP/OBJ/PORTFOLIO/BV-03 D',
      'TP/OBJ/PORTFOLIO/BV-03 E',
      'TP/OBJ/STATISTICS/BV-01 C',
      'TP/OBJ/STATISTICS/BV-01 D',
      'int-760 G',
    ],
    unsettles: ['TP/COAP/MSG/BV-08'],
    inject: onReporting(({ reporting, device }) =>
      instead(
        reporting,
        'answer',
        (answer) => (request) => (request.method === 'GET' ? device.answer(request) : answer(request)),
      ),
    ),
  },
  {
    id: 'pmax-ignored',
    title: 'pmax is ignored: nothing is reported unless it changes',
    from: ['BUG-167', 'BUG-084'],
    trips: [
      'int-301 E',
      'int-310 E',
      'int-710 E',
      'int-810 E',
      'int-910 E',
      'int-1203 E',
      'int-1204 E',
      'int-1900 E',
      'TP/OBJ/PORTFOLIO/BV-03 E',
    ],
    inject: onObservation((observation) => {
      observation.longest = () => undefined
    }),
  },
  {
    id: 'M47',
    title: 'An unchanged value is reported whenever pmin has passed',
    from: 'BUG-159',
    strict: true,
    trips: [
      'int-301 F',
      'int-710 F',
      'int-810 F',
      'int-910 F',
      'int-1203 F',
      'int-1204 F',
      'int-1900 F',
      'TP/OBJ/DEVICE/BV-03 E',
      'TP/OBJ/DEVICE/BV-03 F',
      'TP/OBJ/LOCATION/BV-01 E',
      'TP/OBJ/LOCATION/BV-01 F',
      'TP/OBJ/MONITORING/BV-01 E',
      'TP/OBJ/MONITORING/BV-01 F',
      'TP/OBJ/PORTFOLIO/BV-03 F',
      'TP/OBJ/STATISTICS/BV-01 E',
      'TP/OBJ/STATISTICS/BV-01 F',
    ],
    inject: onObservation((observation) => {
      observation.longest = ({ pmin = 1 }) => Math.max(1, pmin) * 1000
    }),
  },
  {
    id: 'M46',
    title: 'pmin is ignored',
    from: 'BUG-158',
    trips: [
      'TP/REP/COMPOSITE/BV-01 A',
      'int-301 G',
      'int-304 F',
      'TP/REP/ATTR/BV-04 C',
      'TP/REP/PERIOD/BV-01 B',
      'int-710 G',
      'int-810 G',
      'int-910 G',
      'int-1203 G',
      'int-1204 G',
      'int-1900 G',
      'TP/OBJ/PORTFOLIO/BV-03 G',
    ],
    inject: onObservation((observation) => {
      observation.holdBack = () => 0
    }),
  },
  {
    id: 'M51',
    title: 'The Observe value never grows',
    from: 'BUG-176',
    trips: [
      'int-301 H',
      'int-710 H',
      'int-810 H',
      'int-910 H',
      'int-1203 H',
      'int-1204 H',
      'int-1900 H',
      'TP/OBJ/PORTFOLIO/BV-03 H',
    ],
    inject: onObservation((observation) => {
      observation.next = (sequence) => sequence
    }),
  },
  {
    id: 'notification-format',
    title: 'Notifications state no Content-Format',
    trips: [
      'int-301 I',
      'int-304 G',
      'int-308 D',
      'int-308 E',
      'int-309 C',
      'int-309 F',
      'int-310 F',
      'int-710 I',
      'int-810 I',
      'int-910 I',
      'int-1203 I',
      'int-1204 I',
      'int-1900 I',
      'TP/OBJ/DEVICE/BV-03 D',
      'TP/OBJ/DEVICE/BV-03 F',
      'TP/OBJ/LOCATION/BV-01 D',
      'TP/OBJ/LOCATION/BV-01 F',
      'TP/OBJ/MONITORING/BV-01 D',
      'TP/OBJ/MONITORING/BV-01 F',
      'TP/OBJ/PORTFOLIO/BV-03 I',
      'TP/OBJ/STATISTICS/BV-01 D',
      'TP/OBJ/STATISTICS/BV-01 F',
      'int-760 G',
    ],
    inject: onReporting(({ reporting }) =>
      instead(reporting, 'report', (report) => (request) => {
        const { contentFormat: _, ...rest } = report(request)
        return rest
      }),
    ),
  },
  {
    id: 'reset-ignored',
    title: 'An RST to a notification is ignored',
    from: 'BUG-189',
    trips: ['int-302 A', 'int-302 C'],
    inject: onReporting(({ reporting }) => {
      reporting.cancelledByReset = () => {}
    }),
  },
  {
    id: 'M49',
    title: 'An RST to one of the two newest observations ends the newest',
    from: 'BUG-168',
    trips: ['int-302 A', 'int-302 B'],
    inject: onReporting(({ reporting }) => {
      const heard = new Set<string>()
      reporting.cancelledByReset = (token) => {
        const newest = reporting.tokens().slice(-2)
        if (!newest.includes(token)) reporting.end(token)
        else if (!heard.has(token)) reporting.end(newest.at(-1)!)
        heard.add(token)
      }
    }),
  },
  {
    id: 'reset-ends-all',
    title: 'An RST ends all observations',
    from: 'BUG-186',
    trips: ['int-302 B'],
    inject: onReporting(({ reporting }) => {
      reporting.cancelledByReset = () => reporting.endAll()
    }),
  },
  {
    id: 'cancel-observe',
    title: 'The answer to a cancelling GET has an Observe option',
    from: 'BUG-192',
    trips: ['int-303 C', 'int-305 C'],
    inject: onReporting(({ reporting }) =>
      instead(reporting, 'answer', (answer) => (request) => {
        const response = answer(request)
        return request.observe === 1 ? { ...response, observe: 1 } : response
      }),
    ),
  },
  {
    id: 'M50',
    title: 'GET with Observe=1 is answered, and the observation goes on',
    from: 'BUG-170',
    trips: ['int-303 D', 'int-305 D'],
    inject: onReporting(({ reporting }) => {
      reporting.cancelledByGet = () => {}
    }),
  },
  {
    id: 'cancel-ends-all',
    title: 'GET with Observe=1 ends all observations',
    trips: ['int-303 E'],
    inject: onReporting(({ reporting }) => {
      reporting.cancelledByGet = () => reporting.endAll()
    }),
  },
]
