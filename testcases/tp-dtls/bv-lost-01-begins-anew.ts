import { code, testCase } from '#testcase'
import { aboutHandshakes, comesAbout } from './handshake-case.ts'

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/LOST/BV-01',
  title: 'An association that the Client lost',
  purpose: 'A Client that restarted, and begins anew from the same address, is served.',
  reference: [{ clause: 'RFC 6347 §4.2.8' }],
  judges: ['server'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about associations of DTLS' },
  steps: [
    'The Client is registered over an association.',
    'It forgets the association without a word, and begins another handshake from the same address.',
    'It registers.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'agrees on another association with a Client that it has one with',
      clause: 'RFC 6347 §4.2.8',
    },
    B: {
      judged: 'server',
      text: 'answers the Register within the new association with 2.01',
      clause: 'Transport 1.1.1 §6.4.3',
    },
  },
  async body({ client, server, dtls }) {
    await client.isRegistered()
    const anew = dtls.attempts('has lost the association', { isForgetful: true })
    await server.must('A', anew, comesAbout)
    await server.must('B', client.registers().answered, code('2.01'))
  },
})
