import { request, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'
import { backForGood } from '../restarted.ts'
import { endpointStated } from './account.ts'
import { provide } from './provided.ts'

export default testCase({
  number: 6,
  title: 'Bootstrap Sequence',
  purpose: 'A Client turns to the Servers it has an account for before it asks its Bootstrap-Server.',
  area: 'Bootstrap',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.4' }],
  judges: ['client'],
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [101],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client has a Server account. It is rebooted.',
    'It is made to forget that account, or executes the Bootstrap-Request Trigger.',
    'The Bootstrap-Server gives it an account.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'registers with the account it has, and asks no Bootstrap-Server before',
      clause: 'Core 1.1.1 §6.1.4',
    },
    B: {
      judged: 'client',
      text: 'asks its Bootstrap-Server when it has no Server account, or is told to',
      clause: 'Core 1.1.1 §6.1.4',
    },
    C: {
      judged: 'client',
      text: 'registers with the account that it is given',
      clause: 'Core 1.1.1 §6.1.4',
    },
  },
  async body({ client, server, bootstrap }) {
    await client.isRegistered()
    const restart = server.executes('/3/0/4')
    const first = client.speaks().after(restart.sent)
    if ((await client.must('A', first.sent, request('POST', '/rd'))).path[0] !== 'rd')
      await client.registers().after(first.sent).sent.happens()
    await backForGood(client, restart)
    await client.must('B', client.requestsBootstrap().sent, endpointStated)
    await provide(bootstrap)
    const finish = bootstrap.finishes()
    await finish.answered.happens()
    await client.must('C', client.registers().after(finish.sent).sent)
  },
})
