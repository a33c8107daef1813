import { code, linkAttributes, links, request, testCase } from '#testcase'
import { inQuery } from '../3xx-reporting/observed.ts'
import { waits } from '../waits.ts'
import { joinsBoth } from './joins.ts'

export default testCase({
  number: 951,
  title: 'Multi-Servers and Attributes',
  purpose: 'Notification attributes belong to the Server that attached them.',
  area: 'Objects',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §5.1.2' }, { clause: 'Core 1.1.1 §6.3.2' }],
  judges: ['client', 'server'],
  selection: { client: ['BOOTSTRAP', 'SERVERS'] },
  stimuli: { server: ['attributes', 'discover'] },
  dependsOn: [0, 4, 101, 'int-260 A', 950],
  impact: 'bootstrap',
  steps: [
    'Where the Client is judged, it is bootstrapped with accounts for two Servers, and registers at both.',
    'The first Server attaches pmin=2 and pmax=10 to /3/0, the second pmin=15 and pmax=50.',
    'Each discovers /3/0. A Server under test is the first, and told to do its part.',
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
    E: {
      judged: 'server',
      text: 'attaches pmin and pmax by PUT /3/0 with both in the query',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
    F: {
      judged: 'server',
      text: 'discovers by GET /3/0 with Accept 40',
      clause: 'Transport 1.1.1 Table 6.4.4-1',
    },
  },
  async body(scene) {
    const { client, server, iut, seconds } = scene
    const ours = { pmin: seconds(waits.firstPmin), pmax: seconds(waits.firstPmax) }
    if (iut.includes('server')) {
      await client.isRegistered()
      const attach = server.setsAttributes('/3/0', ours)
      await server.must(
        'E',
        attach.sent,
        request('PUT', '/3/0'),
        inQuery(`pmin=${ours.pmin}`, `pmax=${ours.pmax}`),
      )
      await attach.answered.happens()
      await server.must('F', server.discovers('/3/0').sent)
      return
    }
    const { second } = scene
    await joinsBoth(scene)
    await client.registers().sent.happens()
    await second.registers().sent.happens()
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
