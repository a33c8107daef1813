import { code, linkAttributes, links, testCase } from '#testcase'
import { waits } from '../waits.ts'
import { joinsBoth } from './joins.ts'

export default testCase({
  number: 951,
  title: 'Multi-Servers and Attributes',
  purpose: 'Notification attributes belong to the Server that attached them.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §5.1.2' }, { clause: 'Core 1.1.1 §6.3.2' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP', 'SERVERS'] },
  dependsOn: [0, 4, 101, 'int-260 A', 950],
  impact: 'bootstrap',
  steps: [
    'The Client is bootstrapped with accounts for two Servers, and registers at both.',
    'The first Server attaches pmin=2 and pmax=10 to /3/0, the second pmin=15 and pmax=50.',
    'Each discovers /3/0.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers each Write-Attributes with 2.04', clause: 'Transport 1.1.1 §6.7' },
    B: {
      judged: 'client',
      text: 'shows the first Server what that attached, and no other',
      clause: 'Core 1.1.1 §6.3.2',
    },
    C: {
      judged: 'client',
      text: 'shows the second Server what that attached, and no other',
      clause: 'Core 1.1.1 §6.3.2',
    },
    D: { judged: 'client', text: 'lists the Device to both', clause: 'Core 1.1.1 §6.3.2' },
  },
  async body(scene) {
    const { client, server, second, seconds } = scene
    await joinsBoth(scene)
    await client.registers().sent.happens()
    await second.registers().sent.happens()
    const ours = { pmin: seconds(waits.firstPmin), pmax: seconds(waits.firstPmax) }
    const theirs = { pmin: seconds(waits.secondPmin), pmax: seconds(waits.secondPmax) }
    await client.must('A', server.setsAttributes('/3/0', ours).answered, code('2.04'))
    await client.must(
      'A',
      second.server.setsAttributes('/3/0', theirs, { keep: true }).answered,
      code('2.04'),
    )
    const first = server.discovers('/3/0')
    const other = second.server.discovers('/3/0')
    await client.must('B', first.answered, code('2.05'), linkAttributes('/3/0', ours))
    await client.must('C', other.answered, code('2.05'), linkAttributes('/3/0', theirs))
    for (const { answered } of [first, other]) await client.must('D', answered, links('/3/0/11', '/3/0/16'))
  },
})
