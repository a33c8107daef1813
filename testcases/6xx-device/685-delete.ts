import { code, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { onlyInstance } from '../tp-objects/single-case.ts'

export default testCase({
  number: 685,
  title: 'Device Object: delete object instance',
  purpose: 'The instance of the Device cannot be deleted.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.7' }],
  judges: ['client'],
  dependsOn: [101],
  configuration: C1,
  impact: 'settings',
  steps: ['The Server deletes /3/0, and discovers /3.'],
  criteria: {
    A: { judged: 'client', text: 'refuses the Delete with 4.05', clause: 'Core 1.1.1 §6.3.7' },
    B: { judged: 'client', text: 'has the instance still', clause: 'Core 1.1.1 §6.3.7' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    await client.must('A', server.deletes('/3/0').answered, code('4.05'))
    await client.must('B', server.discovers('/3').answered, code('2.05'), onlyInstance('/3/0'))
  },
})
