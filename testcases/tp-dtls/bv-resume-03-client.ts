import { testCase } from '#testcase'
import { aboutHandshakes, comesAbout, isHeard } from './handshake-case.ts'

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/RESUME/BV-03',
  title: 'A Client that resumes a session',
  purpose:
    'A Client that gives the id of a session goes on with it, or has a whole handshake, as the Server says.',
  reference: [{ clause: 'RFC 5246 §7.4.1.3' }],
  judges: ['client'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about sessions of DTLS' },
  stimuli: { client: ['register'] },
  steps: [
    'The Client is told to register; in the handshake the Server gives a session id.',
    'The Server ends the association; the Client is told to register, and may give the id.',
    'The Server ends the association, and forgets the session; the Client is told to register, and may give the id.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'agrees with a Server that goes on with the session that the Client named',
      clause: 'RFC 5246 §7.4.1.3',
    },
    B: {
      judged: 'client',
      text: 'agrees with a Server that has a whole handshake instead',
      clause: 'RFC 5246 §7.4.1.3',
    },
  },
  async body({ client, server, dtls, doesNotApply }) {
    await client.isRegistered()
    const remembers = { sessions: 'remembered' } as const
    const first = dtls.attempts('gives a session id', remembers)
    await first.happens()
    // The Client has the session once it has our Finished, and it serves nothing before.
    await isHeard({ client }, first)
    await server.reads('/3/0').answered.happens()
    const second = dtls.attempts('remembers the session', remembers)
    const { offered, frame } = await second.happens()
    if (offered?.resumes === false) doesNotApply('the Client resumes no session', frame)
    const { outcome } = await client.must('A', second, comesAbout)
    if (outcome === 'established') {
      await isHeard({ client }, second)
      await server.reads('/3/0').answered.happens()
    }
    const third = dtls.attempts('has forgotten the session', { sessions: 'unknown' })
    await client.must('B', third, comesAbout)
  },
})
