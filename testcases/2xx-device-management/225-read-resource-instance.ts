import { code, has, only, testCase, wellFormed } from '#testcase'
import { C1 } from '../configurations/c1.ts'

export default testCase({
  number: 225,
  title: 'Read on Resource Instance',
  purpose: 'One instance of a multiple resource is read.',
  area: 'Device management',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.3.1' }],
  judges: ['client'],
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: ['The Server reads /3/0/11 to learn its instances.', 'It reads the first of them.'],
  criteria: {
    A: { judged: 'client', text: 'answers 2.05 with a well-formed payload', clause: 'Core 1.1.1 §6.3.1' },
    B: { judged: 'client', text: 'gives that instance and nothing else', clause: 'Core 1.1.1 §6.3.1' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const errors = await server.reads('/3/0/11').answered.happens()
    const instance = errors.nodes.find(({ path }) => path.length === 4)?.path[3] ?? 0
    const path = `/3/0/11/${instance}`
    const read = server.reads(path)
    await client.must('A', read.answered, code('2.05'), wellFormed)
    await client.must('B', read.answered, has(path), only(path))
  },
})
