import { code, type TestCase, testCase } from '#testcase'
import { offers, type SecuredCase, showsItself } from '../4xx-security/secured-case.ts'
import { C13 } from '../configurations/c13.ts'
import { accountIsGiven, giveAccount, keysOf } from './given-account.ts'

/** What an implementation claims to be judged over a channel. */
const claims = { psk: 'PSK', x509: 'X509' } as const

/** A bootstrap that gives an account for DTLS, and the registration with it. */
export function securedBootstrap(facts: SecuredCase): TestCase {
  const { number, title, editions, channel, suite, clause, credential } = facts
  const keys = keysOf[channel]
  return testCase({
    ...{ number, title, editions },
    purpose: `A Client is given an account with ${credential}, and registers with it.`,
    area: 'Bootstrap',
    reference: [{ clause: 'Core 1.1.1 §6.1.4' }, { clause }],
    judges: ['client', 'bootstrap'],
    transport: { only: 'udp', why: 'it is about DTLS' },
    channel: { only: channel, why: `it is about ${credential}` },
    selection: { client: ['BOOTSTRAP', claims[channel]], bootstrap: [claims[channel]] },
    stimuli: { bootstrap: ['provision'] },
    dependsOn: [0],
    configuration: C13,
    impact: 'bootstrap',
    steps: [
      'The Client sends a Bootstrap-Request to /bs.',
      `The Bootstrap-Server writes an account with Security Mode ${keys.mode}, and sends Bootstrap-Finish.`,
      'The Client enters an association with the Server by that account, and registers.',
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
    },
    async body(scene) {
      const { client, server, bootstrap, dtls, iut } = scene
      await bootstrap.isProvisioned()
      await client.requestsBootstrap().answered.happens()
      if (iut.includes('bootstrap')) {
        return accountIsGiven(scene, keys, {
          account: (...judged) => bootstrap.must('E', ...judged),
          finish: (...judged) => bootstrap.must('F', ...judged),
        })
      }
      await giveAccount(scene, (...judged) => client.must('A', ...judged))
      const register = client.registers()
      const handshake = dtls.handshake(register.sent)
      await client.must('B', handshake, showsItself(credential, bootstrap.account().security))
      await client.must('C', handshake, offers(suite))
      await register.sent.happens()
      await client.must('D', server.reads('/3/0').answered, code('2.05'))
    },
  })
}
