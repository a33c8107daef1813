import { testCase } from '#testcase'
import { waits } from '../waits.ts'
import { attached, type ConditionCase, common, numeric, unreported, valued, watched } from './condition.ts'

/** Written in this order, beginning at 20: far enough from the last report and from the last value, or from neither. */
const course = [
  { to: 23, letter: 'C' },
  { to: 30, letter: 'B' },
  { to: 28, letter: 'C' },
  { to: 20, letter: 'D' },
] as const

/** The purpose for st: a step of at least st is reported, up and down, a smaller one is not. */
export function stepCase(which: ConditionCase) {
  return testCase<string>({
    ...common(which),
    title: `Step (st) on object ${which.object}`,
    purpose:
      'A value is reported when it has changed by st or more, in either direction, and not when by less.',
    steps: [
      'The Server sets an integer and then a float to 20, attaches st=5 and st=5.5, and observes.',
      `It writes ${course.map(({ to }) => to).join(', ')}: only the second and the fourth are reported.`,
      'It writes an integer that is exactly st higher: it is reported.',
    ],
    criteria: {
      A: attached,
      B: { judged: 'client', text: 'reports a step up by more than st', clause: 'Core 1.1.1 §5.1.2' },
      C: { judged: 'client', text: 'reports no step smaller than st', clause: 'Core 1.1.1 §5.1.2' },
      D: { judged: 'client', text: 'reports a step down by more than st', clause: 'Core 1.1.1 §5.1.2' },
      E: { judged: 'client', text: 'reports a step by exactly st', clause: 'Core 1.1.1 §5.1.2' },
    },
    async body(scene) {
      const { client, seconds } = scene
      await client.isRegistered()
      for (const { resource, fraction } of numeric) {
        const step = 5 + fraction
        const { observation, becomes, reported } = await watched(scene, which.object, {
          resource,
          start: 20,
          attributes: { st: step },
        })
        const isReported = async (letter: string, value: number): Promise<void> => {
          const report = reported(value, seconds(waits.conditionMet))
          await becomes(value)
          await client.must(letter, report, valued(observation.path, value))
        }
        for (const { to, letter } of course) {
          if (letter !== 'C') {
            await isReported(letter, to)
            continue
          }
          const series = observation.during(seconds(waits.conditionNotMet))
          await becomes(to)
          await client.must('C', series, unreported)
        }
        // Sums of fractions may be off by a rounding; integers are exact.
        if (fraction === 0) await isReported('E', 20 + step)
      }
    },
  })
}
