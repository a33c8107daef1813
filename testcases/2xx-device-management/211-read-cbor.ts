import { code, format, has, holds, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

export default testCase({
  number: 211,
  title: 'Querying basic information in CBOR format',
  purpose: 'Single resources are read as CBOR.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.1' }, { clause: 'Core 1.1.1 §7.4' }],
  judges: ['client'],
  selection: { client: ['FMT.cbor'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: ['The Server reads /1/0/0, /1/0/6 and /1/0/7 as CBOR.', 'The Client answers each with its value.'],
  criteria: {
    A: { judged: 'client', text: 'answers 2.05 for each resource', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'answers in well-formed CBOR of the right type', clause: 'Core 1.1.1 §7.4' },
    C: { judged: 'client', text: 'gives the values it holds', clause: 'Core 1.1.1 §6.3.1' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const one = await client.serverInstance()
    for (const path of [`${one}/0`, `${one}/6`, `${one}/7`]) {
      const value = await client.valueOf(path)
      const read = server.reads(path, { format: 'cbor' })
      await client.must('A', read.answered, code('2.05'))
      await client.must('B', read.answered, format('cbor'))
      await client.must('C', read.answered, value === undefined ? has(path) : holds({ [path]: value }))
    }
  },
})
