import { testCase } from '#testcase'
import { atLeast, noLaterThanPmax, silent } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { attached, attaches, never, reporting, subject } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/LEVEL/BV-01',
  title: 'Attributes of object, instance and resource',
  purpose:
    'An observed resource takes its attributes from the closest level that has them, until they are unset.',
  steps: [
    'The Server attaches pmax=86400 to an object, pmax=5 to its instance, and observes an integer of it: it is reported every 5 s.',
    'It unsets pmax of the instance: the integer is reported no more.',
    'It attaches pmax=5 to the integer: it is reported every 5 s again.',
  ],
  criteria: {
    A: attached,
    B: {
      judged: 'client',
      text: 'reports by the pmax of the instance, which is closer than the object',
      clause: 'Core 1.1.1 §5.1.1',
    },
    C: { judged: 'client', text: 'reports by a pmax no more that was unset', clause: 'Core 1.1.1 §5.1.2' },
    D: {
      judged: 'client',
      text: 'reports by the pmax of the resource, which is closer than the object',
      clause: 'Core 1.1.1 §5.1.1',
    },
  },
  async body(scene) {
    const { client, server, seconds, tolerance } = scene
    const { instance, path } = await subject(scene)
    const pmax = seconds(waits.ownPmax)
    const span = 3 * pmax + tolerance
    const inTime = [atLeast(2), noLaterThanPmax(pmax, tolerance)]
    await attaches(scene, 'A', '/3442', { pmin: 0, pmax: never })
    await attaches(scene, 'A', instance, { pmax })
    const observation = server.observes(path)
    await observation.answered.happens()
    await client.must('B', observation.during(span), ...inTime)
    await attaches(scene, 'A', instance, { pmax: null })
    await client.must('C', observation.during(span), silent)
    await attaches(scene, 'A', path, { pmax })
    await client.must('D', observation.during(span), ...inTime)
  },
})
