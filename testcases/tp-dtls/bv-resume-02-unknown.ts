import { type Check, check, type Handshake, testCase } from '#testcase'
import { aboutHandshakes, comesAbout } from './handshake-case.ts'

const asksForACookie: Check<Handshake> = check('a HelloVerifyRequest', ({ cookieAsked }) =>
  cookieAsked ? undefined : 'none',
)

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/RESUME/BV-02',
  title: 'A session that the Server does not know',
  purpose: 'A Client that gives the id of a session that nobody knows gets a new one, in a whole handshake.',
  reference: [{ clause: 'RFC 5246 §7.3' }, { clause: 'RFC 6347 §4.2.1' }],
  judges: ['server'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about sessions of DTLS' },
  steps: ['The Client begins a handshake with the id of a session that never was.'],
  criteria: {
    A: {
      judged: 'server',
      text: 'agrees anew with a Client that gives the id of a session that it does not know',
      clause: 'RFC 5246 §7.3',
    },
    B: {
      judged: 'server',
      text: 'asks for a cookie before a whole handshake, session id or not',
      clause: 'RFC 6347 §4.2.1',
      level: 'SHOULD',
    },
  },
  async body({ client, server, dtls }) {
    await client.isRegistered()
    const attempt = dtls.attempts('resumes a session that never was', { sessions: 'unknown' })
    await server.must('A', attempt, comesAbout)
    await server.must('B', attempt, asksForACookie)
  },
})
