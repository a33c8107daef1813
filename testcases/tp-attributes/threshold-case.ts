import { testCase } from '#testcase'
import { waits } from '../waits.ts'
import { attached, type ConditionCase, common, numeric, unreported, valued, watched } from './condition.ts'

const thresholds = {
  gt: { name: 'Greater Than', far: 10, near: 15, crossed: 25, beyond: 30 },
  lt: { name: 'Less Than', far: 30, near: 25, crossed: 15, beyond: 10 },
} as const

/** The purpose for gt or lt: a value that goes over the threshold is reported, one that stays on its side is not. */
export function thresholdCase(attribute: keyof typeof thresholds, which: ConditionCase) {
  const { name, far, near, crossed, beyond } = thresholds[attribute]
  return testCase<string>({
    ...common(which),
    title: `${name} (${attribute}) on object ${which.object}`,
    purpose: `A value is reported when it crosses ${attribute}, and not while it stays on one side of it.`,
    steps: [
      `The Server sets an integer and then a float to ${far}, attaches ${attribute}=20 and ${attribute}=20.5, and observes.`,
      `It writes ${near}: nothing is reported. It writes ${crossed}: that is reported. It writes ${beyond}: nothing is reported.`,
    ],
    criteria: {
      A: attached,
      B: {
        judged: 'client',
        text: `reports the value that crosses ${attribute}`,
        clause: 'Core 1.1.1 §5.1.2',
      },
      C: {
        judged: 'client',
        text: `reports no value that stays on one side of ${attribute}`,
        clause: 'Core 1.1.1 §5.1.2',
      },
    },
    async body(scene) {
      const { client, seconds } = scene
      await client.isRegistered()
      for (const { resource, fraction } of numeric) {
        const { observation, becomes, reported } = await watched(scene, which.object, {
          resource,
          start: far,
          attributes: { [attribute]: 20 + fraction },
        })
        const before = observation.during(seconds(waits.conditionNotMet))
        await becomes(near)
        await client.must('C', before, unreported)
        const crossing = reported(crossed, seconds(waits.conditionMet))
        await becomes(crossed)
        await client.must('B', crossing, valued(observation.path, crossed))
        const after = observation.during(seconds(waits.conditionNotMet))
        await becomes(beyond)
        await client.must('C', after, unreported)
      }
    },
  })
}
