import { type Answer, holds, testCase } from '#testcase'
import { reportThat } from '../3xx-reporting/composite.ts'
import { noSoonerOnTheWhole } from '../3xx-reporting/timing.ts'
import { attachesOptional, never, reporting, seriesOf, subject } from '../tp-reporting/subject.ts'
import { waits } from '../waits.ts'

export default testCase<string>({
  ...reporting,
  selection: { client: [...reporting.selection.client, 'ATTR-EP'] },
  purposeId: 'TP/REP/ATTR/BV-10',
  title: 'Minimum and Maximum Evaluation Period (epmin, epmax)',
  purpose: 'Values are looked at no more often than epmin, and no less often than epmax.',
  steps: [
    'The Server attaches epmin=6 and epmax=10 to an integer and observes it.',
    'It writes 21, 22, 23 and 24, each as soon as the one before is reported: reports of changes are 6 s apart, and none is later than 10 s after its change.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'reports changes no more often than it may look at them',
      clause: 'Core 1.1.1 §5.1.2',
    },
    B: { judged: 'client', text: 'reports a change when epmax ends, or sooner', clause: 'Core 1.1.1 §5.1.2' },
  },
  async body(scene) {
    const { client, server, seconds, tolerance } = scene
    const { path, becomes } = await subject(scene)
    const epmin = seconds(waits.evaluationPeriod)
    const epmax = epmin + 4
    await attachesOptional(scene, path, { pmin: 0, pmax: never, epmin, epmax })
    const observation = server.observes(path)
    await observation.answered.happens()
    const reports: Answer[] = []
    for (const value of [21, 22, 23, 24]) {
      await becomes(value)
      const changed = holds({ [path]: value })
      const report = reportThat(observation, changed, epmax)
      reports.push(await client.must('B', report, changed))
      if (value === 24)
        await client.must('A', seriesOf(report, reports), noSoonerOnTheWhole(epmin, tolerance))
    }
  },
})
