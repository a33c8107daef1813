import { code, testCase } from '#testcase'
import { C1Send } from '../configurations/c1-send.ts'
import { sending } from './send-case.ts'

export default testCase({
  ...sending,
  purposeId: 'TP/REP/SEND/BI-01',
  title: 'Send of an object that was not registered',
  purpose: 'A Server refuses values of objects that it knows nothing of.',
  steps: ['The Client sends a value of /5/0, which it did not register, and then one of /3/0.'],
  criteria: {
    A: {
      judged: 'server',
      text: 'refuses values of an object that was not registered with 4.04',
      clause: 'Transport 1.1.1 §6.7',
    },
    B: { judged: 'server', text: 'takes values of one that was', clause: 'Transport 1.1.1 §6.7' },
  },
  configuration: C1Send,
  async body({ client, server }) {
    await client.isRegistered()
    const stray = client.sends([], { values: { '/5/0/3': 0 } })
    await server.must('A', stray.answered, code('4.04'))
    await server.must('B', client.sends(['/3/0']).answered, code('2.04'))
  },
})
