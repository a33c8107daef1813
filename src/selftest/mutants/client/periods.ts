import type { ResponseDraft } from '#coap'
import type { Ids, Node } from '#content'
import type { ReferenceClient } from '#peers'
import type { Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { answersWith, onOperation } from './faults.ts'
import { onObservation, onReporting } from './reporting.ts'

/** Does something else with a Write-Attributes whose query fits. */
function onAttributes(
  fits: (query: readonly string[], path: Ids) => boolean,
  change: (proceed: () => ResponseDraft, query: readonly string[], client: ReferenceClient) => ResponseDraft,
) {
  return (client: ReferenceClient): void =>
    onOperation(client, { kind: 'write-attributes' }, (proceed, operation) =>
      operation.kind === 'write-attributes' && fits(operation.query, operation.path)
        ? change(proceed, operation.query, client)
        : proceed(),
    )
}

const refused = (): ResponseDraft => ({ code: '4.00' })
const onlySaid = (): ResponseDraft => ({ code: '2.04' })
const alone = (name: string) => (query: readonly string[]) =>
  query.length === 1 && query[0]!.startsWith(`${name}=`)
const names =
  (...wanted: readonly string[]) =>
  (query: readonly string[]) =>
    wanted.every((name) => query.some((item) => item.startsWith(`${name}=`)))

/** Only what is attached counts. */
function withoutDefault(period: 'pmin' | 'pmax') {
  return onReporting(({ reporting, device }) =>
    instead(reporting, 'attributesFor', (attributesFor) => (path, own) => {
      const { [period]: _, ...others } = attributesFor(path, own)
      const attached = (own ?? device.attributes.inherited(path))[period]
      return attached === undefined ? others : { ...others, [period]: attached }
    }),
  )
}

/** Faults in periods, in the levels they are attached to, and in what is observed. */
export const periodMutants: readonly Mutant<ReferenceClient>[] = [
  {
    id: 'pmin-alone-refused',
    title: 'pmin alone is refused',
    from: 'BUG-160',
    trips: ['TP/REP/ATTR/BI-02 A', 'TP/REP/PERIOD/BV-01 A'],
    inject: onAttributes(alone('pmin'), refused),
  },
  {
    id: 'pmin-lost',
    title: 'A change inside pmin is lost',
    trips: ['TP/REP/PERIOD/BV-01 C'],
    unsettles: ['TP/REP/COMPOSITE/BV-01', 'TP/REP/PERIOD/BV-07'],
    inject: onObservation((observation) =>
      instead(observation, 'matters', (matters) => (reported, now, attributes, before) => {
        const early = observation.holdBack(observation.attributes()) > 0
        return !(early && attributes.st === undefined) && matters(reported, now, attributes, before)
      }),
    ),
  },
  {
    id: 'pmax-alone-refused',
    title: 'pmax alone is refused',
    trips: [
      'TP/REP/PERIOD/BV-02 A',
      'TP/REP/PERIOD/BV-04 A',
      'TP/REP/LEVEL/BV-01 A',
      'int-310 D',
      'int-261 C',
      'int-261 D',
    ],
    inject: onAttributes(alone('pmax'), refused),
  },
  {
    id: 'pmax-alone-ignored',
    title: 'pmax alone is ignored',
    trips: ['TP/REP/PERIOD/BV-02 B'],
    inject: (client) =>
      onObservation((observation) => {
        const { pmin, pmax } = client.device.attributes.at(observation.paths[0] ?? [])
        if (pmin !== undefined || pmax === undefined) return
        observation.longest = () => undefined
        observation.rescheduled()
      })(client),
  },
  {
    id: 'pmax-below-pmin-4.05',
    title: 'pmax below pmin is refused with 4.05',
    trips: ['TP/REP/PERIOD/BV-03 A'],
    inject: onAttributes(names('pmin', 'pmax'), (proceed, query) => {
      const value = (name: string): number =>
        Number(query.find((item) => item.startsWith(`${name}=`))!.slice(5))
      return value('pmax') < value('pmin') ? { code: '4.05' } : proceed()
    }),
  },
  {
    id: 'pmax-below-pmin',
    title: 'pmax holds though it is below pmin',
    from: 'BUG-179',
    trips: ['TP/REP/PERIOD/BV-03 B'],
    inject: onObservation((observation) => {
      observation.longest = ({ pmax = 0 }) => pmax * 1000 || undefined
      observation.rescheduled()
    }),
  },
  {
    id: 'attributes-level-alone',
    title: 'Attributes of the levels above are not inherited',
    trips: ['TP/REP/LEVEL/BV-01 B', 'TP/REP/LEVEL/BV-01 C'],
    inject: onReporting(({ reporting, device: { attributes } }) =>
      instead(
        reporting,
        'attributesFor',
        (attributesFor) => (path, own) => attributesFor(path, own ?? attributes.at(path)),
      ),
    ),
  },
  {
    id: 'unset-ignored',
    title: 'A pmax of an instance is never unset',
    trips: ['TP/REP/LEVEL/BV-01 C', 'TP/REP/PERIOD/BV-05 A'],
    mayTrip: ['int-310 E'],
    inject: onAttributes((query, { length }) => length === 2 && query.join() === 'pmax', onlySaid),
  },
  {
    id: 'object-over-resource',
    title: 'Attributes of an object stand for those of its resources',
    trips: ['TP/REP/LEVEL/BV-01 D'],
    inject: ({ device: { attributes } }) =>
      instead(attributes, 'inherited', (inherited) => (path) => ({
        ...inherited(path),
        ...(Object.keys(attributes.at(path)).length > 0 ? attributes.at(path.slice(0, 1)) : {}),
      })),
  },
  {
    id: 'observe-level-refused',
    title: 'Only resources can be observed',
    from: 'BUG-165',
    trips: [
      'TP/REP/TARGET/BV-01 A',
      'TP/REP/TARGET/BV-02 A',
      'int-710 D',
      'int-710 E',
      'int-810 D',
      'int-810 E',
      'int-910 D',
      'int-910 E',
      'TP/OBJ/PORTFOLIO/BV-03 D',
      'TP/OBJ/PORTFOLIO/BV-03 E',
      'TP/FW/OBSERVE/BI-01 A',
    ],
    unsettles: ['TP/REP/GONE/BV-01', 'TP/REP/GONE/BV-02'],
    inject: (client) =>
      onOperation(client, { kind: 'observe', path: /^\/\d+(\/\d+)?$/ }, () => ({ code: '4.05' })),
  },
  {
    id: 'observe-level-deaf',
    title: 'Changes of resources are not reported where their object or instance is observed',
    from: 'BUG-165',
    trips: ['TP/REP/TARGET/BV-01 B', 'TP/REP/TARGET/BV-02 B'],
    inject: onObservation((observation) => {
      const [only = []] = observation.paths
      if (observation.paths.length === 1 && only.length < 3) observation.changed = () => {}
    }),
  },
  {
    id: 'observe-level-partly',
    title: 'A report of an object or instance has its integers alone',
    from: 'BUG-177',
    trips: ['TP/REP/TARGET/BV-01 C', 'TP/REP/TARGET/BV-02 C', 'int-810 I', 'TP/OBJ/PORTFOLIO/BV-03 I'],
    inject: onReporting(({ reporting, device }) =>
      instead(reporting, 'report', (report) => (request) => {
        if (request.method !== 'GET' || request.path.length > 2) return report(request)
        const { readable } = device
        device.readable = (path) =>
          readable.call(device, path).filter(({ value }) => value?.type === 'integer')
        const partly = report(request)
        device.readable = readable
        return partly
      }),
    ),
  },
  {
    id: 'created-unreported',
    title: 'An observed object is not reported when an instance is created',
    from: 'BUG-175',
    trips: ['TP/REP/TARGET/BV-03 A'],
    inject: onObservation((observation) =>
      instead(observation, 'matters', (matters) => (reported, now, attributes, before) => {
        const grown = observation.paths[0]?.length === 1 && now.length > reported.length
        return !grown && matters(reported, now, attributes, before)
      }),
    ),
  },
  {
    id: 'deleted-unreported',
    title: 'An observed object is not reported when an instance is deleted',
    from: 'BUG-175',
    trips: ['TP/REP/TARGET/BV-03 B'],
    inject: onObservation((observation) =>
      instead(observation, 'matters', (matters) => (reported, now, attributes, before) => {
        const shrunk = observation.paths[0]?.length === 1 && now.length < reported.length
        return !shrunk && matters(reported, now, attributes, before)
      }),
    ),
  },
  {
    id: 'period-of-its-own',
    title: 'Without a pmax, values are reported every minute',
    from: 'BUG-162',
    trips: ['TP/REP/PERIOD/BV-05 A'],
    inject: onObservation((observation) => {
      instead(observation, 'longest', (longest) => (attributes) => longest(attributes) ?? 60_000)
      observation.rescheduled()
    }),
  },
  {
    id: 'observe-executable-4.04',
    title: 'An Observe of an executable is answered 4.04',
    trips: ['TP/REP/TARGET/BI-01 A'],
    inject: answersWith('4.04', { kind: 'observe', path: /^\/3442\/\d+\/0$/ }),
  },
  {
    id: 'observe-error-option',
    title: 'The refusal of an Observe has an Observe option',
    from: ['BUG-182', 'BUG-183'],
    trips: ['TP/REP/TARGET/BI-01 B', 'TP/COAP/FORM/BV-01 A'],
    inject: onReporting(({ reporting }) =>
      instead(reporting, 'answer', (answer) => (request) => {
        const response = answer(request)
        return response.code.startsWith('4.') && request.observe === 0
          ? { ...response, observe: 1 }
          : response
      }),
    ),
  },
  {
    id: 'observe-refused-kept',
    title: 'An observation that was refused is kept, and reported',
    from: 'BUG-164',
    trips: ['TP/REP/TARGET/BI-01 C'],
    inject: onReporting((client) =>
      instead(client.reporting, 'answer', (answer) => (request) => {
        const response = answer(request)
        const { peer, message } = request
        if (request.observe === 0 && response.code === '4.05')
          client.options.network.clock.after(
            2000,
            () => void client.coap.notify(peer, { code: '2.05', observe: 2, token: message.token }),
          )
        return response
      }),
    ),
  },
  {
    id: 'attributes-gt-2.01',
    title: 'gt is answered 2.01',
    trips: ['TP/REP/ATTR/BI-01 A', 'TP/REP/ATTR/BV-01 A', 'TP/REP/ATTR/BV-11 A'],
    inject: onAttributes(
      (query, [object]) => object === 3442 && names('gt')(query),
      (proceed) => {
        const response = proceed()
        return response.code === '2.04' ? { code: '2.01' } : response
      },
    ),
  },
  {
    id: 'attributes-lt-over-gt',
    title: 'lt and gt that contradict each other are answered 2.04',
    trips: ['TP/REP/ATTR/BI-01 B'],
    inject: onAttributes(names('lt', 'gt'), (proceed) => ({ ...proceed(), code: '2.04' })),
  },
  {
    id: 'attributes-epmin-over-epmax',
    title: 'epmin and epmax that contradict each other are answered 2.04',
    trips: ['TP/REP/ATTR/BI-01 C'],
    inject: onAttributes(names('epmin', 'epmax'), (proceed) => ({ ...proceed(), code: '2.04' })),
  },
  {
    id: 'attributes-refused-unset',
    title: 'A Write-Attributes that is refused takes away what was attached',
    trips: ['TP/REP/ATTR/BI-02 E', 'TP/REP/ATTR/BI-01 D'],
    inject: (client) =>
      onOperation(client, { kind: 'write-attributes' }, (proceed, { path }) => {
        const response = proceed()
        if (response.code === '4.00') client.device.attributes.forget(path)
        return response
      }),
  },
  {
    id: 'attributes-nowhere',
    title: 'Attributes of what is not there are answered 2.04',
    trips: ['TP/REP/ATTR/BI-02 F'],
    inject: onAttributes(
      () => true,
      (proceed) => {
        const response = proceed()
        return response.code === '4.04' ? onlySaid() : response
      },
    ),
  },
  {
    id: 'epmin-ignored',
    title: 'epmin is ignored',
    trips: ['TP/REP/ATTR/BV-10 A'],
    inject: onObservation((observation) => {
      observation.evaluationPeriod = () => 0
    }),
  },
  {
    id: 'epmin-for-good',
    title: 'With epmin, changes are looked at once',
    trips: ['TP/REP/ATTR/BV-10 B'],
    inject: onObservation((observation) =>
      instead(observation, 'evaluationPeriod', (period) => (attributes) => period(attributes) * 1000),
    ),
  },
  {
    id: 'default-pmax-ignored',
    title: 'The Default Maximum Period is ignored',
    trips: ['TP/REP/PERIOD/BV-07 A'],
    strict: true,
    inject: withoutDefault('pmax'),
  },
  {
    id: 'default-pmin-ignored',
    title: 'The Default Minimum Period is ignored',
    trips: ['TP/REP/PERIOD/BV-07 B'],
    strict: true,
    inject: withoutDefault('pmin'),
  },
  {
    id: 'gt-both-ways',
    title: 'A value that falls below gt again is reported',
    trips: ['TP/REP/ATTR/BV-11 C'],
    strict: true,
    inject: onObservation((observation) =>
      instead(observation, 'matters', (matters) => (reported, now, attributes, before = reported) => {
        const { gt, lt } = attributes
        const back = gt !== undefined && lt !== undefined && numberIn(before) > gt && numberIn(now) <= gt
        return back || matters(reported, now, attributes, before)
      }),
    ),
  },
  {
    id: 'lt-both-ways',
    title: 'A value that rises above lt again is reported',
    trips: ['TP/REP/ATTR/BV-11 D'],
    strict: true,
    inject: onObservation((observation) =>
      instead(observation, 'matters', (matters) => (reported, now, attributes, before = reported) => {
        const { gt, lt } = attributes
        const back = gt !== undefined && lt !== undefined && numberIn(before) < lt && numberIn(now) >= lt
        return back || matters(reported, now, attributes, before)
      }),
    ),
  },
]

function numberIn([node]: readonly Node[]): number {
  return Number(node?.value?.value)
}
