import { type Account, code, type DtlsLadder, type Scene, type TestCase, testCase } from '#testcase'
import { provide } from '../0xx-bootstrap/provided.ts'
import { C13 } from '../configurations/c13.ts'
import { aboutHandshakes, comesAbout, comesToNothing, isHeard } from './handshake-case.ts'

type Conduct = NonNullable<Parameters<DtlsLadder['attempts']>[1]>

export interface UsageCase {
  readonly purposeId: `TP/SEC/DTLS/USAGE/BV-${string}`
  readonly title: string
  readonly purpose: string
  /** /0/x/15. */
  readonly usage: 0 | 1 | 2 | 3
  /** /0/x/13. */
  readonly matching: 0 | 1 | 2 | 3
  /** What the Server shows that is to be refused, in words and in deed. */
  readonly refused: readonly [string, Conduct]
  /** What it shows that is to be taken. */
  readonly taken: readonly [string, Conduct]
  /** Where the usage or the matching type is said. */
  readonly clause: string
}

/** What there is but for its default is an option of the Client's (Core 1.1.1 Appendix E.1, resources 13 and 15). */
const mayLack =
  'the Client takes no such account: Resources 13 and 15 are optional, and with usage 0 or 1 it must trust the CA itself'

/** A Client that was given what it is to know its Server by, and a Server that shows that, and something else. */
export function usageCase(facts: UsageCase): TestCase {
  const { purposeId, title, purpose, usage, matching, refused, taken, clause } = facts
  return testCase({
    ...aboutHandshakes,
    ...{ purposeId, title, purpose, area: 'Bootstrap' },
    editions: ['1.1', '1.2'],
    reference: [
      { clause },
      { clause: 'Core 1.1.1 Appendix E.1 resource 13' },
      { clause: 'Core 1.1.1 Appendix E.1 resource 15' },
    ],
    judges: ['client'],
    selection: { client: ['BOOTSTRAP'] },
    channel: { only: 'x509', why: 'it is about certificates' },
    stimuli: { client: ['register'] },
    dependsOn: [0],
    configuration: C13,
    impact: 'bootstrap',
    steps: [
      `The Bootstrap-Server gives an account with Certificate Usage ${usage} and Matching Type ${matching}.`,
      'The Server shows its certificate, and reads /3/0.',
      `It ${refused[0]}.`,
      `It ${taken[0]}.`,
    ],
    criteria: {
      A: {
        judged: 'client',
        text: `agrees on nothing with a Server that ${refused[0]}`,
        clause,
      },
      B: { judged: 'client', text: `agrees with the Server that ${taken[0]}`, clause },
      C: {
        judged: 'client',
        text: 'answers the Server that it knows by this account, with 2.05',
        clause: 'Core 1.1.1 §6.3.1',
      },
    },
    async body(scene) {
      const { client, server, bootstrap, dtls, afterwards, doesNotApply } = scene
      const account = bootstrap.account()
      const security = { ...account.security, ...dtls.provision(usage, matching) }
      await gives(scene, { ...account, security })
      const first = dtls.attempts('shows its certificate')
      afterwards('the Client has the account of the run', async () => gives(scene, account))
      const { outcome, frame } = await first.happens()
      const isDefault = usage === 3 && matching === 0
      if (outcome !== 'established' && !isDefault) return doesNotApply(mayLack, frame)
      await client.must('B', first, comesAbout)
      await isHeard(scene, first)
      await client.isRegistered()
      await client.must('C', server.reads('/3/0').answered, code('2.05'))
      await client.must('A', dtls.attempts(...refused), comesToNothing)
      await client.must('B', dtls.attempts(...taken), comesAbout)
    },
  })
}

/** Our Bootstrap-Server gives an account; the Client registers by it, if it can. */
async function gives({ client, bootstrap, cannotJudge }: Scene<never>, account: Account): Promise<void> {
  await client.requestsBootstrap().answered.happens()
  await provide(bootstrap, account)
  const { code: seen } = await bootstrap.finishes().answered.happens()
  if (seen !== '2.04') cannotJudge('the account was refused')
}
