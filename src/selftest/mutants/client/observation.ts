import { encodePaths, pathText } from '#content'
import type { Observation } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith, onOperation } from './faults.ts'
import { onObservation, onReporting } from './reporting.ts'

/** Reaches every composite observation when it is made. */
function onComposite(fault: (observation: Observation) => void) {
  return onObservation((observation) => {
    if (observation.paths.length < 2) return
    fault(observation)
    // Its first report is under way already.
    observation.rescheduled()
  })
}

/** Faults in composite observations, and in those that bring their own attributes. */
export const observationMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'composite-observe-instances',
    title: 'The answer to an Observe-Composite leaves out whole instances',
    trips: ['int-308 C', 'int-309 B', 'int-310 B'],
    inject: (client) =>
      onOperation(client, { kind: 'observe-composite' }, (proceed, operation) => {
        const { composite } = client.device
        if (operation.kind !== 'observe-composite') return proceed()
        const listed = composite.pathsIn(operation)
        if ('refusal' in listed) return proceed()
        const kept = listed.paths.filter((path) => path.length !== 2)
        return composite.read({ ...operation, payload: encodePaths('senml-cbor', kept) })
      }),
  },
  {
    id: 'composite-slow',
    title: 'Several paths are reported together at a third of the pace',
    trips: ['int-304 E', 'int-308 D', 'int-309 C', 'int-310 E'],
    inject: onComposite((observation) => {
      instead(observation, 'holdBack', (holdBack) => (attributes) => {
        const pmin = (attributes.pmin ?? 0) * 3
        return holdBack({ ...attributes, pmin })
      })
      instead(
        observation,
        'longest',
        (longest) => (attributes) => 3 * (longest(attributes) ?? 0) || undefined,
      )
    }),
  },
  {
    id: 'composite-report-first',
    title: 'A composite notification has the first path alone',
    trips: ['int-304 G', 'int-308 E', 'int-309 C', 'int-310 F'],
    inject: onReporting(({ reporting, device }) =>
      instead(reporting, 'report', (report) => (request) => {
        const listed = device.composite.pathsIn(request)
        return request.method === 'FETCH' && 'paths' in listed
          ? report({ ...request, payload: encodePaths('senml-cbor', listed.paths.slice(0, 1)) })
          : report(request)
      }),
    ),
  },
  {
    id: 'composite-created-unseen',
    title: 'A composite observation leaves out what was not there when it began',
    trips: ['int-308 E'],
    inject: onReporting(({ reporting, device: { composite, store } }) => {
      let there: readonly string[] = []
      instead(reporting, 'observe', (observe) => (paths, notify, own) => {
        there = paths.filter((path) => store.has(path)).map(pathText)
        return observe(paths, notify, own)
      })
      instead(reporting, 'report', (report) => (request) => {
        const listed = composite.pathsIn(request)
        if (request.method !== 'FETCH' || !('paths' in listed)) return report(request)
        const kept = listed.paths.filter((path) => there.includes(pathText(path)))
        return report({ ...request, payload: encodePaths('senml-cbor', kept) })
      })
    }),
  },
  {
    id: 'pmax-lowered-late',
    title: 'A pmax that is attached while an observation runs waits for the old one to end',
    from: 'BUG-161',
    trips: ['int-310 E', 'TP/REP/LEVEL/BV-01 D', 'TP/REP/PERIOD/BV-04 B'],
    inject: onObservation((observation) => {
      observation.rescheduled = () => {}
    }),
  },
  {
    id: 'attributes-resource-2.01',
    title: 'Attributes of a resource are answered 2.01',
    lwm2m: '1.2',
    trips: ['int-260 D', 'int-301 B', 'int-313 B', 'int-266 D'],
    inject: answersWith('2.01', { kind: 'write-attributes', path: '/3/0/7' }),
  },
  {
    id: 'parameters-format',
    title: 'The answer to an Observe with parameters states no Content-Format',
    lwm2m: '1.2',
    trips: ['int-312 B', 'int-313 D'],
    inject: onReporting(({ reporting }) =>
      instead(reporting, 'answer', (answer) => (request) => {
        const { contentFormat, ...rest } = answer(request)
        const stated = request.query.length === 0 || request.observe !== 0
        return stated && contentFormat !== undefined ? { ...rest, contentFormat } : rest
      }),
    ),
  },
  {
    id: 'parameters-ignored',
    title: 'The parameters of an Observe are taken and ignored',
    lwm2m: '1.2',
    strict: true,
    trips: ['int-312 D', 'int-313 E'],
    inject: onReporting(({ reporting }) =>
      instead(reporting, 'observe', (observe) => (paths, notify) => observe(paths, notify)),
    ),
  },
  {
    id: 'parameters-pmax',
    title: 'Of the parameters of an Observe, pmax is ignored',
    lwm2m: '1.2',
    trips: ['int-312 C', 'int-313 E'],
    inject: onReporting(({ reporting }) =>
      instead(
        reporting,
        'observe',
        (observe) => (paths, notify, own) =>
          observe(paths, notify, own === undefined ? own : { ...own, pmax: 0 }),
      ),
    ),
  },
  {
    id: 'parameters-attached',
    title: 'The parameters of an Observe are attached to its path',
    lwm2m: '1.2',
    trips: ['int-312 E'],
    inject: onReporting(({ reporting, device }) =>
      instead(reporting, 'observe', (observe) => (paths, notify, own = {}) => {
        for (const path of paths) device.attributes.apply(path, own)
        return observe(paths, notify)
      }),
    ),
  },
]
