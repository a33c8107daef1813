import type { CriterionDefinition, TestCase } from '#testcase'

/** Criteria as a case on SGP.32 writes them: who is judged is the same for all. */
export type Criteria<Letter extends string> = {
  readonly [letter in Letter]: Omit<CriterionDefinition, 'judged'>
}

/** The criteria, each about this chair. */
export function judgedOn<Letter extends string>(
  judged: CriterionDefinition['judged'],
  criteria: Criteria<Letter>,
): { readonly [letter in Letter]: CriterionDefinition } {
  const all = Object.entries<Omit<CriterionDefinition, 'judged'>>(criteria)
  return Object.fromEntries(all.map(([letter, criterion]) => [letter, { ...criterion, judged }])) as {
    [letter in Letter]: CriterionDefinition
  }
}

/** What a case rests on: the mailbox, and SGP.33 where that has the purpose. @param sgp33 its public ids */
export function referenceOf(sgp33: string | undefined): TestCase['reference'] {
  return [{ clause: 'Object 3443 1.0' }, ...(sgp33 === undefined ? [] : [{ clause: `SGP.33 ${sgp33}` }])]
}
