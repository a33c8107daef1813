import { code, holds, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

export default testCase({
  number: 256,
  title: 'Write Operation Failure',
  purpose: 'A read-only resource refuses a Write and keeps its value.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.3' }],
  judges: ['client'],
  dependsOn: [101],
  configuration: C1,
  impact: 'settings',
  steps: ['The Server writes 123 to /1/0/0.', 'It reads /1/0/0.'],
  criteria: {
    A: { judged: 'client', text: 'answers the Write with 4.05', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'still holds its Short Server ID', clause: 'Core 1.1.1 §6.3.3' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const path = `${await client.serverInstance()}/0`
    const before = await client.valuesOf(path)
    await client.must('A', server.writes(path, 123, { keep: true }).answered, code('4.05'))
    await client.must('B', server.reads(path).answered, code('2.05'), holds(before))
  },
})
