import { holds, testCase } from '#testcase'
import { reportThat } from '../3xx-reporting/composite.ts'
import { insidePmin, noSoonerThanPmin } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { attached, attaches, noDefaultPmax, reporting, seriesOf, subject } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/PERIOD/BV-01',
  title: 'Minimum Period (pmin) alone',
  purpose: 'pmin holds without a pmax beside it, and what changes inside it is reported when it ends.',
  steps: [
    'The Server attaches pmin=6 alone to an integer and observes it.',
    'It writes 21, 22 and so on, each as soon as the one before is reported, until two gaps between reports tell.',
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
    const { client, server, seconds, jitter } = scene
    const { path, becomes } = await subject(scene)
    const pmin = seconds(waits.ownPmin)
    await noDefaultPmax(scene)
    await attaches(scene, 'A', path, { pmin })
    const observation = server.observes(path)
    await observation.answered.happens()
    const reports = await insidePmin(scene, pmin, async (turn) => {
      const { at } = await becomes(20 + turn)
      const changed = holds({ [path]: 20 + turn })
      return { at, report: await client.must('C', reportThat(observation, changed, pmin), changed) }
    })
    await client.must('B', seriesOf(observation.answered, reports), noSoonerThanPmin(pmin, jitter))
  },
})
