import { testCase } from '#testcase'
import { answersBlock, blocksOf, sendBlock } from '../tp-coap/blocks.ts'
import { longUpdate, takesBlocks } from '../tp-coap/long-update.ts'
import { aboutConnectionIds, takenUp } from './cid-case.ts'

export default testCase({
  ...aboutConnectionIds,
  dependsOn: [...takesBlocks.dependsOn, 'TP/COAP/BLOCK/BV-09 B', 'TP/SEC/DTLS/CID/BV-01 B'],
  purposeId: 'TP/SEC/DTLS/CID/BV-05',
  title: 'Another address amid a transfer in blocks',
  purpose: 'A body whose blocks come from two addresses within one association is one body.',
  reference: [{ clause: 'RFC 9146 §6' }, { clause: 'RFC 7959 §2.5' }],
  judges: ['server'],
  steps: [
    'The Client offers a connection id, and registers.',
    'It sends the first half of an Update with a list of objects in blocks of 16 octets, goes to another address, and sends the other half.',
    'It sends the list in one message.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'answers 2.31 to the blocks from another address, and 2.04 to the last',
      clause: 'RFC 9146 §6',
      // The association goes on there; that the transfer within does follows from it.
      level: 'SHOULD',
    },
  },
  async body(scene) {
    const { client, server, dtls, wire, doesNotApply } = scene
    await client.isRegistered()
    const attempt = dtls.attempts('offers a connection id', { hasConnectionId: true })
    const { hasConnectionIds } = await attempt.happens()
    if (!hasConnectionIds) return doesNotApply(takenUp, null)
    await client.registers().answered.happens()
    const { update, list } = await longUpdate(scene, 2)
    const last = blocksOf(list) - 1
    const half = Math.floor(last / 2)
    for (let num = 0; num < half; num++) await sendBlock(wire, update, list, num).happens()
    await dtls.moves()
    for (let num = half; num < last; num++)
      await server.must('A', sendBlock(wire, update, list, num), answersBlock('2.31', num))
    await server.must('A', sendBlock(wire, update, list, last), answersBlock('2.04', last))
    await client.updates({ lists: [] }).answered.happens()
  },
})
