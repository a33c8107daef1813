import { testCase } from '#testcase'
import { aboutHandshakes, comesAbout } from './handshake-case.ts'

const clause = 'RFC 6347 §4.2.1'

export default testCase({
  ...aboutHandshakes,
  dependsOn: [101, 'TP/SEC/DTLS/PSK/BI-01', 'TP/SEC/DTLS/KEY/BI-01'],
  purposeId: 'TP/SEC/DTLS/FAILED/BI-01',
  title: 'Thousands of handshakes that fail',
  purpose: 'Strangers whose handshakes fail use nothing up that a Server needs for its Clients.',
  reference: [{ clause }],
  judges: ['server'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about handshakes of DTLS' },
  steps: [
    'A stranger, with an identity, raw public key or certificate that nobody knows, begins 5100 handshakes from other ports, or as many as the IXIT says (failedHandshakes).',
    'The Client begins a handshake as its account says.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'agrees with the Client after thousands of handshakes that failed',
      clause,
      // It is about what a Server has left for others; how much that is to be is said nowhere.
      level: 'SHOULD',
    },
  },
  async body({ client, server, dtls, cannotJudge }) {
    await client.isRegistered()
    const agreed = await dtls.failsBeside()
    if (agreed > 0) cannotJudge(`${agreed} handshakes of a stranger came about`)
    await server.must('A', dtls.attempts('has what its account says'), comesAbout)
  },
})
