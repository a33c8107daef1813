import { type TestCase, testCase } from '#testcase'
import { heldAlike, mustByRule, type Rule } from '../rules.ts'
import { aboutHandshakes, comesAbout, comesToNothing } from './handshake-case.ts'

const rules: readonly Rule[] = [
  {
    text: 'agrees on nothing with a peer whose certificate is for the other side alone',
    clause: 'RFC 5280 §4.2.1.12',
    // It says what a certificate may be used for, and that an application may ask for it.
    level: 'SHOULD',
  },
  {
    text: 'agrees on nothing with a peer whose certificate says that its key is not to sign',
    clause: 'RFC 5280 §4.2.1.3',
    level: 'SHOULD',
  },
  {
    text: 'agrees afterwards with the peer that shows its own certificate',
    clause: 'Transport 1.1.1 §5.2.8',
  },
]

const otherUse: TestCase = testCase<string>({
  ...aboutHandshakes,
  ...heldAlike(rules),
  reference: [
    { clause: 'RFC 5280 §4.2.1.12' },
    { clause: 'RFC 5280 §4.2.1.3' },
    { clause: 'RFC 5246 §7.4.2' },
    { clause: 'RFC 5246 §7.4.6' },
  ],
  purposeId: 'TP/SEC/DTLS/CERTIFICATE/BI-02',
  title: 'Certificates of another use',
  purpose: 'Neither side takes a certificate for what its issuer did not make it for.',
  channel: { only: 'x509', why: 'it is about certificates' },
  stimuli: { client: ['register'] },
  steps: [
    'The tester shows a certificate by the CA of its own, whose Extended Key Usage is that of the other side: clientAuth for our Server, serverAuth for our Client.',
    'It shows one whose Key Usage is keyAgreement, without digitalSignature.',
    'It shows its own.',
  ],
  async body(scene) {
    const { client, dtls } = scene
    const must = mustByRule(scene)
    await client.isRegistered()
    const other = dtls.attempts('shows a certificate for the other side', { shows: 'otherSide' })
    await must(0, other, comesToNothing)
    const silent = dtls.attempts('shows a certificate whose key is not to sign', { shows: 'noSigning' })
    await must(1, silent, comesToNothing)
    await must(2, dtls.attempts('shows its own certificate'), comesAbout)
  },
})

export default otherUse
