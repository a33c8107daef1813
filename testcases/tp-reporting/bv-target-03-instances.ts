import { has, lacks, testCase } from '#testcase'
import { reportThat } from '../3xx-reporting/composite.ts'
import { areThere, identitiesOf, twoInstances } from '../3xx-reporting/portfolio.ts'
import { instanceFormat } from '../formats.ts'
import { waits } from '../waits.ts'
import { never, reporting } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/TARGET/BV-03',
  title: 'Instances that come and go below an observed object',
  purpose: 'An observed object is reported when an instance of it is created or deleted.',
  selection: { client: ['OBJ.16'] },
  dependsOn: [...reporting.dependsOn, 1630, 1635, 'TP/REP/TARGET/BV-02'],
  steps: [
    'The Server creates an instance of the Portfolio and observes the object.',
    'It creates another: that is reported. It deletes it: that is reported, too.',
  ],
  criteria: {
    A: { judged: 'client', text: 'reports the created instance', clause: 'Core 1.1.1 §6.4.1' },
    B: {
      judged: 'client',
      text: 'reports the object without the deleted instance',
      clause: 'Core 1.1.1 §6.4.1',
    },
  },
  async body(scene) {
    const { client, server, seconds, cannotJudge } = scene
    await client.isRegistered()
    const [first, second] = twoInstances
    const format = await instanceFormat(scene)
    await server.creates('/16', identitiesOf(first), format).answered.happens()
    await areThere(scene, first)
    await server.setsAttributes('/16', { pmin: 0, pmax: never }).answered.happens()
    const observation = server.observes('/16')
    await observation.answered.happens()
    const { code } = await server.creates('/16', identitiesOf(second), format).answered.happens()
    // A device may have room for no more; where it says that there is one, it is to report it.
    if (code !== '2.01') cannotJudge(`${second} cannot be created: ${code}`)
    const created = reportThat(observation, has(first, second), seconds(waits.conditionMet))
    await client.must('A', created, has(first, second))
    await areThere(scene, ...twoInstances)
    await server.deletes(second).answered.happens()
    await areThere(scene, first)
    const deleted = reportThat(observation, lacks(second), seconds(waits.conditionMet))
    await client.must('B', deleted, has(first), lacks(second))
  },
})
