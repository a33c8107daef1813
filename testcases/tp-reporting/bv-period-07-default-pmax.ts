import { holds, testCase } from '#testcase'
import { reportThat } from '../3xx-reporting/composite.ts'
import { atLeast, insidePmin, noLaterThanPmax, noSoonerThanPmin } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { noDefaultPmax, reporting, seriesOf, subject } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/PERIOD/BV-07',
  title: 'Default Maximum Period (/1/x/3) and Default Minimum Period (/1/x/2)',
  purpose: 'Where no pmax or pmin is attached, the Default Maximum or Minimum Period of the Server holds.',
  reference: [{ clause: 'Core 1.1.1 §5.1.2' }, { clause: 'Core 1.1.1 Appendix E.2' }],
  selection: { client: ['OBJ.3442', 'RES.1.3'] },
  steps: [
    'The Server writes 5 to the Default Maximum Period, and observes an integer without attributes.',
    'It is reported every 5 s.',
    'The Server takes the Default Maximum Period away, writes 6 to the Default Minimum Period, and observes again.',
    'It writes 21, 22 and so on, each as soon as the one before is reported, until two gaps between reports tell.',
  ],
  criteria: {
    A: {
      judged: 'client',
      // Its definition says what a Client should use.
      level: 'SHOULD',
      text: 'reports when the Default Maximum Period ends',
      clause: 'definition of /1/x/3',
    },
    B: {
      judged: 'client',
      level: 'SHOULD',
      text: 'reports no sooner than the Default Minimum Period',
      clause: 'definition of /1/x/2',
    },
  },
  async body(scene) {
    const { client, server, seconds, tolerance, jitter, supports, cannotJudge } = scene
    const { path, becomes } = await subject(scene)
    const account = await client.serverInstance()
    // A default Minimum Period that is longer would do away with it (Core 1.1.1 §5.1.2).
    const { nodes } = await server.reads(`${account}/2`).answered.happens()
    const pmax = Math.max(seconds(waits.ownPmax), Number(nodes[0]?.value?.value ?? 0) + 1)
    const sets = async (resource: 2 | 3, period: number): Promise<void> => {
      const { code } = await server.writes(`${account}/${resource}`, period).answered.happens()
      if (code !== '2.04') cannotJudge(`${account}/${resource} cannot be written: ${code}`)
    }
    await sets(3, pmax)
    const observation = server.observes(path)
    await observation.answered.happens()
    await client.must(
      'A',
      observation.during(3 * pmax + tolerance),
      atLeast(2),
      noLaterThanPmax(pmax, tolerance),
    )
    if (!(await supports('RES.1.2'))) {
      client.notApplicable('B', 'it has no Default Minimum Period')
      return
    }
    await server.cancels(observation, 'get').answered.happens()
    await noDefaultPmax(scene)
    const pmin = seconds(waits.ownPmin)
    await sets(2, pmin)
    const again = server.observes(path)
    await again.answered.happens()
    const reports = await insidePmin(scene, pmin, async (turn) => {
      const { at } = await becomes(20 + turn)
      return { at, report: await reportThat(again, holds({ [path]: 20 + turn }), pmin).happens() }
    })
    await client.must('B', seriesOf(again.answered, reports), noSoonerThanPmin(pmin, jitter))
  },
})
