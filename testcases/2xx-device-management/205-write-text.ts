import { code, holds, testCase } from '#testcase'
import { C3 } from '../configurations/c3.ts'

export default testCase({
  number: 205,
  title: 'Setting basic information in Plain Text format',
  purpose: 'Single resources are written as text.',
  area: 'Device management',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.3' }, { clause: 'Core 1.1.1 §7.4.1' }],
  judges: ['client'],
  selection: { client: ['FMT.text', 'RES.1.2', 'RES.1.3', 'RES.1.5'] },
  dependsOn: [101],
  configuration: C3,
  impact: 'settings',
  steps: [
    'The Server writes 101, 1010 and 2000 to /1/0/2, /1/0/3 and /1/0/5 as text.',
    'It reads /1/0 and finds them.',
    'It writes the old values back.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers each Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'holds the new values', clause: 'Core 1.1.1 §6.3.3' },
    C: { judged: 'client', text: 'takes the old values back', clause: 'Core 1.1.1 §6.3.3' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const one = await client.serverInstance()
    const values = { [`${one}/2`]: 101, [`${one}/3`]: 1010, [`${one}/5`]: 2000 }
    const before = await client.saves(one, 2, 3, 5)
    for (const [path, value] of Object.entries(values)) {
      await client.must('A', server.writes(path, value, { format: 'text' }).answered, code('2.04'))
    }
    await client.must('B', server.reads(one).answered, code('2.05'), holds(values))
    for (const [path, value] of Object.entries(before)) {
      await server.writes(path, value, { format: 'text', keep: true }).answered.happens()
    }
    await client.must('C', server.reads(one).answered, code('2.05'), holds(before))
  },
})
