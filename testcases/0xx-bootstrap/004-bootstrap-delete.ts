import { accountPaths, code, links, request, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'
import { noServer, onlyOwnAccount, ownAccountHidden } from './account.ts'

export default testCase({
  number: 4,
  title: 'Bootstrap Delete',
  purpose: 'A Bootstrap-Server deletes Server accounts; its own account survives.',
  area: 'Bootstrap',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.7.6' }],
  judges: ['client', 'bootstrap'],
  selection: { client: ['BOOTSTRAP'] },
  stimuli: { bootstrap: ['provision'] },
  dependsOn: [0],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request and is given an account.',
    'The Bootstrap-Server deletes /0 and /1, and discovers.',
    'It writes the account again and finishes; the Client registers.',
  ],
  criteria: {
    A: { judged: 'bootstrap', text: 'sends DELETE /0', clause: 'Transport 1.1.1 Table 6.4.2-1' },
    B: { judged: 'bootstrap', text: 'sends DELETE /1', clause: 'Transport 1.1.1 Table 6.4.2-1' },
    C: { judged: 'client', text: 'answers each Bootstrap-Delete with 2.02', clause: 'Transport 1.1.1 §6.7' },
    D: { judged: 'client', text: 'has the Server account no more', clause: 'Core 1.1.1 §6.1.7.6' },
    E: { judged: 'client', text: 'keeps the account of the Bootstrap-Server', clause: 'Core 1.1.1 §6.1.7.6' },
    F: { judged: 'client', text: 'keeps its Device', clause: 'Core 1.1.1 §6.1.7.6' },
    G: {
      judged: 'client',
      text: 'registers with the account that it was given last',
      clause: 'Core 1.1.1 §6.1.4',
    },
  },
  async body({ client, bootstrap, iut }) {
    await bootstrap.isProvisioned({ deletes: ['/0', '/1'] })
    await client.requestsBootstrap().answered.happens()
    if (iut.includes('bootstrap')) {
      await bootstrap.must('A', bootstrap.deletes('/0').sent, request('DELETE', '/0'))
      const last = bootstrap.deletes('/1').sent
      await bootstrap.must('B', last, request('DELETE', '/1'))
      // What it has begun is not to run into the next case.
      await bootstrap.finishes().after(last).sent.comes()
      return
    }
    const account = bootstrap.account()
    const { links: before } = await bootstrap.discovers('/').answered.happens()
    const { security, server } = accountPaths(before, account)
    const provide = async (): Promise<void> => {
      await bootstrap.writes(security, account.security).answered.happens()
      await bootstrap.writes(server, account.server).answered.happens()
    }
    await provide()
    for (const object of ['/0', '/1'])
      await client.must('C', bootstrap.deletes(object).answered, code('2.02'))
    const discovered = bootstrap.discovers('/')
    await client.must('D', discovered.answered, code('2.05'), noServer, onlyOwnAccount)
    await client.must('E', discovered.answered, ownAccountHidden)
    await client.must('F', discovered.answered, links('/3/0'))
    await provide()
    await bootstrap.finishes().answered.happens()
    await client.must('G', client.registers().sent)
  },
})
