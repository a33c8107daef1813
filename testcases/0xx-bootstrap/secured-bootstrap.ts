import { type Check, check, code, type Handshake, type TestCase, testCase } from '#testcase'
import { endOf, offers, type SecuredCase, showsItself } from '../4xx-security/secured-case.ts'
import { C13 } from '../configurations/c13.ts'
import { accountIsGiven, giveAccount, keysOf } from './given-account.ts'

/** What an implementation claims to be judged over a channel. */
const claims = { psk: 'PSK', x509: 'X509' } as const

const entered: Check<Handshake> = check('an association', (handshake) =>
  handshake.outcome === 'established' ? undefined : endOf(handshake),
)

/** A bootstrap that gives an account for DTLS, and the registration with it. */
export function securedBootstrap(facts: SecuredCase): TestCase {
  const { number, title, editions, channel, suite, clause, credential } = facts
  const keys = keysOf[channel]
  return testCase({
    ...{ number, title, editions },
    purpose: `A Client is given an account with ${credential}, and registers with it.`,
    area: 'Bootstrap',
    reference: [{ clause: 'Core 1.1.1 §6.1.4' }, { clause }],
    judges: ['client', 'bootstrap', 'server'],
    transport: { only: 'udp', why: 'it is about DTLS' },
    channel: { only: channel, why: `it is about ${credential}` },
    selection: {
      client: ['BOOTSTRAP', claims[channel]],
      bootstrap: [claims[channel]],
      server: [claims[channel]],
    },
    stimuli: { bootstrap: ['provision'], server: ['read'] },
    dependsOn: [0],
    configuration: C13,
    impact: 'bootstrap',
    steps: [
      'The Client sends a Bootstrap-Request to /bs.',
      `The Bootstrap-Server writes an account with Security Mode ${keys.mode}, and sends Bootstrap-Finish.`,
      'The Client enters an association with the Server by that account, and registers. Where the Server alone is judged, it begins here.',
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
        text: `shows the Server ${credential} that it was given`,
        clause: 'Core 1.1.1 Appendix E.1 resource 3',
      },
      C: { judged: 'client', text: `offers ${suite} in its ClientHello`, clause },
      D: {
        judged: 'client',
        text: 'answers a Read with 2.05 within the association',
        clause: 'Transport 1.1.1 §6.7',
      },
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
        text: 'enters an association with who has the account, and answers its Register with 2.01',
        clause: 'Transport 1.1.1 §6.7',
      },
      H: { judged: 'server', text: 'reads the Device within the association', clause: 'Core 1.1.1 §6.3.1' },
    },
    async body(scene) {
      const { client, server, bootstrap, dtls, iut } = scene
      const isServer = iut.includes('server')
      if (!isServer || iut.includes('bootstrap')) {
        await bootstrap.isProvisioned()
        await client.requestsBootstrap().answered.happens()
      }
      if (iut.includes('client')) await giveAccount(scene, (...judged) => client.must('A', ...judged))
      if (iut.includes('bootstrap')) {
        await accountIsGiven(scene, keys, {
          account: (...judged) => bootstrap.must('E', ...judged),
          finish: (...judged) => bootstrap.must('F', ...judged),
        })
        if (!isServer) return
      }
      if (isServer) await server.must('G', dtls.attempts('has the account it was given'), entered)
      const register = client.registers()
      if (!isServer) {
        const handshake = dtls.handshake(register.sent)
        await client.must('B', handshake, showsItself(credential, bootstrap.account().security))
        await client.must('C', handshake, offers(suite))
      }
      await register.sent.happens()
      if (isServer) await server.must('G', register.answered, code('2.01'))
      const read = server.reads('/3/0')
      if (isServer) await server.must('H', read.sent)
      await client.must('D', read.answered, code('2.05'))
    },
  })
}
