import { code, testCase } from '#testcase'
import { none } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { reporting, subject } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/PERIOD/BV-03',
  title: 'Maximum Period (pmax) below Minimum Period (pmin)',
  purpose: 'A pmax that is shorter than pmin is ignored, or refused.',
  steps: [
    'The Server attaches pmin=15 and pmax=5 to an integer: that is taken, or refused with 4.00.',
    'Where it is taken, the Server observes: nothing is reported when pmax ends.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'takes the attributes (2.04), or refuses them with 4.00',
      clause: 'Core 1.1.1 §5.1.2',
    },
    B: {
      judged: 'client',
      text: 'ignores a pmax that is shorter than pmin',
      clause: 'Core 1.1.1 §5.1.2',
    },
  },
  async body(scene) {
    const { client, server, seconds, cannotJudge } = scene
    const { path } = await subject(scene)
    const [pmin, pmax] = [seconds(waits.longPmin), seconds(waits.ownPmax)]
    const attach = server.setsAttributes(path, { pmin, pmax })
    const answer = await client.must('A', attach.answered, code('2.04', '4.00'))
    if (answer.code === '4.00')
      return client.notApplicable('B', 'the Client refuses such a pmax', answer.frame)
    if (answer.code !== '2.04') cannotJudge(`the attributes are answered ${answer.code}`)
    const observation = server.observes(path)
    await observation.answered.happens()
    await client.must('B', observation.during((pmin + pmax) / 2), none)
  },
})
