import { code, testCase } from '#testcase'
import { aboutHandshakes, comesAbout } from './handshake-case.ts'

export default testCase({
  ...aboutHandshakes,
  purposeId: 'TP/SEC/DTLS/CID/BV-04',
  title: 'A Client without a connection id at another address',
  purpose: 'A Client that nobody can follow to another address begins anew there, and is served there.',
  reference: [
    { clause: 'RFC 6347 §4.2' },
    { clause: 'Transport 1.1.1 §6.5' },
    { clause: 'Core 1.1.1 §6.2.1' },
  ],
  judges: ['server'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about associations of DTLS' },
  stimuli: { server: ['read'] },
  steps: [
    'The Client is registered over an association without connection ids, and goes to another address, where nothing that is sent to the one before arrives.',
    'Without a word about the former association it begins another there, and registers.',
    'The Server reads /3/0.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'agrees on an association at another address with a Client that it has one with',
      clause: 'RFC 6347 §4.2',
    },
    B: { judged: 'server', text: 'answers the Register there with 2.01', clause: 'Core 1.1.1 §6.2.1' },
    C: {
      judged: 'server',
      text: 'sends what it asks for to where the Client registered last',
      clause: 'Core 1.1.1 §6.2.1',
    },
  },
  async body({ client, server, dtls, cannotJudge }) {
    await client.isRegistered()
    const first = dtls.attempts('offers no connection id')
    const { outcome } = await first.happens()
    if (outcome !== 'established') return cannotJudge('there is no association to go away from')
    await client.registers().answered.happens()
    await dtls.moves()
    const anew = dtls.attempts('begins anew at another address', { isForgetful: true })
    await server.must('A', anew, comesAbout)
    await server.must('B', client.registers().answered, code('2.01'))
    await server.must('C', server.reads('/3/0').sent)
  },
})
