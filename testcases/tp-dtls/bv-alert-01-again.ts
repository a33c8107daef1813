import { check, type Handshake, testCase } from '#testcase'
import { aboutAlerts, asUsual, clause, handshakesOf, refusedBy } from './alert-case.ts'

const again = check<readonly Handshake[]>('two handshakes at least', ({ length }) =>
  length >= 2 ? undefined : `${length}`,
)

export default testCase({
  ...aboutAlerts,
  purposeId: 'TP/SEC/DTLS/ALERT/BV-01',
  title: 'An alert after which to try again',
  purpose: 'A Client takes an alert that may be over soon for no reason to give up.',
  steps: [
    'The Client is given an account with a Communication Retry Count of 3 and a Communication Retry Timer of 2 s.',
    'The Server ends its handshake by the fatal alert internal_error, and the next one.',
    'The Server agrees on an association again, and the Client is given an account as usual.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'begins another handshake after internal_error, as its Communication Retry Count says',
      clause,
      level: 'SHOULD',
    },
  },
  async body(scene) {
    const { client } = scene
    const refused = await refusedBy(scene, 'internal_error', 2)
    await client.must('A', handshakesOf(refused), again)
    refused.refusing.end()
    await client.requestsBootstrap().answered.happens()
    await asUsual(scene)
  },
})
