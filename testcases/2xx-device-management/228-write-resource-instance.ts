import { code, holds, type Plain, testCase } from '#testcase'
import { identities } from '../16xx-portfolio/identities.ts'
import { C1Portfolio } from '../configurations/c1-portfolio.ts'

export default testCase({
  number: 228,
  title: 'Write on Resource Instance',
  purpose: 'One instance of a multiple resource is written, the others stay.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.3' }, { clause: 'Transport 1.1.1 Table 6.4.4-1' }],
  judges: ['client'],
  selection: { client: ['OBJ.16'] },
  dependsOn: [101],
  configuration: C1Portfolio,
  impact: 'settings',
  steps: ['The Server PUTs "test" to an identity of the Portfolio, as text.', 'It reads all identities.'],
  criteria: {
    A: { judged: 'client', text: 'answers the Write with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'holds the new value', clause: 'Core 1.1.1 §6.3.3' },
    C: { judged: 'client', text: 'holds the other instances as they were', clause: 'Core 1.1.1 §6.3.3' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const [path = '', ...others] = await identities(scene)
    const before: { readonly [path: string]: Plain } = await client.valuesOf(...others)
    await client.must('A', server.writes(path, 'test', { format: 'text' }).answered, code('2.04'))
    await client.must('B', server.reads(path).answered, code('2.05'), holds({ [path]: 'test' }))
    const resource = path.split('/').slice(0, 4).join('/')
    await client.must('C', server.reads(resource).answered, code('2.05'), holds(before))
  },
})
