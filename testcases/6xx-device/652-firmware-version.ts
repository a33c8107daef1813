import { type Body, check, code, has, holds, only, testCase, wellFormed } from '#testcase'
import { C6 } from '../configurations/c6.ts'

const path = '/3/0/3'
const notEmpty = check<Body>('a text that is not empty', ({ nodes }) => {
  const value = nodes[0]?.value?.value
  return typeof value === 'string' && value !== '' ? undefined : String(value)
})

export default testCase({
  number: 652,
  title: 'Device Object: Querying the firmware version from the client',
  purpose: 'The Device tells its firmware version.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 Appendix E.4' }, { clause: 'Core 1.1.1 §6.3.1' }],
  judges: ['client'],
  selection: { client: ['RES.3.3'] },
  dependsOn: [101],
  configuration: C6,
  impact: 'none',
  steps: ['The Server reads /3/0/3 in the format that the Client chooses.'],
  criteria: {
    A: { judged: 'client', text: 'answers the Read with 2.05', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'gives one well-formed text', clause: 'Core 1.1.1 §7.4' },
    C: { judged: 'client', text: 'gives its firmware version', clause: 'Core 1.1.1 Appendix E.4 resource 3' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const version = await client.valuesOf(path)
    const read = server.reads(path)
    await client.must('A', read.answered, code('2.05'))
    await client.must('B', read.answered, wellFormed, has(path), only(path))
    await client.must('C', read.answered, notEmpty, holds(version))
  },
})
