import type { Parameter, StepResult, TestResult } from 'allure-js-commons'

/** A parameter that carries what Allure's interface for tests cannot say: times of the past, the reason of a skip. */
export const revisionParameter = 'lwm2m-conformance'

/** What a result or step is to say in the place of what Vitest saw. */
export type Revision = Partial<
  Pick<
    TestResult,
    | 'status'
    | 'statusDetails'
    | 'start'
    | 'stop'
    | 'stage'
    | 'fullName'
    | 'titlePath'
    | 'historyId'
    | 'testCaseId'
  >
>

/** Other labels name the machine the report was written on, which is nobody's business. */
const labels: ReadonlySet<string> = new Set([
  ...['epic', 'feature', 'story', 'parentSuite', 'suite'],
  ...['case', 'verdict', 'outcome', 'reason', 'clause'],
])

/** Takes the revisions out of a result and its steps, and carries them out. */
export function revise(result: TestResult): void {
  result.labels = result.labels.filter(({ name }) => labels.has(name))
  reviseOne(result)
  for (const step of result.steps) reviseStep(step)
}

function reviseStep(step: StepResult): void {
  reviseOne(step)
  for (const inner of step.steps) reviseStep(inner)
}

function reviseOne(target: { parameters: Parameter[] }): void {
  const index = target.parameters.findIndex(({ name }) => name === revisionParameter)
  const [found] = index < 0 ? [] : target.parameters.splice(index, 1)
  if (found !== undefined) Object.assign(target, JSON.parse(found.value))
}
