import { code, testCase } from '#testcase'
import { aboutHandshakes, comesAbout } from './handshake-case.ts'

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/RESUME/BV-01',
  title: 'A session that the Server let be resumed',
  purpose: 'A Client that goes on with a session is served, by that session or by a new one.',
  reference: [{ clause: 'RFC 5246 §7.4.1.3' }],
  judges: ['server'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about sessions of DTLS' },
  steps: [
    'The Client has a handshake with the Server, which gives a session id.',
    'It ends the association, and begins a handshake with that id.',
    'It registers.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'agrees with a Client that gives the id of a session, with what that session had or anew',
      clause: 'RFC 5246 §7.4.1.3',
    },
    B: {
      judged: 'server',
      text: 'answers the Register within the association with 2.01',
      clause: 'Transport 1.1.1 §6.4.3',
    },
  },
  async body({ client, server, dtls, doesNotApply }) {
    await client.isRegistered()
    const first = dtls.attempts('has a whole handshake')
    const { isResumable, frame } = await first.happens()
    if (!isResumable) return doesNotApply('the Server gives no session id', frame)
    await server.must('A', dtls.attempts('resumes the session', { sessions: 'remembered' }), comesAbout)
    await server.must('B', client.registers().answered, code('2.01'))
  },
})
