import { testCase } from '#testcase'
import { none } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { noDefaultPmax, reporting, subject } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/PERIOD/BV-05',
  title: 'No Maximum Period (pmax) anywhere',
  purpose: 'Without a pmax, a value that stays as it is is not reported again.',
  steps: [
    'The Server takes the Default Maximum Period away and observes an integer without attributes.',
    'It is not reported for 70 s.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'reports no unchanged value without a pmax',
      clause: 'Core 1.1.1 §5.1.2',
    },
  },
  async body(scene) {
    const { client, server, seconds } = scene
    const { path } = await subject(scene)
    await noDefaultPmax(scene)
    const observation = server.observes(path)
    await observation.answered.happens()
    await client.must('A', observation.during(seconds(waits.withoutPmax)), none)
  },
})
