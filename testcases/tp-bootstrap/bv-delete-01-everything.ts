import { code, links, testCase } from '#testcase'
import { noServer, onlyOwnAccount, ownAccountHidden } from '../0xx-bootstrap/account.ts'
import { provide } from '../0xx-bootstrap/provided.ts'
import { C13 } from '../configurations/c13.ts'
import { backForGood } from '../restarted.ts'

export default testCase({
  purposeId: 'TP/BS/DELETE/BV-01',
  title: 'Bootstrap-Delete of everything',
  purpose: 'Bootstrap-Delete of / takes all there is but the account of the Bootstrap-Server and the Device.',
  area: 'Bootstrap',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.6' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [0, 4],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request and is given an account.',
    'The Bootstrap-Server deletes /, which takes instances of other objects, too, and discovers.',
    'It writes the account again and finishes; the Client registers, and is rebooted.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers Bootstrap-Delete of / with 2.02',
      clause: 'Transport 1.1.1 §6.7',
    },
    B: { judged: 'client', text: 'has no Server account any more', clause: 'Core 1.1.1 §6.1.7.6' },
    C: {
      judged: 'client',
      text: 'keeps the account of the Bootstrap-Server',
      clause: 'Core 1.1.1 §6.1.7.6',
    },
    D: { judged: 'client', text: 'keeps its Device', clause: 'Core 1.1.1 §6.1.7.6' },
  },
  async body({ client, server, bootstrap }) {
    await client.requestsBootstrap().answered.happens()
    await provide(bootstrap)
    await client.must('A', bootstrap.deletes('/').answered, code('2.02'))
    const discovered = bootstrap.discovers('/')
    await client.must('B', discovered.answered, code('2.05'), noServer, onlyOwnAccount)
    await client.must('C', discovered.answered, ownAccountHidden)
    await client.must('D', discovered.answered, links('/3/0'))
    await provide(bootstrap)
    const finish = bootstrap.finishes()
    await finish.answered.happens()
    await client.registers().after(finish.sent).sent.happens()
    // A device makes what belongs to it anew when it starts.
    await backForGood(client, server.executes('/3/0/4'))
  },
})
