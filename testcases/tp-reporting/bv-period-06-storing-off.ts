import { testCase } from '#testcase'
import { atLeast, noLaterThanPmax } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { reporting, subject } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/PERIOD/BV-06',
  title: 'Maximum Period (pmax) while Notification Storing is off',
  purpose: 'Notification Storing is about a Server that cannot be reached; pmax holds without it.',
  reference: [{ clause: 'Core 1.1.1 §5.1.2' }, { clause: 'Core 1.1.1 Appendix E.2' }],
  steps: [
    'The Server turns Notification Storing off (/1/x/6), attaches pmin=0 and pmax=5 to an integer and observes it.',
    'It is reported every 5 s.',
  ],
  criteria: {
    A: { judged: 'client', text: 'reports when pmax ends', clause: 'Core 1.1.1 §5.1.2' },
  },
  async body(scene) {
    const { client, server, seconds, tolerance, cannotJudge } = scene
    const { path } = await subject(scene)
    const storing = `${await client.serverInstance()}/6`
    const { code } = await server.writes(storing, false).answered.happens()
    if (code !== '2.04') cannotJudge(`${storing} cannot be written: ${code}`)
    const pmax = seconds(waits.ownPmax)
    await server.setsAttributes(path, { pmin: 0, pmax }).answered.happens()
    const observation = server.observes(path)
    await observation.answered.happens()
    const series = observation.during(3 * pmax + tolerance)
    await client.must('A', series, atLeast(2), noLaterThanPmax(pmax, tolerance))
  },
})
