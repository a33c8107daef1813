import { code, testCase } from '#testcase'
import { noObserve } from '../3xx-reporting/observed.ts'
import { none } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { reporting, subject } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/TARGET/BI-01',
  title: 'Observation of an executable resource',
  purpose: 'What cannot be read cannot be observed, and no observation of it is kept.',
  steps: [
    'The Server attaches pmax=5 to the instance of the test object and observes an executable of it: that is refused with 4.05, without an Observe option.',
    'Nothing is reported.',
  ],
  criteria: {
    A: { judged: 'client', text: 'refuses the Observe with 4.05', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'has no Observe option in the refusal', clause: 'RFC 7641 §4.2' },
    C: { judged: 'client', text: 'reports nothing', clause: 'RFC 7641 §4.1' },
  },
  async body(scene) {
    const { client, server, seconds, tolerance } = scene
    const { instance } = await subject(scene)
    const pmax = seconds(waits.ownPmax)
    await server.setsAttributes(instance, { pmin: 0, pmax }).answered.happens()
    const observation = server.observes(`${instance}/0`)
    await client.must('A', observation.answered, code('4.05'))
    await client.must('B', observation.answered, noObserve)
    await client.must('C', observation.during(2 * pmax + tolerance), none)
  },
})
