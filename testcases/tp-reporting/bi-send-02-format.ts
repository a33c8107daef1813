import { code, testCase } from '#testcase'
import { C1Send } from '../configurations/c1-send.ts'
import { sending } from './send-case.ts'

export default testCase({
  ...sending,
  purposeId: 'TP/REP/SEND/BI-02',
  title: 'Send in a format that is not for it',
  purpose: 'A Server takes values that are sent in SenML, and not in the JSON of LwM2M 1.0.',
  steps: ['The Client sends /3/0 in JSON (11543), and then in SenML JSON.'],
  criteria: {
    A: {
      judged: 'server',
      text: 'refuses the JSON of LwM2M 1.0 with 4.00 or 4.15',
      clause: 'Core 1.1.1 §6.4.6',
    },
    B: { judged: 'server', text: 'takes the same values in SenML', clause: 'Core 1.1.1 §6.4.6' },
  },
  configuration: C1Send,
  async body({ client, server }) {
    await client.isRegistered()
    await server.must('A', client.sends(['/3/0'], { format: 'json' }).answered, code('4.00', '4.15'))
    await server.must('B', client.sends(['/3/0'], { format: 'senml-json' }).answered, code('2.04'))
  },
})
