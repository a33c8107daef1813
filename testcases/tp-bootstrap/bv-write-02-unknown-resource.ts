import { accountPaths, code, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'
import { withUnknown } from './unknown-resource.ts'

export default testCase({
  purposeId: 'TP/BS/WRITE/BV-02',
  title: 'Bootstrap-Write with an unknown resource',
  purpose: 'A Client takes what it knows of a Bootstrap-Write and leaves the rest.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.5' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [0, 4],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request.',
    'The Bootstrap-Server writes a Server instance in which there is a resource 30000, too.',
    'It finishes; the Client registers.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers the Bootstrap-Write with an unknown resource with 2.04',
      clause: 'Core 1.1.1 §6.1.7.5',
    },
    B: {
      judged: 'client',
      text: 'registers with the account of that Write',
      clause: 'Core 1.1.1 §6.1.7.5',
    },
  },
  async body({ client, bootstrap, cannotJudge }) {
    const asked = client.requestsBootstrap()
    const { query } = await asked.sent.happens()
    const pct = query.find((item) => item.startsWith('pct='))?.slice('pct='.length)
    await asked.answered.happens()
    const account = bootstrap.account()
    const { links: listed } = await bootstrap.discovers('/').answered.happens()
    const { security, server } = accountPaths(listed, account)
    await bootstrap.writes(security, account.security).answered.happens()
    const written = withUnknown(server, String(account.server['7']), pct)
    if (written === undefined) cannotJudge(`the tester has no such Write for pct=${pct}`)
    await client.must('A', bootstrap.writes(server, {}, written).answered, code('2.04'))
    const finish = bootstrap.finishes()
    await finish.answered.happens()
    await client.must('B', client.registers().after(finish.sent).sent)
  },
})
