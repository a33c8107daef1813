import { testCase } from '#testcase'
import { aboutHandshakes, comesAbout, comesToNothing, transmissions } from './handshake-case.ts'

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/PSK/BI-01',
  title: 'An unknown PSK identity',
  purpose: 'A Client that gives an identity that the Server does not know is not served.',
  reference: [{ clause: 'RFC 4279 §2' }, { clause: 'Core 1.1.1 Appendix E.1 resource 3' }],
  judges: ['server'],
  channel: { only: 'psk', why: 'it is about PSK identities' },
  steps: [
    'The Client gives another identity than its account has, and has the key of its account.',
    'The Client gives an empty identity.',
    'The Client gives the identity of its account.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'agrees on nothing with a Client whose identity it does not know',
      clause: 'RFC 4279 §2',
    },
    B: {
      judged: 'server',
      text: 'agrees with the Client afterwards, by the identity that it knows',
      clause: 'RFC 4279 §2',
    },
  },
  async body({ server, dtls }) {
    const identity = 'lwm2m-conformance-unknown'
    const unknown = dtls.attempts('gives an unknown identity', { identity, transmissions })
    await server.must('A', unknown, comesToNothing)
    const empty = dtls.attempts('gives an empty identity', { identity: '', transmissions })
    await server.must('A', empty, comesToNothing)
    await server.must('B', dtls.attempts('gives its own identity'), comesAbout)
  },
})
