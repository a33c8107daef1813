import { type TestCase, testCase } from '#testcase'
import { heldAlike, mustByRule, type Rule } from '../rules.ts'
import { aboutHandshakes, comesAbout, comesToNothing } from './handshake-case.ts'

const rules: readonly Rule[] = [
  {
    text: 'agrees on nothing with a peer that does not sign with the key that it shows',
    clause: 'RFC 8422 §5.4',
  },
  { text: 'agrees afterwards with the peer that signs', clause: 'Transport 1.1.1 §5.2.8' },
]

const falseProof: TestCase = testCase<string>({
  ...aboutHandshakes,
  ...heldAlike(rules),
  reference: [{ clause: 'RFC 8422 §5.4' }, { clause: 'RFC 8422 §5.8' }, { clause: 'Transport 1.1.1 §5.2.8' }],
  purposeId: 'TP/SEC/DTLS/KEY/BI-02',
  title: 'A key that nobody signs with',
  purpose: 'A raw public key or certificate proves nothing without a signature by its private key.',
  channel: { only: ['rpk', 'x509'], why: 'it is about raw public keys and certificates' },
  stimuli: { client: ['register'] },
  steps: [
    'The tester shows the key of its account, and leaves out the signature: of ServerKeyExchange, or CertificateVerify itself.',
    'It signs, and one bit of the signature is another.',
    'It signs as it should.',
  ],
  async body(scene) {
    const { client, dtls } = scene
    const must = mustByRule(scene)
    await client.isRegistered()
    for (const spoils of ['leaves out its signature', 'gives another signature'] as const) {
      await must(0, dtls.attempts(spoils, { spoils }), comesToNothing)
    }
    await must(1, dtls.attempts('signs as it should'), comesAbout)
  },
})

export default falseProof
