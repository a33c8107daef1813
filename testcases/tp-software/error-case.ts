import { type CriterionDefinition, type PackageSample, type TestCase, testCase } from '#testcase'
import { endsIn, passesWith, resultsIn } from '../7xx-firmware/standing.ts'
import { fromInitial, ofSoftware, ruleOn, settled, softwareSample, steps } from './software.ts'

/** What is judged of every delivery of software that comes to nothing. */
export function refusedSoftware(result: number): Readonly<Record<'A' | 'B' | 'C', CriterionDefinition>> {
  return {
    A: ruleOn(7, 'passes no Update State but Download Started and Downloaded'),
    B: ruleOn(9, `says why: Update Result ${result}`),
    C: ruleOn(7, 'is in its beginning again (Update State 0)'),
  }
}

/** The checks that go with them. */
export const refusedChecks = (result: number) => ({
  A: passesWith([0, 1], steps.initial, steps.started, steps.downloaded),
  B: resultsIn(result),
  C: endsIn(steps.initial),
})

/** The package of an error is delivered, and refused for the right reason. */
export function softwareError(number: string, sample: PackageSample, result: number, what: string): TestCase {
  return testCase({
    ...ofSoftware(),
    purposeId: `TP/SWM/RESULT/BV-${number}`,
    title: `Software: ${what}`,
    purpose: `A package is refused for the right reason: ${what}.`,
    steps: [
      `The Server delivers the package that the IXIT names software.${sample}, and follows Update State and Update Result.`,
    ],
    criteria: refusedSoftware(result),
    async body(scene) {
      const { client } = scene
      softwareSample(scene, sample)
      const software = await fromInitial(scene)
      await software.delivers(sample)
      const walk = software.follows(settled)
      const checks = refusedChecks(result)
      await client.must('A', walk, checks.A)
      await client.must('B', walk, checks.B)
      await client.must('C', walk, checks.C)
    },
  })
}
