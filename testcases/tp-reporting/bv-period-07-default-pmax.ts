import { testCase } from '#testcase'
import { atLeast, noLaterThanPmax } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { reporting, subject } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/PERIOD/BV-07',
  title: 'Default Maximum Period (/1/x/3)',
  purpose: 'Where no pmax is attached, the Default Maximum Period of the Server holds.',
  reference: [{ clause: 'Core 1.1.1 §5.1.2' }, { clause: 'Core 1.1.1 Appendix E.2' }],
  selection: { client: ['OBJ.3442', 'RES.1.3'] },
  steps: [
    'The Server writes 5 to the Default Maximum Period, and observes an integer without attributes.',
    'It is reported every 5 s.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'reports when the Default Maximum Period ends',
      clause: 'Core 1.1.1 §5.1.2',
    },
  },
  async body(scene) {
    const { client, server, seconds, tolerance, cannotJudge } = scene
    const { path } = await subject(scene)
    const account = await client.serverInstance()
    // A default Minimum Period that is longer would do away with it (Core 1.1.1 §5.1.2).
    const { nodes } = await server.reads(`${account}/2`).answered.happens()
    const pmax = Math.max(seconds(waits.ownPmax), Number(nodes[0]?.value?.value ?? 0) + 1)
    const { code } = await server.writes(`${account}/3`, pmax).answered.happens()
    if (code !== '2.04') cannotJudge(`${account}/3 cannot be written: ${code}`)
    const observation = server.observes(path)
    await observation.answered.happens()
    await client.must(
      'A',
      observation.during(3 * pmax + tolerance),
      atLeast(2),
      noLaterThanPmax(pmax, tolerance),
    )
  },
})
