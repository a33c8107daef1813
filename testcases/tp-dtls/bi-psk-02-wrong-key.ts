import { testCase } from '#testcase'
import { aboutHandshakes, comesAbout, comesToNothing, transmissions } from './handshake-case.ts'

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/PSK/BI-02',
  title: 'A wrong key, and none',
  purpose: 'A Client that lacks the key of its identity is not served.',
  reference: [{ clause: 'RFC 4279 §2' }, { clause: 'Core 1.1.1 Appendix E.1 resource 5' }],
  judges: ['server'],
  channel: { only: 'psk', why: 'it is about pre-shared keys' },
  steps: [
    'The Client gives its identity, and has another key.',
    'The Client gives its identity, and has an empty key.',
    'The Client gives its identity, and has its key.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'agrees on nothing with a Client that lacks the key of its identity',
      clause: 'RFC 4279 §2',
    },
    B: {
      judged: 'server',
      text: 'agrees with the Client afterwards, by the key that both have',
      clause: 'RFC 4279 §2',
    },
  },
  async body({ server, dtls }) {
    for (const [what, key] of [
      ['has another key', new TextEncoder().encode('of nobody at all')],
      ['has an empty key', new Uint8Array()],
    ] as const) {
      await server.must('A', dtls.attempts(what, { key, transmissions }), comesToNothing)
    }
    await server.must('B', dtls.attempts('has its key'), comesAbout)
  },
})
