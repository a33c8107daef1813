import { testCase } from '#testcase'
import { waits } from '../waits.ts'
import { aboutConnectionIds, isServed, takenUp } from './cid-case.ts'
import { comesAbout } from './handshake-case.ts'

export default testCase({
  ...aboutConnectionIds,
  purposeId: 'TP/SEC/DTLS/CID/BV-01',
  title: 'A Client with a connection id at another address',
  purpose: 'A Server that takes up connection ids follows a Client to another address.',
  reference: [{ clause: 'RFC 9146 §3' }, { clause: 'RFC 9146 §6' }],
  judges: ['server'],
  steps: [
    'The Client offers a connection id of its own.',
    'It registers, and sends an Update.',
    'It sends an Update from another address, in the same association.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'agrees with a Client that offers a connection id, and gives it in its records if it takes it up',
      clause: 'RFC 9146 §3',
    },
    B: {
      judged: 'server',
      text: 'answers the Client at another address, in the same association, if connection ids were agreed on',
      clause: 'RFC 9146 §6',
      level: 'SHOULD',
    },
  },
  async body({ client, server, dtls, wire, seconds, cannotJudge }) {
    await client.isRegistered()
    const attempt = dtls.attempts('offers a connection id', { hasConnectionId: true })
    const { outcome, hasConnectionIds } = await server.must('A', attempt, comesAbout)
    if (outcome !== 'established') return cannotJudge('there is no association to go on in')
    if (!hasConnectionIds) return server.notApplicable('B', takenUp)
    const harmless = await wire.harmless()
    await wire.sends('an Update', harmless).responded.happens()
    await dtls.moves()
    const update = wire.sends('an Update from another address', harmless)
    await server.must('B', update.replies(seconds(waits.atAnotherAddress)), isServed)
  },
})
