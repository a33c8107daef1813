import { testCase } from '#testcase'
import { atLeast, noLaterThanPmax } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { attached, attaches, reporting, subject } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/PERIOD/BV-04',
  title: 'Maximum Period (pmax) lowered while observing',
  purpose: 'A shorter pmax takes effect when it is attached, not when the longer one has passed.',
  steps: [
    'The Server attaches pmin=0 and pmax=60 to an integer and observes it.',
    'It attaches pmax=5: the integer is reported every 5 s.',
  ],
  criteria: {
    A: attached,
    B: { judged: 'client', text: 'reports when the new pmax ends', clause: 'Core 1.1.1 §5.1.2' },
  },
  async body(scene) {
    const { client, server, seconds, tolerance } = scene
    const { path } = await subject(scene)
    const pmax = seconds(waits.ownPmax)
    await attaches(scene, 'A', path, { pmin: 0, pmax: seconds(waits.unhurriedPmax) })
    const observation = server.observes(path)
    await observation.answered.happens()
    await attaches(scene, 'A', path, { pmax })
    await client.must(
      'B',
      observation.during(3 * pmax + tolerance),
      atLeast(2),
      noLaterThanPmax(pmax, tolerance),
    )
  },
})
