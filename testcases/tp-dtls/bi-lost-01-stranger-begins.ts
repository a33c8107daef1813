import { type Check, check, type Reply, testCase } from '#testcase'
import { waits } from '../waits.ts'
import { isServed } from './cid-case.ts'
import { aboutHandshakes } from './handshake-case.ts'
import { endingAlerts, lasts, rounds, sameAs } from './record-case.ts'

const unanswered: Check<readonly Reply[]> = check('no answer within the association', (replies) =>
  replies.length === 0 ? undefined : `${replies.length} answers`,
)

export default testCase({
  ...aboutHandshakes,
  // What a Server is asked here is an Update.
  dependsOn: [101, 'int-102 D'],
  purposeId: 'TP/SEC/DTLS/LOST/BI-01',
  title: 'A ClientHello that nobody goes on with',
  purpose:
    'An association outlives a ClientHello in the clear from the address of its Client, as anybody can send one.',
  reference: [{ clause: 'RFC 6347 §4.2.8' }],
  judges: ['server'],
  channel: { only: ['psk', 'rpk', 'x509'], why: 'it is about associations of DTLS' },
  steps: [
    'The Client sends an Update in an association.',
    'A ClientHello in the clear comes from its address; whatever the Server answers, nothing follows.',
    'The Client sends an Update in the association.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'keeps the association until whoever says hello has shown to be there',
      clause: 'RFC 6347 §4.2.8',
    },
  },
  async body({ client, server, dtls, wire, seconds, cannotJudge }) {
    await client.isRegistered()
    const harmless = await wire.harmless()
    for (let round = 1; round <= rounds; round++) {
      const first = wire.sends('an Update', harmless).responded
      if (!(await first.comes())) cannotJudge('an Update as it should be is not answered')
      const before = await dtls.handshake(first).happens()
      dtls.distorts('turned into a ClientHello in the clear')
      const hello = wire.sends('a ClientHello in the clear', harmless, { once: true })
      await server.must('A', hello.replies(seconds(waits.noReply)), unanswered)
      dtls.distorts(undefined)
      const after = await server.must('A', dtls.handshake(first), lasts)
      if (endingAlerts(after).length > 0) return
      const next = wire.sends('an Update after it', harmless).replies(seconds(waits.atAnotherAddress))
      const replies = await server.must('A', next, isServed)
      if (isServed.verify(replies) !== undefined) {
        // There is nothing left for the next case to go on in.
        await dtls.attempts('begins anew').comes()
        return
      }
      await server.must('A', dtls.handshake(first), sameAs(before))
    }
  },
})
