import { type TestCase, testCase } from '#testcase'
import { heldAlike, mustByRule, type Rule } from '../rules.ts'
import { aboutHandshakes, comesAbout } from './handshake-case.ts'

const rules: readonly Rule[] = [
  {
    text: 'sends its last flight again while the peer does not go on, or sends its own again',
    clause: 'RFC 6347 §4.2.4',
  },
]

const lostFlight: TestCase = testCase<string>({
  ...aboutHandshakes,
  ...heldAlike(rules),
  purposeId: 'TP/SEC/DTLS/FLIGHT/BV-01',
  title: 'The last flight is lost',
  purpose: 'A handshake comes to its end although a Finished got lost.',
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about handshakes of DTLS' },
  stimuli: { client: ['register'] },
  steps: [
    'The tester has a handshake, in which it does not hear the Finished until it has sent its flight again.',
  ],
  async body(scene) {
    const { client, dtls } = scene
    await client.isRegistered()
    const spoils = 'does not hear the Finished until it has sent a flight again'
    await mustByRule(scene)(0, dtls.attempts(spoils, { spoils }), comesAbout)
  },
})

export default lostFlight
