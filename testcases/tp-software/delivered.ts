import type { CriterionDefinition, Moment, Scene } from '#testcase'
import { endsIn, passesWith, resultsIn, type Walk } from '../7xx-firmware/standing.ts'
import { ruleOn, steps } from './software.ts'

/** What is judged of every delivery of software that succeeds. */
export const deliveredCriteria = {
  P: ruleOn(7, 'passes no Update State but Download Started and Downloaded, with Update Result 0 or 1'),
  Q: ruleOn(7, 'has the package at last (Update State 3, Delivered)'),
  R: ruleOn(9, 'says that it is whole (Update Result 3)'),
} as const satisfies { readonly [letter: string]: CriterionDefinition }

/** Judges a delivery by P to R. */
export async function judgesDelivered(
  { client }: Pick<Scene<keyof typeof deliveredCriteria>, 'client'>,
  walk: Moment<Walk>,
): Promise<void> {
  await client.must('P', walk, passesWith([0, 1], steps.initial, steps.started, steps.downloaded))
  await client.must('Q', walk, endsIn(steps.delivered))
  await client.must('R', walk, resultsIn(3))
}
