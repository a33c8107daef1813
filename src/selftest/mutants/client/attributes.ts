import type { NotificationAttributes, Observation } from '#lwm2m'
import type { ReferenceClient } from '#peers'
import type { CriterionId, Mutant } from '../../mutant.ts'

type Matters = Observation['matters']
type Nodes = Parameters<Matters>[0]
type Condition = 'gt' | 'lt' | 'st'

/** Puts a fault into every observation as it is made. */
function observing(client: ReferenceClient, fault: (observation: Observation) => void): void {
  const prepare = client.prepare.bind(client)
  client.prepare = () => {
    prepare()
    const { reporting } = client
    const observe = reporting.observe.bind(reporting)
    reporting.observe = (path, notify) => {
      const observation = observe(path, notify)
      fault(observation)
      return observation
    }
  }
}

/** Decides differently whether a change matters, where a condition is attached; undefined leaves it. */
function judging(
  condition: Condition,
  decide: (from: number, to: number, limit: number) => boolean | undefined,
): (client: ReferenceClient) => void {
  return (client) =>
    observing(client, (observation) => {
      const matters = observation.matters.bind(observation)
      observation.matters = (reported, now, attributes) => {
        const limit = attributes[condition]
        const [from, to] = [only(reported), only(now)]
        const decided =
          limit === undefined || from === undefined || to === undefined ? undefined : decide(from, to, limit)
        return decided ?? matters(reported, now, attributes)
      }
    })
}

function only([node]: Nodes): number | undefined {
  const value = node?.value?.value
  return typeof value === 'bigint' || typeof value === 'number' ? Number(value) : undefined
}

/** Refuses a Write-Attributes that the reference takes. */
function refusing(refused: (query: URLSearchParams) => boolean): (client: ReferenceClient) => void {
  return ({ device }) => {
    const writeAttributes = device.writeAttributes.bind(device)
    device.writeAttributes = (path, query) =>
      refused(new URLSearchParams(query.join('&'))) ? { code: '4.00' } : writeAttributes(path, query)
  }
}

const isFraction = (value: string | null): boolean => value?.includes('.') === true

/** How a client may get the periods wrong while a step is attached. */
function stepping(
  client: ReferenceClient,
  fault: (observation: Observation, attributes: () => NotificationAttributes) => void,
): void {
  observing(client, (observation) => {
    const attributes = (): NotificationAttributes => client.reporting.attributesFor(observation.path)
    fault(observation, attributes)
  })
}

/** The faults, on the purposes of one test object; those of 3441 come after those of 3442. */
function faults(lwm2m: '1.0' | '1.1', first: number): readonly Mutant<ReferenceClient>[] {
  const purpose = { gt: first, lt: first + 1, st: first + 2, period: first + 3 }
  const criterion = (of: keyof typeof purpose, letter: string): CriterionId =>
    `TP/REP/ATTR/BV-${String(purpose[of]).padStart(2, '0')} ${letter}`
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
      [criterion('gt', 'C'), criterion('lt', 'C'), criterion('st', 'C'), criterion('period', 'D')],
      (client) =>
        observing(client, (observation) => {
          const matters = observation.matters.bind(observation)
          observation.matters = (reported, now) => matters(reported, now, {})
        }),
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
      [criterion('gt', 'B')],
      judging('gt', (from, to, limit) => from >= limit && to < limit),
    ),
    mutant(
      'attributes-lt-upwards',
      'lt only looked at on the way up',
      [criterion('lt', 'B')],
      judging('lt', (from, to, limit) => from <= limit && to > limit),
    ),
    mutant(
      'attributes-gt-level',
      'gt reports every change above it, not only the crossing',
      [criterion('gt', 'C')],
      judging('gt', (_, to, limit) => to > limit),
      'BUG-178',
    ),
    mutant(
      'attributes-lt-level',
      'lt reports every change below it, not only the crossing',
      [criterion('lt', 'C')],
      judging('lt', (_, to, limit) => to < limit),
      'BUG-178',
    ),
    mutant(
      'attributes-st-half',
      'st met by half of it',
      [criterion('st', 'C')],
      judging('st', (from, to, limit) => Math.abs(to - from) >= limit / 2),
    ),
    mutant(
      'attributes-st-double',
      'st met above the double of it only, upwards',
      [criterion('st', 'B')],
      judging('st', (from, to, limit) => (to > from && from < 30 ? to - from > 2 * limit : undefined)),
    ),
    mutant(
      'attributes-st-upwards',
      'st only looked at on the way up',
      [criterion('st', 'D')],
      judging('st', (from, to) => (to < from ? false : undefined)),
    ),
    mutant(
      'attributes-st-more',
      'st met only by more than it',
      [criterion('st', 'E')],
      judging('st', (from, to, limit) => Math.abs(to - from) > limit),
    ),
    mutant('attributes-st-lost', 'a step inside pmin is lost', [criterion('period', 'B')], (client) =>
      stepping(client, (observation, attributes) => {
        const matters = observation.matters.bind(observation)
        observation.matters = (reported, now, given) =>
          !(given.st !== undefined && observation.holdBack(attributes()) > 0) && matters(reported, now, given)
      }),
    ),
    mutant(
      'attributes-st-at-once',
      'a step is reported at once, whatever pmin says',
      [criterion('period', 'C')],
      (client) =>
        stepping(client, (observation) => {
          const holdBack = observation.holdBack.bind(observation)
          observation.holdBack = (given) => (given.st === undefined ? holdBack(given) : 0)
        }),
    ),
  ]
}

/** Faults in the change conditions, for both test objects. */
export const attributeMutants: readonly Mutant<ReferenceClient>[] = [...faults('1.1', 1), ...faults('1.0', 5)]
