import { check, code, type Registering, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'

/** 1.0 says so inside the binding (`b=UQ`), later versions by the parameter `Q` without a value. */
const saysQueueMode = (lwm2m: string) =>
  check<Registering>(
    lwm2m === '1.0' ? 'Q inside b' : 'Q without a value, and no Q inside b',
    ({ query, registration }) => {
      const inside = registration.binding?.includes('Q') === true
      const flag = query.includes('Q')
      return (lwm2m === '1.0' ? inside : flag && !inside) ? undefined : query.join('&')
    },
  )

export default testCase({
  number: 108,
  title: 'Turn on Queue Mode',
  purpose: 'A Client says that it sleeps, and the Server takes note.',
  area: 'Registration',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Transport 1.1.1 §6.5' }],
  judges: ['server', 'client'],
  selection: { client: ['QUEUE'] },
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Client registers with queue mode.',
    'The Server accepts it and regards the Client as one in queue mode.',
  ],
  criteria: {
    A: { judged: 'client', text: 'states queue mode as its version writes it', clause: 'Core 1.1.1 §6.2.1' },
    B: { judged: 'server', text: 'answers 2.01 Created', clause: 'Transport 1.1.1 §6.7' },
    C: { judged: 'server', text: 'regards the Client as one in queue mode', clause: 'Transport 1.1.1 §6.5' },
    D: {
      judged: 'server',
      text: 'still does after an Update that does not state the binding',
      clause: 'Core 1.1.1 §6.2.2',
    },
  },
  async body({ client, server, iut, lwm2m }) {
    if (iut.includes('client')) {
      await client.isRegistered()
      await client.must('A', client.registration(), saysQueueMode(lwm2m))
      return
    }
    const register = client.registers({ queueMode: true })
    await server.must('B', register.answered, code('2.01'))
    const regards = check<boolean>('queue mode', (known) => (known ? undefined : 'no queue mode'))
    await server.must('C', server.knowsQueueMode(), regards)
    await client.updates().answered.happens()
    await server.must('D', server.knowsQueueMode(), regards)
  },
})
