import type { Observation } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'
import { instead } from '../instead.ts'
import { onObservation } from './reporting.ts'

type Condition = 'gt' | 'lt' | 'st'
type Nodes = Parameters<Observation['matters']>[0]

/** A step and a threshold together: each is a condition of its own. */
export function isMixed({ gt, lt, st }: Parameters<Observation['matters']>[2]): boolean {
  return st !== undefined && (gt ?? lt) !== undefined
}

/** A change of the one number that is observed. */
interface Step {
  readonly reported: number
  readonly from: number
  readonly to: number
  readonly limit: number
}

/** Decides differently whether a change matters, where a condition is attached. */
function judging(condition: Condition, decide: (step: Step) => boolean): (client: ReferenceClient) => void {
  return onObservation((observation) =>
    instead(observation, 'matters', (matters) => (last, now, attributes, before = last) => {
      const limit = attributes[condition]
      const [reported, from, to] = [only(last), only(before), only(now)]
      if (isMixed(attributes)) return matters(last, now, attributes, before)
      return limit === undefined || reported === undefined || from === undefined || to === undefined
        ? matters(last, now, attributes, before)
        : decide({ reported, from, to, limit })
    }),
  )
}

function only([node]: Nodes): number | undefined {
  const value = node?.value?.value
  return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : undefined
}

/** Refuses a Write-Attributes that the reference takes. */
function refusing(refused: (query: URLSearchParams) => boolean): (client: ReferenceClient) => void {
  return ({ device }) =>
    instead(
      device,
      'writeAttributes',
      (writeAttributes) => (path, query) =>
        refused(new URLSearchParams(query.join('&'))) ? { code: '4.00' } : writeAttributes(path, query),
    )
}

/** Criteria of the purposes that observe core objects with conditions. */
const extended = (...letters: readonly string[]): CriterionId[] =>
  ['DEVICE/BV-03', 'MONITORING/BV-01', 'LOCATION/BV-01', 'STATISTICS/BV-01'].flatMap((purpose) =>
    letters.map((letter): CriterionId => `TP/OBJ/${purpose} ${letter}`),
  )

const isFraction = (value: string | null): boolean => value?.includes('.') === true

/** The faults, on the purposes of one test object; those of 3441 come after those of 3442. */
function faults(lwm2m: '1.0' | '1.1', first: number): readonly Mutant<ReferenceClient>[] {
  const purpose = { gt: first, lt: first + 1, st: first + 2, period: first + 3 }
  const criterion = (of: keyof typeof purpose, letter: string): CriterionId =>
    `TP/REP/ATTR/BV-${String(purpose[of]).padStart(2, '0')} ${letter}`
  const back: readonly CriterionId[] = lwm2m === '1.1' ? ['TP/REP/ATTR/BV-11 B'] : []
  const mutant = (
    id: string,
    title: string,
    trips: readonly CriterionId[],
    inject: Mutant<ReferenceClient>['inject'],
    from?: string,
  ): Mutant<ReferenceClient> => ({
    id: lwm2m === '1.1' ? id : `${id}-${lwm2m}`,
    title,
    ...(from === undefined ? {} : { from }),
    trips,
    lwm2m,
    inject,
  })
  return [
    mutant(
      'M48',
      'gt, lt and st accepted and ignored',
      [
        ...[criterion('gt', 'C'), criterion('lt', 'C'), criterion('st', 'C'), criterion('period', 'D')],
        ...extended('E', 'F'),
      ],
      onObservation((observation) =>
        instead(observation, 'matters', (matters) => (last, now) => matters(last, now, {})),
      ),
      'BUG-163',
    ),
    mutant(
      'attributes-gt-fraction',
      'gt with a fraction refused',
      [criterion('gt', 'A')],
      refusing((query) => isFraction(query.get('gt'))),
      'BUG-079',
    ),
    mutant(
      'attributes-lt-fraction',
      'lt with a fraction refused',
      [criterion('lt', 'A')],
      refusing((query) => isFraction(query.get('lt'))),
      'BUG-079',
    ),
    mutant(
      'attributes-st-fraction',
      'st with a fraction refused',
      [criterion('st', 'A')],
      refusing((query) => isFraction(query.get('st'))),
      'BUG-079',
    ),
    mutant(
      'attributes-st-pmin',
      'st refused beside a pmin above 0',
      [criterion('period', 'A')],
      refusing((query) => query.has('st') && Number(query.get('pmin')) > 0),
    ),
    mutant(
      'attributes-gt-downwards',
      'gt only looked at on the way down',
      [criterion('gt', 'B'), ...back],
      judging('gt', ({ from, to, limit }) => from >= limit && to < limit),
    ),
    mutant(
      'attributes-lt-upwards',
      'lt only looked at on the way up',
      [criterion('lt', 'B'), ...back],
      judging('lt', ({ from, to, limit }) => from <= limit && to > limit),
    ),
    mutant(
      'attributes-gt-level',
      'gt reports every change above it, not only the crossing',
      [criterion('gt', 'C'), ...back],
      judging('gt', ({ to, limit }) => to > limit),
      'BUG-178',
    ),
    mutant(
      'attributes-lt-level',
      'lt reports every change below it, not only the crossing',
      [criterion('lt', 'C'), ...back],
      judging('lt', ({ to, limit }) => to < limit),
      'BUG-178',
    ),
    mutant(
      'attributes-st-half',
      'st met by half of it',
      [criterion('st', 'C')],
      judging('st', ({ reported, to, limit }) => Math.abs(to - reported) >= limit / 2),
    ),
    mutant(
      'attributes-st-downwards',
      'st only looked at on the way down',
      [criterion('st', 'B'), criterion('period', 'B')],
      judging('st', ({ reported, to, limit }) => reported - to >= limit),
    ),
    mutant(
      'attributes-st-upwards',
      'st only looked at on the way up',
      [criterion('st', 'D')],
      judging('st', ({ reported, to, limit }) => to - reported >= limit),
    ),
    mutant(
      'attributes-st-more',
      'st met only by more than it',
      [criterion('st', 'E')],
      judging('st', ({ reported, to, limit }) => Math.abs(to - reported) > limit),
    ),
    mutant(
      'attributes-st-lost',
      'a step inside pmin is lost',
      [criterion('period', 'B')],
      onObservation((observation) =>
        instead(observation, 'matters', (matters) => (reported, now, attributes, before) => {
          const early = observation.holdBack(observation.attributes()) > 0
          return !(early && attributes.st !== undefined) && matters(reported, now, attributes, before)
        }),
      ),
    ),
    mutant(
      'attributes-st-at-once',
      'a step is reported at once, whatever pmin says',
      [criterion('period', 'C')],
      onObservation((observation) =>
        instead(
          observation,
          'holdBack',
          (holdBack) => (attributes) => (attributes.st === undefined ? holdBack(attributes) : 0),
        ),
      ),
    ),
  ]
}

/** Faults in the change conditions, for both test objects. */
export const attributeMutants: readonly Mutant<ReferenceClient>[] = [...faults('1.1', 1), ...faults('1.0', 5)]
