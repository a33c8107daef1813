import { code, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { waits } from '../waits.ts'

export default testCase({
  purposeId: 'TP/REG/EXPIRY/BV-01',
  title: 'A registration that is never renewed',
  purpose: 'The lifetime of a Register runs without any Update having started it.',
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.1' }],
  judges: ['server'],
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Client registers with a lifetime of 20 s and falls silent.',
    'When the lifetime is over, it sends an Update.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'has dropped the registration: answers the Update with 4.04',
      clause: 'Core 1.1.1 §6.2.1',
    },
  },
  async body({ client, server, seconds, pause, tolerance, cannotJudge }) {
    const { answered } = client.registers({ lifetime: seconds(waits.shortLifetime) })
    const { code: taken } = await answered.happens()
    if (taken !== '2.01') cannotJudge(`the Server did not take our Client in: ${taken}`)
    await pause(waits.shortLifetime)
    await pause(waits.expiryMargin, tolerance)
    await server.must('A', client.updates().answered, code('4.04'))
  },
})
