/** From harmless to worst; a case takes the worst of its criteria. */
export const verdicts = ['NOT APPLICABLE', 'PASS', 'INCONCLUSIVE', 'FAIL', 'ERROR'] as const
export type Verdict = (typeof verdicts)[number]

/** Why a case was judged or not. */
export const outcomes = [
  'run',
  'not-claimed',
  'unanswered',
  'not-selected',
  'could-not-run',
  'out-of-time',
] as const
export type Outcome = (typeof outcomes)[number]

/** How strongly the specification words a rule. */
export type Level = 'MUST' | 'SHOULD' | 'MAY'

/** The worst verdict of a list; NOT APPLICABLE for an empty one. */
export function worst(list: readonly Verdict[]): Verdict {
  return verdicts[Math.max(0, ...list.map((verdict) => verdicts.indexOf(verdict)))]!
}

/** Exit code of a run: tester ERROR 5 > FAIL 1 > ICS/IXIT incomplete 3 > INCONCLUSIVE 4 > conformant 0; nothing judged 4. */
export function exitCode(run: { verdicts: readonly Verdict[]; unanswered: boolean }): number {
  const overall = worst(run.verdicts)
  if (overall === 'ERROR') return 5
  if (overall === 'FAIL') return 1
  if (run.unanswered) return 3
  if (overall === 'INCONCLUSIVE' || overall === 'NOT APPLICABLE') return 4
  return 0
}
