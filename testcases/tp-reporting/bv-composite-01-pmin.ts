import { holds, testCase } from '#testcase'
import { compositeHow, reportThat } from '../3xx-reporting/composite.ts'
import { insidePmin, noSoonerThanPmin } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { never, reporting, seriesOf, subject } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/COMPOSITE/BV-01',
  title: 'Several paths, each with a Minimum Period (pmin) of its own',
  purpose:
    'What changes is reported no sooner than its own pmin, whatever the pmin of the paths observed with it.',
  reference: [{ clause: 'Core 1.1.1 §5.1.2' }, { clause: 'Core 1.1.1 §6.4.4' }],
  selection: { client: ['OBJ.3442', 'OBSERVE-COMPOSITE'] },
  dependsOn: [...reporting.dependsOn, 'int-304 D', 'TP/REP/PERIOD/BV-01'],
  steps: [
    'The Server attaches pmin=6 to an integer and pmin=0 to a float, and observes both by one FETCH.',
    'It writes 21, 22 and so on to the integer, each as soon as the one before is reported; the float stays.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'reports no sooner than the pmin of what changed',
      clause: 'Core 1.1.1 §5.1.2',
    },
  },
  async body(scene) {
    const { client, server, seconds, jitter, cannotJudge } = scene
    const { instance, path, becomes } = await subject(scene)
    const other = `${instance}/130`
    const pmin = seconds(waits.ownPmin)
    await server.setsAttributes(path, { pmin, pmax: never }).answered.happens()
    await server.setsAttributes(other, { pmin: 0, pmax: never }).answered.happens()
    const observation = server.observesComposite([path, other], await compositeHow(scene))
    const first = await observation.answered.happens()
    if (first.code !== '2.05' || first.observe === undefined)
      cannotJudge(`${path} and ${other} cannot be observed: ${first.code}`)
    const reports = await insidePmin(scene, pmin, async (turn) => {
      const { at } = await becomes(20 + turn)
      const report = reportThat(observation, holds({ [path]: 20 + turn }), pmin)
      return { at, report: await report.happens() }
    })
    await client.must('A', seriesOf(observation.answered, reports), noSoonerThanPmin(pmin, jitter))
  },
})
