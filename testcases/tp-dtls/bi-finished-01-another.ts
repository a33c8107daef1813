import { testCase } from '#testcase'
import { aboutHandshakes, comesAbout, comesToNothing } from './handshake-case.ts'

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/FINISHED/BI-01',
  title: 'A Finished of another handshake',
  purpose: 'A Server agrees on nothing where the Finished of the Client is not of what both have said.',
  reference: [{ clause: 'RFC 5246 §7.4.9' }],
  judges: ['server'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about handshakes of DTLS' },
  steps: [
    'One bit of the Finished of the Client is another.',
    'The Client sends the Finished that it should.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'agrees on nothing with a Client whose Finished is wrong',
      clause: 'RFC 5246 §7.4.9',
    },
    B: {
      judged: 'server',
      text: 'agrees afterwards with the Client whose Finished is right',
      clause: 'RFC 5246 §7.4.9',
    },
  },
  async body({ client, server, dtls }) {
    await client.isRegistered()
    const spoils = 'gives another Finished'
    await server.must('A', dtls.attempts(spoils, { spoils }), comesToNothing)
    await server.must('B', dtls.attempts('gives its Finished'), comesAbout)
  },
})
