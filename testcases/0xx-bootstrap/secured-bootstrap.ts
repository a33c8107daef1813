import {
  type Asked,
  accountPaths,
  type Check,
  check,
  code,
  type Scene,
  type TestCase,
  testCase,
} from '#testcase'
import { offers, type SecuredCase, showsItself } from '../4xx-security/secured-case.ts'
import { C13 } from '../configurations/c13.ts'

export interface SecuredBootstrap extends SecuredCase {
  /** Resource 2 of the Security object (Core 1.1.1 Appendix E.1). */
  readonly mode: number
  /** Resources of it that hold keys or certificates in this mode. */
  readonly held: readonly number[]
}

type Act = ReturnType<Scene<never>['bootstrap']['finishes']>

/** What was written to a resource of a Security instance other than the Bootstrap-Server's own. */
function writtenTo(writes: readonly Asked[], resource: number): readonly unknown[] {
  const nodes = writes.flatMap((write) => write.nodes).filter(({ path }) => path[0] === 0)
  const isOwn = (instance: number | undefined): boolean =>
    nodes.some(({ path, value }) => path[1] === instance && path[2] === 1 && value?.value === true)
  return nodes.filter(({ path }) => path[2] === resource && !isOwn(path[1])).map(({ value }) => value?.value)
}

const gives = (resources: readonly number[]): Check<readonly Asked[]> =>
  check(`something in /0/x/${resources.join(', /0/x/')}`, (writes) => {
    const isThere = (value: unknown): boolean => value instanceof Uint8Array && value.length > 0
    const empty = resources.filter((resource) => !writtenTo(writes, resource).some(isThere))
    return empty.length === 0 ? undefined : `nothing in /0/x/${empty.join(', /0/x/')}`
  })

/** A bootstrap that gives an account for DTLS, and the registration with it. */
export function securedBootstrap(facts: SecuredBootstrap): TestCase {
  const { number, title, editions, channel, suite, clause, credential, mode, held } = facts
  return testCase({
    ...{ number, title, editions },
    purpose: `A Client is given an account with ${credential}, and registers with it.`,
    area: 'Bootstrap',
    reference: [{ clause: 'Core 1.1.1 §6.1.4' }, { clause }],
    judges: ['client', 'bootstrap'],
    transport: { only: 'udp', why: 'it is about DTLS' },
    channel: { only: channel, why: `it is about ${credential}` },
    selection: { client: ['BOOTSTRAP'] },
    stimuli: { bootstrap: ['provision'] },
    dependsOn: [0],
    configuration: C13,
    impact: 'bootstrap',
    steps: [
      'The Client sends a Bootstrap-Request to /bs.',
      `The Bootstrap-Server writes an account with Security Mode ${mode}, and sends Bootstrap-Finish.`,
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
        text: `fills /0/x/${held.join(', /0/x/')} of an account with Security Mode ${mode}`,
        clause: 'Core 1.1.1 Appendix E.1',
      },
      F: {
        judged: 'bootstrap',
        text: 'sends Bootstrap-Finish after the account',
        clause: 'Core 1.1.1 §6.1.7.2',
      },
    },
    async body({ client, server, bootstrap, dtls, iut, cannotJudge }) {
      await bootstrap.isProvisioned()
      const asked = client.requestsBootstrap()
      await asked.answered.happens()
      const account = bootstrap.account()
      if (iut.includes('bootstrap')) {
        const written = bootstrap.writes('/1', account.server)
        await bootstrap.writes('/0', account.security).sent.happens()
        await bootstrap.must('F', bootstrap.finishes().after(written.sent).sent)
        const modes = writtenTo(await bootstrap.written().happens(), 2)
        if (!modes.includes(BigInt(mode)))
          cannotJudge(
            `it gives an account with Security Mode ${modes.join(', ')}: have it give one with ${mode}`,
          )
        await bootstrap.must('E', bootstrap.written(), gives(held))
        return
      }
      const { links } = await bootstrap.discovers('/').answered.happens()
      const paths = accountPaths(links, account)
      const takes = async (act: Act): Promise<void> => {
        const { code: seen } = await client.must('A', act.answered, code('2.04'))
        if (seen !== '2.04') cannotJudge('the account was refused')
      }
      await takes(bootstrap.writes(paths.security, account.security))
      await takes(bootstrap.writes(paths.server, account.server))
      await takes(bootstrap.finishes())
      const register = client.registers()
      const handshake = dtls.handshake(register.sent)
      await client.must('B', handshake, showsItself(credential, account.security))
      await client.must('C', handshake, offers(suite))
      await register.sent.happens()
      await client.must('D', server.reads('/3/0').answered, code('2.05'))
    },
  })
}
