import { testCase } from '#testcase'
import { insidePmin, noSoonerThanPmin } from '../3xx-reporting/timing.ts'
import { seriesOf } from '../tp-reporting/subject.ts'
import { waits } from '../waits.ts'
import { attached, type ConditionCase, common, unreported, valued, watched } from './condition.ts'

/** The purpose for st with pmin: a step inside pmin is reported when pmin ends, and not lost. */
export function stepPeriodCase(which: ConditionCase) {
  return testCase<string>({
    ...common(which),
    title: `Step (st) with Minimum Period (pmin) on object ${which.object}`,
    purpose: 'A step that comes before pmin has passed is reported when it has; a smaller change is not.',
    steps: [
      'The Server sets an integer to 20, attaches st=5 and pmin=6, and observes.',
      'It writes 30, 40 and so on, each as soon as the one before is reported, until two gaps between reports tell: all are reported, pmin apart.',
      'It writes 2 more than the last: nothing is reported when pmin ends.',
    ],
    criteria: {
      A: attached,
      B: { judged: 'client', text: 'reports a step inside pmin when pmin ends', clause: 'Core 1.1.1 §5.1.2' },
      C: { judged: 'client', text: 'reports steps no sooner than pmin', clause: 'Core 1.1.1 §5.1.2' },
      D: {
        judged: 'client',
        text: 'reports no change smaller than st when pmin ends',
        clause: 'Core 1.1.1 §5.1.2',
      },
    },
    async body(scene) {
      const { client, jitter, seconds, tolerance } = scene
      await client.isRegistered()
      const pmin = seconds(waits.stepPmin)
      const { observation, becomes, reported } = await watched(scene, which.object, {
        resource: 120,
        start: 20,
        attributes: { st: 5, pmin },
      })
      let value = 20
      const reports = await insidePmin(scene, pmin, async () => {
        value += 10
        const report = reported(value, pmin)
        const { at } = await becomes(value)
        return { at, report: await client.must('B', report, valued(observation.path, value)) }
      })
      await client.must('C', seriesOf(observation.answered, reports), noSoonerThanPmin(pmin, jitter))
      const series = observation.during(pmin + tolerance)
      await becomes(value + 2)
      await client.must('D', series, unreported)
    },
  })
}
