import {
  type Answer,
  type CriterionDefinition,
  code,
  has,
  type Moment,
  type Observing,
  only,
  type Plain,
  request,
  type Scene,
  type TestCase,
  testCase,
  type Wait,
  wellFormed,
} from '#testcase'
import { asksForWhatFits, inQuery, ownToken, taken } from '../3xx-reporting/observed.ts'
import { periodRules } from '../3xx-reporting/period-rules.ts'
import {
  accepts,
  atLeast,
  changes,
  each,
  noLaterThanPmax,
  noSoonerThanPmin,
  observeGrows,
  unchangedNoSoonerThanPmax,
} from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { common, instanceOf, type ObjectCase } from './object-case.ts'

/** What is observed, below the instance: `''` for the whole of it, `/13` for a resource. */
interface Target {
  readonly below: string
  readonly pmin: Wait
  readonly pmax: Wait
}

type ObserveCase = ObjectCase & {
  readonly purpose: string
  readonly targets: readonly Target[]
  /** A value that changes within the first target, by path below the instance, and what it becomes. */
  readonly change: { readonly below: string; readonly value: (count: number) => Plain }
  /** What goes on around the observation, with criteria of its own. */
  readonly around?: Around
}

/** Letters from K on, and what is done before the observation, in the midst of it and at its end. */
export interface Around {
  readonly steps: readonly string[]
  readonly criteria: { readonly [letter: string]: CriterionDefinition }
  readonly stimuli: readonly ('write' | 'execute' | 'cancel')[]
  readonly before: (scene: Scene<string>, instance: string) => Promise<void>
  readonly midst: (scene: Scene<string>, instance: string) => Promise<void>
  readonly end: (scene: Scene<string>, instance: string, observations: readonly Observing[]) => Promise<void>
}

/** How much happens in one pass: a value changes so often, for each second of pmin. */
const changesPerSecond = 3

/** An instance or resources of an object are observed, with pmin and pmax. */
export function observeCase(which: ObserveCase): TestCase {
  const { object, targets, around } = which
  const described = targets.map(
    ({ below, pmin, pmax }) => `/${object}/0${below} with pmin=${pmin.seconds} and pmax=${pmax.seconds}`,
  )
  return testCase<string>({
    ...common(which),
    purpose: which.purpose,
    reference: [{ clause: 'Core 1.1.1 §6.4.1' }, { clause: 'Core 1.1.1 §5.1.2' }],
    judges: ['client', 'server'],
    stimuli: { server: ['attributes', 'observe', ...(around?.stimuli ?? [])] },
    impact: 'settings',
    steps: [
      `The Server attaches periods and observes ${described.join(', ')}.`,
      'The Client reports each time that pmax ends.',
      'Where somebody can change a value, it changes faster than pmin; the Client reports it no more often than that.',
      ...(around?.steps ?? []),
    ],
    criteria: { ...periodRules, ...around?.criteria },
    async body(scene) {
      const { client, server, iut, seconds } = scene
      await client.isRegistered()
      const instance = await instanceOf(scene, object)
      await around?.before(scene, instance)
      const observations = await observeAll(scene, instance, targets)
      await around?.midst(scene, instance)
      if (iut.includes('server'))
        for (const { below, pmax } of targets)
          await server.must('J', client.notifies(`${instance}${below}`).within(seconds(pmax)).sent, taken)
      else await judgePmax(scene, observations, targets)
      const changed =
        iut.includes('server') || (await judgePmin(scene, observations[0]!, { ...which, instance }))
      await around?.end(scene, instance, observations)
      if (!changed)
        scene.cannotJudge(
          'nobody can change a value, and none changed by itself: what pmin does was not seen',
        )
    },
  })
}

/** Attaches the periods and observes; judges A to D. */
async function observeAll(
  scene: Scene<string>,
  instance: string,
  targets: readonly Target[],
): Promise<readonly Observing[]> {
  const { client, server, seconds } = scene
  const tokens = new Set<string>()
  const observations: Observing[] = []
  for (const target of targets) {
    const path = `${instance}${target.below}`
    const [pmin, pmax] = [seconds(target.pmin), seconds(target.pmax)]
    const attach = server.setsAttributes(path, { pmin, pmax })
    await server.must('A', attach.sent, request('PUT', path), inQuery(`pmin=${pmin}`, `pmax=${pmax}`))
    await client.must('B', attach.answered, code('2.04'))
    const observation = server.observes(path)
    const { token } = await server.must('C', observation.sent, ownToken(tokens))
    tokens.add(token.toString())
    await asksForWhatFits(scene, observation)
    await client.must('D', observation.answered, code('2.05'), accepts, wellFormed, has(path), only(path))
    observations.push(observation)
  }
  return observations
}

/** Nobody touches anything: judges E, F, H and I. */
async function judgePmax(
  { client, server, seconds, tolerance }: Scene<string>,
  observations: readonly Observing[],
  targets: readonly Target[],
): Promise<void> {
  const span = (index: number): number => 3 * seconds(targets[index]!.pmax) + tolerance
  const all: Moment<readonly Answer[]>[] = observations.map((observation, index) =>
    observation.during(span(index)),
  )
  await Promise.all(all.map((series) => series.happens()))
  // A silence by which the Client has gone proves nothing.
  await server.reads(observations[0]!.path).answered.happens()
  for (const [index, series] of all.entries()) {
    const pmax = seconds(targets[index]!.pmax)
    const { path } = observations[index]!
    await client.must('E', series, atLeast(2), noLaterThanPmax(pmax, tolerance))
    await client.must('F', series, unchangedNoSoonerThanPmax(pmax, tolerance))
    await client.must('H', series, observeGrows)
    await client.must('I', series, each(wellFormed), each(has(path)), each(only(path)))
  }
}

/** A value changes all the time: judges G. False: none did, and there was nothing to judge. */
async function judgePmin(
  { client, pause, seconds, tolerance }: Scene<string>,
  observation: Observing,
  { targets, change, instance }: Pick<ObserveCase, 'targets' | 'change'> & { readonly instance: string },
): Promise<boolean> {
  const pmin = seconds(targets[0]!.pmin)
  const series = observation.during(4 * pmin + tolerance)
  for (let count = 1; count <= 3 * pmin * changesPerSecond && client.canChange(); count++) {
    await client.changes(`${instance}${change.below}`, change.value(count))
    await pause(waits.betweenQuickChanges)
  }
  if (!client.canChange() && !(await changes(series))) return false
  await client.must('G', series, noSoonerThanPmin(pmin, tolerance))
  return true
}
