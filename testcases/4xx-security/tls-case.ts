import { check, code, type Registering, type TestCase, testCase } from '#testcase'
import { accountIsGiven, giveAccount, keysOf } from '../0xx-bootstrap/given-account.ts'
import { C19 } from '../configurations/c19.ts'

export interface TlsCase {
  readonly number: number
  readonly title: string
  readonly channel: 'psk' | 'x509'
  /** What a Client proves itself by. */
  readonly credential: string
}

const bindingT = check<Registering>('a binding with T', ({ registration: { binding } }) =>
  binding?.includes('T') === true ? undefined : `b=${binding ?? '(absent)'}`,
)

/** Nobody may read what it would list of these (Core 1.1.1 §6.2.1). */
const noKeys = check<Registering>('neither /0 nor /21 in the list', ({ registration: { objects } }) => {
  const stray = objects.find(({ object }) => object === 0 || object === 21)
  return stray && `/${stray.object}`
})

/** Bootstrap, registration and a Read over TLS. */
export function tlsCase({ number, title, channel, credential }: TlsCase): TestCase {
  const keys = keysOf[channel]
  return testCase({
    ...{ number, title, editions: ['1.1', '1.2'] },
    purpose: `A Client with ${credential} is bootstrapped, registers and answers over TCP with TLS.`,
    area: 'Registration',
    reference: [{ clause: 'Transport 1.1.1 §5.2' }, { clause: 'RFC 8323 §9' }],
    judges: ['client', 'bootstrap', 'server'],
    transport: { only: 'tcp', why: 'it is about TLS' },
    channel: { only: channel, why: `it is about ${credential}` },
    selection: { client: ['BOOTSTRAP'] },
    stimuli: { bootstrap: ['provision'], server: ['read'] },
    configuration: C19,
    impact: 'bootstrap',
    steps: [
      'The Client connects to the Bootstrap-Server by TCP with TLS, and sends a Bootstrap-Request.',
      `The Bootstrap-Server writes an account with Security Mode ${keys.mode}, and sends Bootstrap-Finish.`,
      'The Client connects to the Server by TCP with TLS, and registers.',
      'The Server reads /3/0.',
    ],
    criteria: {
      A: {
        judged: 'client',
        text: `takes an account with ${credential}: answers each Bootstrap-Write, and Finish, with 2.04`,
        clause: 'Transport 1.1.1 §6.7',
      },
      B: {
        judged: 'client',
        text: 'registers over TLS with a binding that holds T',
        clause: 'ETS int-404, int-406; Core 1.1.1 §6.2.1',
      },
      C: {
        judged: 'client',
        text: 'lists neither its Security nor its OSCORE object',
        clause: 'Core 1.1.1 §6.2.1',
      },
      D: { judged: 'client', text: 'answers a Read over TLS with 2.05', clause: 'Transport 1.1.1 §6.7' },
      E: {
        judged: 'bootstrap',
        text: `fills /0/x/${keys.held.join(', /0/x/')} of an account with Security Mode ${keys.mode}`,
        clause: 'Core 1.1.1 Appendix E.1',
      },
      F: {
        judged: 'bootstrap',
        text: 'sends Bootstrap-Finish after the account',
        clause: 'Core 1.1.1 §6.1.7.2',
      },
      G: {
        judged: 'server',
        text: 'answers the Register with 2.01 over TLS',
        clause: 'Transport 1.1.1 §6.7',
      },
      H: { judged: 'server', text: 'reads the Device over TLS', clause: 'Core 1.1.1 §6.3.1' },
    },
    async body(scene) {
      const { client, server, bootstrap, iut } = scene
      if (!iut.includes('server') || iut.includes('bootstrap')) {
        await bootstrap.isProvisioned()
        await client.requestsBootstrap().answered.happens()
      }
      if (iut.includes('client')) await giveAccount(scene, (...judged) => client.must('A', ...judged))
      if (iut.includes('bootstrap')) {
        await accountIsGiven(scene, keys, {
          account: (...judged) => bootstrap.must('E', ...judged),
          finish: (...judged) => bootstrap.must('F', ...judged),
        })
      }
      if (!iut.includes('client') && !iut.includes('server')) return
      const register = client.registers(iut.includes('client') ? {} : { binding: 'T' })
      await client.must('B', register.sent, bindingT)
      await client.must('C', register.sent, noKeys)
      if (iut.includes('server')) await server.must('G', register.answered, code('2.01'))
      const read = server.reads('/3/0')
      if (iut.includes('server')) await server.must('H', read.sent)
      await client.must('D', read.answered, code('2.05'))
    },
  })
}
