import { type Check, check, type Handshake, type TestCase, testCase } from '#testcase'
import { heldAlike, mustByRule, type Rule } from '../rules.ts'
import { waits } from '../waits.ts'
import { endingAlerts, granted, lasts, rounds, sameAs } from './record-case.ts'

const clause = 'RFC 7925 §17'
const rules: readonly Rule[] = [
  { text: 'begins no handshake within an association', clause, level: 'SHOULD' },
  { text: 'serves the next request in the same association', clause, level: 'SHOULD' },
]

const beginsNone: Check<Handshake> = check(
  'no handshake within the association',
  ({ violations }) => violations.find((violation) => violation.clause === 'RFC 5746 §4.5')?.text,
)

const renegotiation: TestCase = testCase<string>({
  ...heldAlike(rules),
  purposeId: 'TP/SEC/DTLS/RENEGOTIATION/BI-01',
  title: 'Renegotiation',
  purpose: 'Who is asked to renegotiate does not, and the association goes on.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  transport: { only: 'udp', why: 'it is about DTLS' },
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about associations of DTLS' },
  // What a Server is asked here is an Update.
  dependsOn: [101, 'int-102 D'],
  impact: 'none',
  steps: [
    'A request is sent in an association.',
    'A HelloRequest is sent to a Client, a ClientHello to a Server, within the association.',
    'One more request is sent.',
  ],
  async body(scene) {
    const { client, dtls, iut, wire, seconds, afterwards, cannotJudge } = scene
    const must = mustByRule(scene)
    await client.isRegistered()
    const harmless = await wire.harmless()
    for (let round = 1; round <= rounds; round++) {
      const first = wire.sends('a request', harmless).responded
      if (!(await first.comes())) cannotJudge('a request as it should be is not answered')
      const before = await dtls.handshake(first).happens()
      dtls.distorts(iut.includes('client') ? 'turned into a HelloRequest' : 'turned into a ClientHello')
      await wire
        .sends('what asks for a renegotiation', harmless, { once: true })
        .replies(seconds(waits.noReply))
        .happens()
      dtls.distorts(undefined)
      await must(0, dtls.handshake(first), beginsNone)
      const after = await must(1, dtls.handshake(first), lasts)
      // Nothing is to be expected of a Client that has ended its association.
      if (endingAlerts(after).length > 0) return afterwards('the Client is back', () => dtls.returns())
      const next = wire.sends('a request after it', harmless).responded
      await must(1, next, granted)
      await must(1, dtls.handshake(next), sameAs(before))
    }
  },
})

export default renegotiation
