import { code, format, has, holds, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

export default testCase({
  number: 201,
  title: 'Querying basic information in Plain Text format',
  purpose: 'Single resources are read as text.',
  area: 'Device management',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.1' }, { clause: 'Core 1.1.1 §7.4.1' }],
  judges: ['client'],
  selection: { client: ['FMT.text', 'RES.3.0', 'RES.3.1', 'RES.3.2'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: ['The Server reads /3/0/0, /3/0/1 and /3/0/2 as text.', 'The Client answers each with its value.'],
  criteria: {
    A: { judged: 'client', text: 'answers 2.05 for each resource', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'answers in text/plain', clause: 'RFC 7252 §5.10.4' },
    C: { judged: 'client', text: 'gives the values it holds', clause: 'Core 1.1.1 §6.3.1' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    for (const path of ['/3/0/0', '/3/0/1', '/3/0/2']) {
      const value = await client.valueOf(path)
      const read = server.reads(path, { format: 'text' })
      await client.must('A', read.answered, code('2.05'))
      await client.must('B', read.answered, format('text'))
      await client.must('C', read.answered, value === undefined ? has(path) : holds({ [path]: value }))
    }
  },
})
