import { securityModeOf } from '#dtls'
import { etsProfiles, profilesOf } from '#lwm2m'
import type { ChairName, PlannedCase } from '#record'
import { defaultPatience, type Plain, Session } from '#sides'
import type { TestCase } from '#testcase'
import type { UpperTester } from '#upper-tester'
import { type CaseResult, runCase, type Sitting } from './case.ts'
import { neededFor } from './channel-claims.ts'
import { labelOf } from './label.ts'
import { closes, obstacle, outOfPlace } from './plan.ts'
import { Recorder } from './recorder.ts'
import type { Run } from './run.ts'
import { Silence } from './silence.ts'

/** Opens the books of one IUT. */
export function openSession(
  run: Run,
  endpoint: string,
  upperTester: UpperTester | undefined,
): { session: Session; recorder: Recorder } {
  const { options, environment, facts } = run
  const { ixit } = environment
  const isSecured = securityModeOf(facts.channel) !== undefined
  const recorder = new Recorder(run.journal, facts.tool.version, isSecured)
  const session = new Session(
    {
      endpoint,
      clock: environment.network.clock,
      lwm2m: options.lwm2m,
      transport: facts.transport,
      isSecured,
      shapeOf: (versions) => environment.registry.shapeOf(options.lwm2m, versions),
      patience: {
        reaction: options.patience?.reaction ?? ixit.reaction ?? defaultPatience.reaction,
        arrival: options.patience?.arrival ?? ixit.arrival ?? defaultPatience.arrival,
        tolerance: options.patience?.tolerance ?? ixit.tolerance ?? defaultPatience.tolerance,
      },
      upperTester,
      smartcard: ixit.smartcard,
      profiles: new Map([...etsProfiles, ...profilesOf(ixit.profiles ?? {})]),
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
 * Runs the planned cases on one IUT, one after the other; those that close a session come last.
 * @param more cases that only show when the others have run; it is told whether one of them waited for the Client in vain
 */
export async function conductSession(
  run: Run,
  sitting: Sitting,
  plan: readonly TestCase[],
  more: (isMissed: boolean) => Promise<readonly TestCase[]> = async () => [],
): Promise<void> {
  const { environment, options } = run
  const { session } = sitting
  const done = new Map<string, CaseResult>()
  for (const earlier of environment.earlier ?? []) {
    if (earlier.endpoint !== session.endpoint || !sitting.iut.includes(earlier.chair)) continue
    done.set(earlier.id, earlier)
    run.results.push(earlier)
  }
  const announce = (cases: readonly TestCase[]): void => {
    const planned = cases.map((testCase) => plannedCase(testCase, sitting, options.profile))
    run.journal.append({ event: 'planned', endpoint: session.endpoint, cases: planned })
  }
  const missing = (cases: readonly TestCase[]): TestCase[] => cases.filter(({ id }) => !done.has(id))
  let isAwaited = false
  const silence = new Silence(() => sitting.recorder.isHeard)
  const { passed } = sitting.recorder
  const conduct = async (cases: readonly TestCase[]): Promise<void> => {
    for (const testCase of cases) {
      if (environment.signal?.aborted === true) return
      const absent = isAwaited && sitting.iut.includes('client') && session.inbox.end === 0
      const before = { ...passed }
      const known = absent && testCase.looksBack !== true ? neverShowedUp : (silence.obstacle ?? done)
      const result = await conductCase(run, sitting, testCase, known)
      silence.note(testCase.id, result, { in: passed.in - before.in, out: passed.out - before.out })
      // What does not apply is told without looking for the client.
      isAwaited ||= result.verdict !== 'NOT APPLICABLE'
      done.set(testCase.id, result)
      run.results.push(result)
    }
  }
  const planned = missing(plan)
  if (planned.length > 0) announce(planned)
  // No case may ask for what every case of this run needs, and the ICS may say no to it.
  for (const item of neededFor(run.facts))
    if (environment.ics.items[item] !== undefined) await sitting.claims(item)
  await conduct(planned.filter((testCase) => !closes(testCase)))
  const isMissed = [...done.values()].some(({ outcome }) => outcome === 'out-of-time')
  const shown = environment.signal?.aborted === true ? [] : missing(await more(isMissed))
  if (shown.length > 0) announce(shown)
  await conduct(shown)
  await conduct(planned.filter(closes))
}

const neverShowedUp: CaseResult = {
  verdict: 'INCONCLUSIVE',
  outcome: 'out-of-time',
  reason: 'the client never showed up',
}

/** @param known an obstacle, or the results so far */
async function conductCase(
  { options, environment }: Run,
  sitting: Sitting,
  testCase: TestCase,
  known: CaseResult | ReadonlyMap<string, CaseResult>,
): Promise<CaseResult> {
  const { session, iut } = sitting
  const canBeTold: Parameters<typeof obstacle>[3] = (verb) => session.upperTester?.can(verb) === true
  return runCase({ ...sitting, chair: chairOf(testCase, iut) }, testCase, {
    label: labelOf(testCase, options.profile),
    errata: environment.errataOf(testCase.id).map(({ judged }) => judged),
    obstacle:
      outOfPlace(testCase, { transport: session.transport, channel: sitting.channel }) ??
      ('verdict' in known ? known : obstacle(testCase, options, iut, canBeTold, known)),
  })
}

function plannedCase(testCase: TestCase, { iut, session }: Sitting, profile: string): PlannedCase {
  const { id, title } = testCase
  return {
    id,
    title,
    chair: chairOf(testCase, iut),
    endpoint: session.endpoint,
    label: labelOf(testCase, profile),
  }
}

/** The chair of the IUT that a case judges; on a platform with two, the first it names. */
function chairOf(testCase: TestCase, iut: readonly ChairName[]): ChairName {
  return testCase.judges.find((chair) => iut.includes(chair)) ?? iut[0]!
}
