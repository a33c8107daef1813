import { type Account, type Configuration, code, testCase } from '#testcase'
import { C13 } from '../configurations/c13.ts'
import { waits } from '../waits.ts'
import { endpointStated } from './account.ts'
import { provide } from './provided.ts'

/** C.13 and an account for a Server that does not exist. */
const C13nowhere: Configuration = {
  name: 'C.13',
  store: {
    ...C13.store,
    '/0/1/0': 'coap://192.0.2.254',
    '/0/1/1': false,
    '/0/1/2': 3,
    '/0/1/10': 1,
    '/1/0/0': 1,
    '/1/0/1': 86400,
    '/1/0/6': false,
    '/1/0/7': 'U',
  },
}

/** An account for a port where nobody listens, which is to be given up after one attempt. */
function nowhere({ security, server }: Account): Account {
  const uri = new URL(String(security['0']))
  uri.port = '1'
  const giveUpSoon = { 16: true, 17: 1, 18: 5, 20: 1 }
  return { security: { ...security, 0: uri.href }, server: { ...server, ...giveUpSoon } }
}

export default testCase({
  number: 7,
  title: 'Fallback to bootstrap',
  purpose: 'A Client whose Server cannot be reached asks its Bootstrap-Server for another account.',
  area: 'Bootstrap',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §6.1.4' }, { clause: 'Core 1.1.1 Appendix E.2' }],
  judges: ['client', 'bootstrap'],
  selection: { client: ['BOOTSTRAP'] },
  stimuli: { bootstrap: ['provision'] },
  dependsOn: [0, 4],
  configuration: C13nowhere,
  impact: 'bootstrap',
  steps: [
    'The Client is bootstrapped to a Server that does not exist, and tries to register.',
    'It sends a Bootstrap-Request again and is given an account for the Server that exists.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'sends a Bootstrap-Request when no Server can be reached',
      clause: 'Core 1.1.1 §6.1.4',
    },
    B: {
      judged: 'client',
      text: 'answers Bootstrap-Finish with 2.04 when it is given another account',
      clause: 'Transport 1.1.1 §6.7',
    },
    C: {
      judged: 'client',
      text: 'registers at the Server of that account',
      clause: 'Core 1.1.1 §6.1.4',
    },
    D: {
      judged: 'bootstrap',
      text: 'writes a whole Security instance to a Client that has an account for nowhere',
      clause: 'Core 1.1.1 §6.1.3.3',
    },
    E: {
      judged: 'bootstrap',
      text: 'writes a whole Server instance to it',
      clause: 'Core 1.1.1 §6.1.3.3',
    },
    F: {
      judged: 'bootstrap',
      text: 'sends Bootstrap-Finish after the account',
      clause: 'Core 1.1.1 §6.1.7.2',
    },
  },
  async body({ client, bootstrap, iut, seconds }) {
    await bootstrap.isProvisioned()
    const first = client.requestsBootstrap()
    await first.answered.happens()
    const account = bootstrap.account()
    if (iut.includes('bootstrap')) {
      await bootstrap.must('D', bootstrap.writes('/0', account.security).sent)
      const server = bootstrap.writes('/1', account.server)
      await bootstrap.must('E', server.sent)
      await bootstrap.must('F', bootstrap.finishes().after(server.sent).sent)
      return
    }
    await provide(bootstrap, nowhere(account))
    const wrong = bootstrap.finishes()
    await wrong.answered.happens()
    const again = client.requestsBootstrap().after(wrong.sent).within(seconds(waits.fallback))
    await client.must('A', again.sent, endpointStated)
    await provide(bootstrap)
    const right = bootstrap.finishes()
    await client.must('B', right.answered, code('2.04'))
    await client.must('C', client.registers().after(right.sent).sent)
  },
})
