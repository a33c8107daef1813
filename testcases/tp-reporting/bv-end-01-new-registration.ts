import { testCase } from '#testcase'
import { silent } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { reporting, subject } from './subject.ts'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/END/BV-01',
  title: 'Observations end with a new registration',
  purpose: 'A Client that registers anew knows of no observation any more.',
  reference: [{ clause: 'Core 1.1.1 §6.4.1' }, { clause: 'Transport 1.1.1 §6.4.3' }],
  selection: { client: ['OBJ.3442', 'RES.1.8'] },
  dependsOn: [...reporting.dependsOn, 104, 105],
  steps: [
    'The Server attaches pmax=5 to an integer and observes it.',
    'It forgets the registration and executes the Update trigger: the Update is refused, and the Client registers anew.',
    'Nothing is reported.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'reports nothing that was observed before it registered anew',
      clause: 'Core 1.1.1 §6.4.1',
    },
  },
  async body(scene) {
    const { client, server, seconds, tolerance } = scene
    const { path } = await subject(scene)
    const pmax = seconds(waits.ownPmax)
    await server.setsAttributes(path, { pmin: 0, pmax }).answered.happens()
    const observation = server.observes(path)
    await observation.answered.happens()
    const trigger = server.executes(`${await client.serverInstance()}/8`)
    await trigger.sent.happens()
    await server.forgets()
    await client.registers().sent.happens()
    await client.must('A', observation.during(3 * pmax + tolerance), silent)
  },
})
