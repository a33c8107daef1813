import {
  type Answer,
  type Attributes,
  type CaseDefinition,
  type Check,
  check,
  code,
  holds,
  Moment,
  type Observing,
  type Plain,
  type Scene,
} from '#testcase'
import { accepts } from '../3xx-reporting/timing.ts'
import { type TestObject, testInstance } from '../test-object.ts'

/** What tells the purposes of this group apart: the test object of the enabler version. */
export interface ConditionCase {
  /** `01`, the number in its id. */
  readonly number: string
  readonly object: TestObject
  readonly editions: CaseDefinition<string>['editions']
}

/** What all purposes of this group have in common. */
export function common({ number, object, editions }: ConditionCase) {
  return {
    purposeId: `TP/REP/ATTR/BV-${number}`,
    area: 'Information reporting',
    editions,
    reference: [{ clause: 'Core 1.1.1 §5.1.2' }, { clause: 'Core 1.1.1 §6.4.2' }],
    judges: ['client'],
    selection: { client: [`OBJ.${object}`] },
    dependsOn: [101, 205, 'int-260 A', 'int-260 D', 'int-301 D', 'int-301 F', 'int-301 I'],
    impact: 'settings',
  } as const
}

/** The criterion that every purpose begins with; the letter is A. */
export const attached = {
  judged: 'client',
  text: 'answers Write-Attributes with 2.04',
  clause: 'Transport 1.1.1 §6.7',
} as const

/** Longer than any case: only the condition decides. Seconds. */
const never = 86400

/** An integer and a float resource, with conditions that suit them. */
export const numeric = [
  { resource: 120, fraction: 0 },
  { resource: 130, fraction: 0.5 },
] as const

/** One observed resource that the Server itself changes. */
export interface Watched {
  readonly observation: Observing
  /** Writes a value to it; the answer. */
  becomes(value: number): Promise<Answer>
  /** Its next report of this value; reports of others pass by. */
  reported(value: number, seconds: number): Moment<Answer>
}

/** Sets a value, attaches a condition and observes; judges A. Ends the case when there is nothing to observe. */
export async function watched(
  { client, server, cannotJudge }: Scene<string>,
  object: TestObject,
  { resource, start, attributes }: { resource: number; start: number; attributes: Attributes },
): Promise<Watched> {
  const path = `${(await testInstance({ server, cannotJudge }, object)).path}/${resource}`
  const write = async (value: number, how: { readonly keep?: true }): Promise<Answer> => {
    const answer = await server.writes(path, value, how).answered.happens()
    if (answer.code !== '2.04') cannotJudge(`${path} does not take ${value}: ${answer.code}`)
    return answer
  }
  await write(start, {})
  const attach = server.setsAttributes(path, { pmin: 0, pmax: never, ...attributes })
  const answer = await client.must('A', attach.answered, code('2.04'))
  if (answer.code !== '2.04')
    cannotJudge(`${path} has no condition, since it was refused with ${answer.code}`)
  const observation = server.observes(path)
  const first = await observation.answered.happens()
  if (first.code !== '2.05' || accepts.verify(first) !== undefined)
    cannotJudge(`${path} cannot be observed: ${first.code}, ${accepts.verify(first) ?? 'Observe'}`)
  return {
    observation,
    becomes: (value) => write(value, { keep: true }),
    reported: (value, seconds) => reportOf(observation, value, seconds),
  }
}

/** Reports of other values that are passed by at most. */
const patience = 10

function reportOf(observation: Observing, value: number, seconds: number): Moment<Answer> {
  const wanted = valued(observation.path, value)
  return new Moment(`a notification of ${wanted.expected}`, 'client', async () => {
    for (let heard = 1; ; heard++) {
      const occurrence = await observation.notified(seconds).occurrence()
      if (wanted.verify(occurrence.value) === undefined || heard === patience) return occurrence
    }
  })
}

/** No report at all: the condition was not met. */
export const unreported: Check<readonly Answer[]> = check('no notification', (series) =>
  series.length === 0 ? undefined : `${series.length}, the first in frame ${series[0]!.frame ?? '?'}`,
)

/** The report carries this value. */
export function valued(path: string, value: Plain) {
  return holds({ [path]: value })
}
