import { type Answer, check, testCase } from '#testcase'
import { waits } from '../waits.ts'
import { aboutHandshakes } from './handshake-case.ts'

const clause = 'RFC 7252 §9.1.2'

/** One may have been under way. */
const stragglers = check<readonly Answer[]>('one notification at most', (seen) =>
  seen.length < 2 ? undefined : `${seen.length} notifications`,
)

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/LOST/BV-04',
  title: 'Observations of an association that ended',
  purpose: 'A Client reports nothing within another association for what was observed in a former one.',
  area: 'Information reporting',
  reference: [{ clause }, { clause: 'Core 1.1.1 §6.2.1' }, { clause: 'Transport 1.1.1 §6.4.3' }],
  judges: ['client'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about associations of DTLS' },
  stimuli: { client: ['register'] },
  dependsOn: [101, 301],
  impact: 'settings',
  steps: [
    'The Server observes /3/0/16, with pmax so that it is reported again and again.',
    'It ends the association by close_notify, and waits for reports.',
    'The Client is told to register.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'reports nothing any more for an observation of the association that ended',
      clause,
    },
  },
  async body({ client, server, dtls, seconds, afterwards, cannotJudge }) {
    const [path, pmax] = ['/3/0/16', seconds(waits.observedPmax)]
    await client.isRegistered()
    const { code: set } = await server.setsAttributes(path, { pmin: 1, pmax }).answered.happens()
    if (!set.startsWith('2.')) cannotJudge(`attributes of ${path} are refused (${set})`)
    const observing = server.observes(path)
    await observing.answered.happens()
    await observing.notified(pmax).happens()
    afterwards('the Client is back', () => dtls.returns())
    await dtls.alerts('warning', 'close_notify')
    await client.must('A', observing.during(4 * pmax), stragglers)
  },
})
