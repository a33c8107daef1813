import { testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { blocksIn, longText, serverBlocks, whole } from '../tp-coap/server-blocks.ts'
import { aboutConnectionIds, takenUp } from './cid-case.ts'

const path = '/3/0/15'

export default testCase({
  ...aboutConnectionIds,
  dependsOn: [...serverBlocks.dependsOn, 'TP/COAP/BLOCK/BV-08', 'TP/SEC/DTLS/CID/BV-01 B'],
  configuration: { ...C1, store: { ...C1.store, [path]: 'Europe/Berlin' } },
  purposeId: 'TP/SEC/DTLS/CID/BV-06',
  title: 'Another address amid a Write in blocks',
  purpose: 'A Server goes on with a Write in blocks where its Client has gone, within one association.',
  reference: [{ clause: 'RFC 9146 §6' }, { clause: 'RFC 7959 §2.5' }],
  judges: ['server'],
  stimuli: { server: ['write'] },
  steps: [
    'The Client offers a connection id, and registers.',
    'The Server writes a string of 3072 characters in blocks; at the first of them the Client goes to another address, and sends an Update from there.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'sends the rest of the blocks to the other address',
      clause: 'RFC 9146 §6',
      // The association goes on there; that the transfer within does follows from it.
      level: 'SHOULD',
    },
  },
  async body({ client, server, dtls, doesNotApply }) {
    await client.isRegistered()
    const attempt = dtls.attempts('offers a connection id', { hasConnectionId: true })
    const { hasConnectionIds } = await attempt.happens()
    if (!hasConnectionIds) return doesNotApply(takenUp, null)
    await client.registers().answered.happens()
    let isAway = false
    client.hears((message) => {
      const isFirst = blocksIn([message], 1).some(({ from, more }) => from === 0 && more)
      if (!isFirst || isAway) return
      isAway = true
      // Whichever address the answer to the block leaves from, the Server hears of the other by the Update.
      void dtls.moves().then(() => client.updates())
    })
    const text = longText('Elsewhere', 3)
    const { sent } = server.writes(path, text)
    const isWritten = await sent.comes()
    if (isWritten && !isAway) {
      const { frame } = await sent.happens()
      return doesNotApply('the Server sends 3072 octets at once', frame)
    }
    await server.must('A', sent, whole(text))
  },
})
