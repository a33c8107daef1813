import { code, format, has, holds, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

const mandatory = ['/3/0/0', '/3/0/1', '/3/0/2', '/3/0/3', '/3/0/11', '/3/0/16']

export default testCase({
  number: 203,
  title: 'Querying basic information in TLV format',
  purpose: 'An object instance is read as TLV.',
  area: 'Device management',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.1' }, { clause: 'Core 1.1.1 §7.4.3' }],
  judges: ['client'],
  selection: { client: ['FMT.tlv', 'RES.3.0', 'RES.3.1', 'RES.3.2', 'RES.3.3'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: ['The Server reads /3/0 as TLV.', 'The Client answers with resources 0, 1, 2, 3, 11 and 16.'],
  criteria: {
    A: { judged: 'client', text: 'answers 2.05', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'answers in well-formed TLV', clause: 'Core 1.1.1 §7.4.3' },
    C: { judged: 'client', text: 'gives all six resources', clause: 'Core 1.1.1 §6.3.1' },
    D: { judged: 'client', text: 'gives the values it holds', clause: 'Core 1.1.1 §6.3.1' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const values = await client.valuesOf('/3/0/0', '/3/0/1', '/3/0/2', '/3/0/3', '/3/0/16')
    const read = server.reads('/3/0', { format: 'tlv' })
    await client.must('A', read.answered, code('2.05'))
    await client.must('B', read.answered, format('tlv'))
    await client.must('C', read.answered, has(...mandatory))
    await client.must('D', read.answered, holds(values))
  },
})
