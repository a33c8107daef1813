import { code, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

export default testCase({
  purposeId: 'TP/REG/LIST/BV-01',
  title: 'Objects that the Server does not know',
  purpose:
    'A Client with objects or object versions that the Server never heard of is taken in all the same.',
  area: 'Registration',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.1' }],
  judges: ['server'],
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: ['The Client lists /30000/0 and version 9.9 of object 16 beside its own objects.'],
  criteria: {
    A: { judged: 'server', text: 'answers 2.01 Created', clause: 'Core 1.1.1 §6.2.1' },
  },
  async body({ client, server }) {
    const further = ['/30000/0', '/16;ver=9.9']
    await server.must('A', client.registers({}, { further }).answered, code('2.01'))
  },
})
