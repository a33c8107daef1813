import { type Answer, holds, testCase } from '#testcase'
import { reportThat } from '../3xx-reporting/composite.ts'
import { noSoonerThanPmin } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { attached, attaches, noDefaultPmax, reporting, seriesOf, subject } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/PERIOD/BV-01',
  title: 'Minimum Period (pmin) alone',
  purpose: 'pmin holds without a pmax beside it, and what changes inside it is reported when it ends.',
  steps: [
    'The Server attaches pmin=6 alone to an integer and observes it.',
    'It writes 21, 22 and 23, each as soon as the one before is reported.',
  ],
  criteria: {
    A: attached,
    B: { judged: 'client', text: 'reports no sooner than pmin', clause: 'Core 1.1.1 §5.1.2' },
    C: {
      judged: 'client',
      text: 'reports a change inside pmin when pmin ends',
      clause: 'Core 1.1.1 §5.1.2',
    },
  },
  async body(scene) {
    const { client, server, seconds, tolerance } = scene
    const { path, becomes } = await subject(scene)
    const pmin = seconds(waits.ownPmin)
    await noDefaultPmax(scene)
    await attaches(scene, 'A', path, { pmin })
    const observation = server.observes(path)
    const reports: Answer[] = [await observation.answered.happens()]
    for (const value of [21, 22, 23]) {
      await becomes(value)
      const changed = holds({ [path]: value })
      const report = reportThat(observation, changed, pmin)
      reports.push(await client.must('C', report, changed))
      if (value === 23) await client.must('B', seriesOf(report, reports), noSoonerThanPmin(pmin, tolerance))
    }
  },
})
