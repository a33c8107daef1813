import type { Transport } from '#coap'
import type { ChairName } from '#record'
import { impacts, type TestCase } from '#testcase'
import type { VerbName } from '#upper-tester'
import type { CaseResult, Obstacle } from './case.ts'
import type { RunOptions } from './options.ts'

/** The cases of a run that can judge one of these chairs, mildest first, so that nothing is rebooted too early. */
export function planOf(cases: readonly TestCase[], iut: readonly ChairName[]): TestCase[] {
  return cases
    .filter(({ judges }) => judges.some((chair) => iut.includes(chair)))
    .toSorted(
      (a, b) => rank(a) - rank(b) || (a.number ?? 9999) - (b.number ?? 9999) || a.id.localeCompare(b.id),
    )
}

/** Cases that close a session, when all messages were sent: what was misshapen, and whether the IUT is still there. */
export function closes({ id }: TestCase): boolean {
  return id.startsWith('TP/COAP/FORM/') || id.startsWith('TP/COAP/ALIVE/')
}

/** Registration first, since all rests on it; bootstrap and reboot last, since they take it away. */
function rank(testCase: TestCase): number {
  const { number, impact, comesFirst } = testCase
  if (comesFirst) return -2
  if (number === 101) return -1
  if (closes(testCase)) return impacts.length
  return impacts.indexOf(impact) <= impacts.indexOf('settings') ? 0 : impacts.indexOf(impact)
}

/** Why a case has no place in a run over this transport and channel; undefined when it has. */
export function outOfPlace(
  { transport, channel }: TestCase,
  run: { readonly transport: Transport; readonly channel: string },
): Obstacle {
  const missing =
    transport !== undefined && transport.only !== run.transport
      ? `${transport.why}; it needs --transport ${transport.only}`
      : channel !== undefined && ![channel.only].flat().some((only) => run.channel.split('+').includes(only))
        ? `${channel.why}; it needs --channel ${[channel.only].flat().join(' or ')}`
        : undefined
  return missing === undefined
    ? undefined
    : { verdict: 'NOT APPLICABLE', outcome: 'not-selected', reason: missing }
}

/** Why a case cannot run on this IUT, as far as it is known beforehand. */
export function obstacle(
  testCase: TestCase,
  options: Pick<RunOptions, 'allow'>,
  iut: readonly ChairName[],
  canBeTold: (verb: VerbName) => boolean,
  done: ReadonlyMap<string, CaseResult>,
): Obstacle {
  const { impact, stimuli, dependsOn } = testCase
  // Where no Client is judged, the device that is rebooted or provisioned is ours.
  const onDevice = iut.includes('client') && impacts.indexOf(impact) > impacts.indexOf('settings')
  if (onDevice && !options.allow.includes(impact)) {
    return { verdict: 'INCONCLUSIVE', outcome: 'could-not-run', reason: `it needs --allow ${impact}` }
  }
  for (const chair of iut) {
    const missing = stimuli?.[chair]?.find((verb) => !canBeTold(verb))
    if (missing !== undefined) {
      return {
        verdict: 'INCONCLUSIVE',
        outcome: 'could-not-run',
        reason: `no stimulus: no upper tester can make the ${chair} ${missing}`,
      }
    }
  }
  const broken = dependsOn
    ?.map((reference) => (typeof reference === 'number' ? `int-${reference}` : reference))
    .find((reference) => isBroken(reference, done))
  if (broken !== undefined)
    return { verdict: 'INCONCLUSIVE', outcome: 'could-not-run', reason: `depends on ${broken}` }
  return undefined
}

/** Whether a case failed, or a criterion of it: `int-301 D`. */
function isBroken(reference: string, done: ReadonlyMap<string, CaseResult>): boolean {
  const [id = '', letter] = reference.split(' ')
  const result = done.get(id)
  if (result?.verdict !== 'FAIL') return false
  return (
    letter === undefined ||
    result.failed === undefined ||
    result.failed.length === 0 ||
    result.failed.includes(letter)
  )
}
