import type { ChairName } from '#record'
import { defaultPatience, type Plain, Session } from '#sides'
import type { TestCase } from '#testcase'
import type { UpperTester } from '#upper-tester'
import { type CaseResult, runCase, type Sitting } from './case.ts'
import { labelOf } from './label.ts'
import { obstacle } from './plan.ts'
import { Recorder } from './recorder.ts'
import type { Run } from './run.ts'

/** Opens the books of one IUT. */
export function openSession(
  run: Run,
  endpoint: string,
  upperTester: UpperTester | undefined,
): { session: Session; recorder: Recorder } {
  const { options, environment, facts } = run
  const { ixit } = environment
  const recorder = new Recorder(run.journal, facts.tool.version)
  const session = new Session(
    {
      endpoint,
      clock: environment.network.clock,
      lwm2m: options.lwm2m,
      shapeOf: (versions) => environment.registry.shapeOf(options.lwm2m, versions),
      patience: {
        reaction: options.patience?.reaction ?? ixit.reaction ?? defaultPatience.reaction,
        arrival: options.patience?.arrival ?? ixit.arrival ?? defaultPatience.arrival,
        tolerance: options.patience?.tolerance ?? ixit.tolerance ?? defaultPatience.tolerance,
      },
      upperTester,
      values: new Map(Object.entries(ixit.values).map(([path, value]) => [path, plainValue(value)])),
    },
    recorder,
  )
  return { session, recorder }
}

function plainValue(value: string | number | boolean): Plain {
  return typeof value === 'string' && value.startsWith('0x')
    ? Uint8Array.from(Buffer.from(value.slice(2), 'hex'))
    : value
}

/**
 * Runs the planned cases on one IUT, one after the other.
 * @param more cases that only show when those have run
 */
export async function conductSession(
  run: Run,
  sitting: Sitting,
  plan: readonly TestCase[],
  more: () => readonly TestCase[] = () => [],
): Promise<void> {
  const { environment } = run
  const { session } = sitting
  const done = new Map<string, CaseResult>()
  for (const earlier of environment.earlier ?? []) {
    if (earlier.endpoint !== session.endpoint || !sitting.iut.includes(earlier.chair)) continue
    done.set(earlier.id, earlier)
    run.results.push(earlier)
  }
  await conductPlan(run, sitting, plan, done)
  if (environment.signal?.aborted === true || session.inbox.end === 0) return
  const shown = more()
  if (shown.length > 0) await conductPlan(run, sitting, shown, done)
}

async function conductPlan(
  run: Run,
  sitting: Sitting,
  plan: readonly TestCase[],
  done: Map<string, CaseResult>,
): Promise<void> {
  const { options, environment } = run
  const { session } = sitting
  const planned = plan.filter(({ id }) => !done.has(id))
  const cases = planned.map((testCase) => ({
    id: testCase.id,
    chair: chairOf(testCase, sitting.iut),
    endpoint: session.endpoint,
    label: labelOf(testCase, options.profile),
    title: testCase.title,
  }))
  run.journal.append({ event: 'planned', endpoint: session.endpoint, cases })
  for (const [index, testCase] of planned.entries()) {
    if (environment.signal?.aborted === true) return
    const chair = chairOf(testCase, sitting.iut)
    const canBeTold: Parameters<typeof obstacle>[3] = (verb) => session.upperTester?.can(verb) === true
    const result = await runCase({ ...sitting, chair }, testCase, {
      label: cases[index]!.label,
      errata: environment.errataOf(testCase.id).map(({ judged }) => judged),
      obstacle:
        index > 0 && sitting.iut.includes('client') && session.inbox.end === 0
          ? { verdict: 'INCONCLUSIVE', outcome: 'could-not-run', reason: 'the client never showed up' }
          : obstacle(testCase, options, sitting.iut, canBeTold, done),
    })
    done.set(testCase.id, result)
    run.results.push(result)
  }
}

/** The chair of the IUT that a case judges; on a platform with two, the first it names. */
function chairOf(testCase: TestCase, iut: readonly ChairName[]): ChairName {
  return testCase.judges.find((chair) => iut.includes(chair)) ?? iut[0]!
}
