import { type Account, accountPaths, code, linkAttributes, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'

/** Instance 5 as the content of its object: `{ '5/0': 1, … }`. */
function asFifth(half: Account['server']): Account['server'] {
  return Object.fromEntries(Object.entries(half).map(([resource, value]) => [`5/${resource}`, value]))
}

export default testCase({
  purposeId: 'TP/BS/WRITE/BV-03',
  title: 'Bootstrap-Write of a whole object',
  purpose: 'A Bootstrap-Write may go to an object, and name the instance in its payload alone.',
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
    'The Bootstrap-Server deletes /1, and writes the Server half of an account to /1, as instance 5.',
    'It discovers and finishes; the Client registers.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers Bootstrap-Write of an object with 2.04',
      clause: 'Core 1.1.1 §6.1.7.5',
    },
    B: {
      judged: 'client',
      text: 'has the instance that the payload named',
      clause: 'Core 1.1.1 §6.1.7.5',
    },
  },
  async body({ client, bootstrap }) {
    await client.requestsBootstrap().answered.happens()
    const account = bootstrap.account()
    await bootstrap.deletes('/1').answered.happens()
    const { links } = await bootstrap.discovers('/').answered.happens()
    await bootstrap.writes(accountPaths(links, account).security, account.security).answered.happens()
    await client.must('A', bootstrap.writes('/1', asFifth(account.server)).answered, code('2.04'))
    await client.must('B', bootstrap.discovers('/').answered, linkAttributes('/1/5', { ssid: 1 }))
    const finish = bootstrap.finishes()
    await finish.answered.happens()
    await client.registers().after(finish.sent).sent.happens()
  },
})
