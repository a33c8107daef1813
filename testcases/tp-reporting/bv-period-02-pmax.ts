import { testCase } from '#testcase'
import { atLeast, noLaterThanPmax } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { attached, attaches, reporting, subject } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/PERIOD/BV-02',
  title: 'Maximum Period (pmax) alone',
  purpose: 'pmax holds without a pmin beside it.',
  steps: ['The Server attaches pmax=5 alone to an integer and observes it: it is reported every 5 s.'],
  criteria: {
    A: attached,
    B: { judged: 'client', text: 'reports when pmax ends', clause: 'Core 1.1.1 §5.1.2' },
  },
  async body(scene) {
    const { client, server, seconds, tolerance } = scene
    const { path } = await subject(scene)
    // A default Minimum Period that is longer would do away with it (Core 1.1.1 §5.1.2).
    const { nodes } = await server.reads(`${await client.serverInstance()}/2`).answered.happens()
    const pmax = Math.max(seconds(waits.ownPmax), Number(nodes[0]?.value?.value ?? 0) + 1)
    await attaches(scene, 'A', path, { pmax })
    const observation = server.observes(path)
    await observation.answered.happens()
    await client.must(
      'B',
      observation.during(3 * pmax + tolerance),
      atLeast(2),
      noLaterThanPmax(pmax, tolerance),
    )
  },
})
