import { type Account, type Asked, check, type Handshake, Moment, type Scene, testCase } from '#testcase'
import { provide } from '../0xx-bootstrap/provided.ts'
import { showsItself } from '../4xx-security/secured-case.ts'
import { C13 } from '../configurations/c13.ts'
import { aboutHandshakes } from './handshake-case.ts'

const clause = 'Core 1.1.1 Appendix E.1 resource 3'

/** None of them shows what is not in the account. */
const nothingElse = (account: Account) => {
  const shows = showsItself('the credentials', account.security)
  return check<readonly Handshake[]>('the credentials of its account alone', (handshakes) =>
    handshakes.map((one) => (one.identity === undefined ? undefined : shows.verify(one))).find(Boolean),
  )
}

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/RENEWAL/BV-01',
  title: 'New credentials',
  purpose: 'Credentials that a Client is given by bootstrap are used at once, and those before no more.',
  area: 'Bootstrap',
  reference: [{ clause: 'Core 1.1.1 §6.1.4' }, { clause }],
  judges: ['client'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about credentials of DTLS' },
  selection: { client: ['BOOTSTRAP'] },
  dependsOn: [0],
  configuration: C13,
  impact: 'bootstrap',
  steps: [
    'The Client sends a Bootstrap-Request, and its association with the Server ends.',
    'It is given an account with credentials that it did not have; the Server knows it by the old ones as well.',
    'The Client begins a handshake with the Server, and registers.',
    'All that is done once more, with the account of the run.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'registers over an association in which it shows the credentials that it was given',
      clause,
    },
    B: { judged: 'client', text: 'shows nothing in any handshake that it had before', clause },
  },
  async body(scene) {
    const { bootstrap, client, dtls, cannotJudge } = scene
    for (const account of [await dtls.renewed(bootstrap.account()), bootstrap.account()]) {
      const { register, finished, handshakes } = await registersWith(scene, account)
      const shown = dtls.handshake(register)
      if ((await shown.happens()).at < finished) cannotJudge('it goes on with what it agreed on before')
      await client.must('A', shown, showsItself('the credentials', account.security))
      await client.must('B', handshakes, nothingElse(account))
    }
  },
})

interface Registered {
  readonly register: Moment<Asked>
  /** Milliseconds since the Unix epoch when Finish was sent. */
  readonly finished: number
  /** Those that began since. */
  readonly handshakes: Moment<readonly Handshake[]>
}

/** The Client is given an account when it asks its Bootstrap-Server, and registers over a new association. */
async function registersWith(
  { bootstrap, client, dtls }: Pick<Scene<never>, 'bootstrap' | 'client' | 'dtls'>,
  account: Account,
): Promise<Registered> {
  await client.requestsBootstrap().answered.happens()
  await provide(bootstrap, account)
  // What was agreed on before may go on: no rule ends it (Transport 1.1.1 §5.2.4).
  await dtls.alerts('warning', 'close_notify')
  const heard = dtls.heard()
  const finish = bootstrap.finishes()
  await finish.answered.happens()
  const { at: finished } = await finish.sent.occurrence()
  const { sent: register } = client.registers().after(finish.sent)
  const handshakes = new Moment('its handshakes', 'client', async () => ({
    ...(await register.occurrence()),
    value: heard.handshakes.filter(({ at }) => at >= finished),
  }))
  return { register, finished, handshakes }
}
