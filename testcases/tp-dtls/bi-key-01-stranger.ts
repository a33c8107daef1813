import { type TestCase, testCase } from '#testcase'
import { heldAlike, mustByRule, type Rule } from '../rules.ts'
import { aboutHandshakes, comesAbout, comesToNothing } from './handshake-case.ts'

const rules: readonly Rule[] = [
  {
    text: 'agrees on nothing with a peer whose raw public key, or the issuer of whose certificate, it does not know',
    clause: 'Transport 1.1.1 §5.2.8',
  },
  { text: 'agrees afterwards with the peer that it knows', clause: 'Transport 1.1.1 §5.2.8' },
]

const stranger: TestCase = testCase<string>({
  ...aboutHandshakes,
  ...heldAlike(rules),
  purposeId: 'TP/SEC/DTLS/KEY/BI-01',
  title: 'A key that nobody knows',
  purpose: 'Neither side speaks to a peer that shows a key or certificate of its own making.',
  channel: { only: ['rpk', 'x509'], why: 'it is about raw public keys and certificates' },
  stimuli: { client: ['register'] },
  steps: [
    'The tester shows a raw public key that nobody knows, or a certificate of another CA with the right name.',
    'The tester shows what its account has.',
  ],
  async body(scene) {
    const { client, dtls } = scene
    const must = mustByRule(scene)
    await client.isRegistered()
    await must(0, dtls.attempts('shows what nobody knows', { isStranger: true }), comesToNothing)
    await must(1, dtls.attempts('shows what its account has'), comesAbout)
  },
})

export default stranger
