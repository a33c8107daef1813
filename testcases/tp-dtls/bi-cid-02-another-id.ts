import { type Check, check, type Reply, testCase } from '#testcase'
import { waits } from '../waits.ts'
import { aboutConnectionIds, takenUp } from './cid-case.ts'
import { endingAlerts, granted, lasts, rounds, sameAs } from './record-case.ts'

const unanswered: Check<readonly Reply[]> = check('no answer', (replies) =>
  replies.length === 0 ? undefined : `${replies.length} answers`,
)

export default testCase({
  ...aboutConnectionIds,
  purposeId: 'TP/SEC/DTLS/CID/BI-02',
  title: 'A record with another connection id',
  purpose: 'A Server passes over records with a connection id that it has given to nobody, and goes on.',
  reference: [{ clause: 'RFC 9146 §6' }],
  judges: ['server'],
  steps: [
    'The Client offers a connection id, and registers.',
    'It sends an Update; in the record the connection id of the Server is another by one bit.',
    'It sends an Update as it should.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'does nothing that a record with another connection id asks for',
      clause: 'RFC 9146 §6',
    },
    B: {
      judged: 'server',
      text: 'drops it in silence and serves the next Update in the same association',
      clause: 'RFC 9146 §6',
    },
  },
  async body({ client, server, dtls, wire, seconds, doesNotApply, cannotJudge }) {
    await client.isRegistered()
    const attempt = dtls.attempts('offers a connection id', { hasConnectionId: true })
    const { hasConnectionIds, wantsConnectionId } = await attempt.happens()
    if (!hasConnectionIds) return doesNotApply(takenUp, null)
    if (!wantsConnectionId) return doesNotApply('the Server wants no connection id in its own records', null)
    const harmless = await wire.harmless()
    for (let round = 1; round <= rounds; round++) {
      const first = wire.sends('an Update', harmless).responded
      if (!(await first.comes())) cannotJudge('an Update as it should be is not answered')
      const before = await dtls.handshake(first).happens()
      dtls.distorts('given another connection id')
      const other = wire.sends('an Update with another connection id', harmless, { once: true })
      await server.must('A', other.replies(seconds(waits.noReply)), unanswered)
      dtls.distorts(undefined)
      const after = await server.must('B', dtls.handshake(first), lasts)
      if (endingAlerts(after).length > 0) return
      const next = wire.sends('an Update after it', harmless).responded
      await server.must('B', next, granted)
      await server.must('B', dtls.handshake(next), sameAs(before))
    }
  },
})
