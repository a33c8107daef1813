import { testCase } from '#testcase'
import { C3 } from '../configurations/c3.ts'
import { waits } from '../waits.ts'

export default testCase({
  purposeId: 'TP/REG/DISABLE/BV-01',
  title: 'Disable amid an Update',
  purpose: 'A Client that is disabled while its Update is not answered yet comes back like any other.',
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 Appendix E.2' }],
  judges: ['client'],
  selection: { client: ['RES.1.4', 'RES.1.5'] },
  dependsOn: [101, 103, 104],
  configuration: C3,
  impact: 'settings',
  steps: [
    'The Server writes a short Disable Timeout and executes the Update Trigger.',
    'It answers the Update 5 s later, and executes Disable meanwhile.',
    'The Client registers again when the timeout has passed.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'registers again after the Disable Timeout',
      clause: 'Core 1.1.1 Appendix E.2 resource 5',
    },
  },
  async body({ client, server, seconds, pause, cannotJudge }) {
    await client.isRegistered()
    const [timeout, late] = [seconds(waits.disableTimeout), seconds(waits.lateAnswer)]
    const one = await client.serverInstance()
    const { code: set } = await server.writes(`${one}/5`, timeout).answered.happens()
    if (set !== '2.04')
      cannotJudge(`its Disable Timeout cannot be set (${set}), and it might stay away for a day`)
    const { nodes } = await server.reads(`${one}/5`).answered.happens()
    if (Number(nodes[0]?.value?.value) !== timeout)
      cannotJudge('it says that it took a Disable Timeout, and holds another; it might stay away for a day')
    server.answersUpdatesLate(late)
    const trigger = server.executes(`${one}/8`)
    await trigger.answered.happens()
    await pause(waits.updateUnderWay)
    const disable = server.executes(`${one}/4`)
    const { code: disabled } = await disable.answered.happens()
    if (disabled !== '2.04') cannotJudge(`it is not disabled while its Update is under way: ${disabled}`)
    const back = client.registers().after(disable.sent)
    await client.must('A', back.within(late + timeout + seconds(waits.returnAfterDisable)).sent)
  },
})
