import { accountPaths, code, linkAttributes, lists, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'

export default testCase({
  purposeId: 'TP/BS/WRITE/BV-01',
  title: 'Bootstrap-Write to an instance of its own choice',
  purpose: 'A Bootstrap-Server chooses the instance that it writes to.',
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
    'The Bootstrap-Server deletes /1 and writes the Server half of an account to /1/5.',
    'It discovers and finishes; the Client registers.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers Bootstrap-Write of /1/5 with 2.04',
      clause: 'Core 1.1.1 §6.1.7.5',
    },
    B: { judged: 'client', text: 'has written it there', clause: 'Core 1.1.1 §6.1.7.5' },
    C: { judged: 'client', text: 'lists it when it registers', clause: 'Core 1.1.1 §6.2.1' },
  },
  async body({ client, bootstrap }) {
    await client.requestsBootstrap().answered.happens()
    const account = bootstrap.account()
    const { links } = await bootstrap.discovers('/').answered.happens()
    const { security } = accountPaths(links, account)
    await bootstrap.deletes('/1').answered.happens()
    await bootstrap.writes(security, account.security).answered.happens()
    await client.must('A', bootstrap.writes('/1/5', account.server).answered, code('2.04'))
    await client.must('B', bootstrap.discovers('/').answered, linkAttributes('/1/5', { ssid: 1 }))
    const finish = bootstrap.finishes()
    await finish.answered.happens()
    await client.must('C', client.registers().after(finish.sent).sent, lists('/1/5'))
  },
})
