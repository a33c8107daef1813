import type { Check, CriterionDefinition, Moment, Scene, TestCase } from '#testcase'

/** One rule, to which Client and Server are held alike. */
export type Rule = Pick<CriterionDefinition, 'text' | 'clause' | 'level'>

/** Judges a rule by its place in the list, for whoever is under test. */
export type MustByRule = <T>(rule: number, moment: Moment<T>, ...checks: readonly Check<T>[]) => Promise<T>

type Chair = 'client' | 'server'

const letters = 'ABCDEFGHIJ'

function letterOf(rule: number, chair: Chair): string {
  return letters[2 * rule + (chair === 'client' ? 0 : 1)]!
}

/** What a purpose on such rules says of itself: rule 0 is A for a Client and B for a Server, and so on. */
export function heldAlike(rules: readonly Rule[]): Pick<TestCase, 'reference' | 'judges' | 'criteria'> {
  return {
    reference: [...new Set(rules.map(({ clause }) => clause))].map((clause) => ({ clause })),
    judges: ['client', 'server'],
    criteria: Object.fromEntries(
      rules.flatMap((rule, index) =>
        (['client', 'server'] as const).map((judged) => [letterOf(index, judged), { judged, ...rule }]),
      ),
    ),
  }
}

/** How the body of such a case judges. */
export function mustByRule(scene: Scene<string>): MustByRule {
  const chair = scene.iut.includes('client') ? 'client' : 'server'
  return (rule, moment, ...checks) => scene[chair].must(letterOf(rule, chair), moment, ...checks)
}
