import { lists, listsNone, testCase } from '#testcase'
import { joinsBoth } from './joins.ts'

export default testCase({
  number: 950,
  title: 'Multi-Servers Registration',
  purpose: 'A Client with accounts for two Servers registers at both.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.2.1' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP', 'SERVERS'] },
  dependsOn: [0, 4, 101],
  impact: 'bootstrap',
  steps: [
    'The Client is bootstrapped with accounts for two Servers.',
    'It registers at the first, and at the second.',
    'It is bootstrapped with the first account alone.',
  ],
  criteria: {
    A: { judged: 'client', text: 'registers at the first Server', clause: 'Core 1.1.1 §6.2.1' },
    B: { judged: 'client', text: 'registers at the second Server', clause: 'Core 1.1.1 §6.2.1' },
    C: {
      judged: 'client',
      text: 'tells each what it has, and neither Security nor OSCORE',
      clause: 'Core 1.1.1 §6.2.1',
    },
  },
  async body(scene) {
    const { client, second } = scene
    await joinsBoth(scene)
    const first = client.registers().sent
    await client.must('A', first)
    const other = second.registers().sent
    await client.must('B', other)
    for (const registered of [first, other])
      await client.must('C', registered, lists('/1', '/3'), listsNone('/0', '/21'))
  },
})
