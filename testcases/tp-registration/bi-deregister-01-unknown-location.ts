import { code, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

export default testCase({
  purposeId: 'TP/REG/DEREGISTER/BI-01',
  title: 'A De-register of nobody',
  purpose:
    'A De-register for a location that was never given is refused, and takes nobody’s registration away.',
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Transport 1.1.1 §6.7' }, { clause: 'Core 1.1.1 §6.2.3' }],
  judges: ['server'],
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Client is registered.',
    'It sends De-register for another location, then an Update for its own.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'answers 4.04 to a De-register of a location it never gave',
      clause: 'Transport 1.1.1 §6.7',
    },
    B: { judged: 'server', text: 'keeps the registration of the Client', clause: 'Core 1.1.1 §6.2.3' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const { answered } = client.deregisters(['rd', 'nobody-registered-here'])
    await server.must('A', answered, code('4.04'))
    await server.must('B', client.updates().answered, code('2.04'))
  },
})
