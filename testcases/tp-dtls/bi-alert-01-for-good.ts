import { check, type Handshake, testCase } from '#testcase'
import { waits } from '../waits.ts'
import { aboutAlerts, asUsual, clause, handshakesOf, refusedBy } from './alert-case.ts'

const once = check<readonly Handshake[]>('one handshake', ({ length }) =>
  length === 1 ? undefined : `${length}`,
)

export default testCase({
  ...aboutAlerts,
  purposeId: 'TP/SEC/DTLS/ALERT/BI-01',
  title: 'An alert that ends it for good',
  purpose: 'A Client whose credentials are refused asks its Bootstrap-Server for others.',
  steps: [
    'The Client is given an account with a Communication Retry Count of 3 and Bootstrap on Registration Failure.',
    'The Server ends its handshake by the fatal alert unknown_psk_identity, without a pre-shared key by bad_certificate.',
    'The Client sends a Bootstrap-Request and is given an account as usual.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'sends a Bootstrap-Request when the Server refuses its credentials',
      clause,
    },
    B: {
      judged: 'client',
      text: 'does not try the credentials again before it does so',
      clause,
      level: 'SHOULD',
    },
  },
  async body(scene) {
    const { client, channel, pause, seconds } = scene
    const alert = channel.startsWith('psk') ? 'unknown_psk_identity' : 'bad_certificate'
    const refused = await refusedBy(scene, alert, 1)
    const asked = client.requestsBootstrap().after(refused.finished).within(seconds(waits.fallback))
    if (!(await asked.sent.comes())) {
      // One that goes on trying is let in, so that it is not taken for dead.
      refused.refusing.end()
      await pause(waits.afterRefusal)
    }
    await client.must('A', asked.sent)
    await client.must('B', handshakesOf(refused, asked.sent), once)
    refused.refusing.end()
    await asUsual(scene)
  },
})
