import { code, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

export default testCase({
  number: 221,
  title: 'Attempt to perform operations on Security',
  purpose: 'The Security object is closed to LwM2M Servers.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3' }],
  judges: ['client'],
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: ['The Server reads /0.', 'It writes /0/0/0.', 'It writes attributes to /0.', 'It discovers /0.'],
  criteria: {
    A: { judged: 'client', text: 'answers the Read with 4.01', clause: 'Core 1.1.1 §6.3' },
    B: { judged: 'client', text: 'answers the Write with 4.01', clause: 'Core 1.1.1 §6.3' },
    C: { judged: 'client', text: 'answers the Write-Attributes with 4.01', clause: 'Core 1.1.1 §6.3' },
    D: { judged: 'client', text: 'answers the Discover with 4.01', clause: 'Core 1.1.1 §6.3' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    await client.must('A', server.reads('/0').answered, code('4.01'))
    const write = server.writes('/0/0/0', 'coap://localhost', { format: 'text', keep: true })
    await client.must('B', write.answered, code('4.01'))
    await client.must(
      'C',
      server.setsAttributes('/0', { pmin: 30, pmax: 45 }, { keep: true }).answered,
      code('4.01'),
    )
    await client.must('D', server.discovers('/0').answered, code('4.01'))
  },
})
