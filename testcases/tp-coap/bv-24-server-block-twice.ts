import { testCase } from '#testcase'
import { blockOf, blocksOf, sendBlock } from './blocks.ts'
import { copied } from './copies.ts'
import { longUpdate, takesBlocks } from './long-update.ts'
import { repliesWith } from './written-string.ts'

export default testCase({
  ...takesBlocks,
  purposeId: 'TP/COAP/BLOCK/BV-10',
  title: 'A block of an Update that is sent twice',
  purpose: 'A copy of a block is no block of its own.',
  reference: [{ clause: 'RFC 7252 §4.2' }, { clause: 'RFC 7959 §2.5' }],
  dependsOn: [...takesBlocks.dependsOn, 'TP/COAP/BLOCK/BV-09'],
  transport: { only: 'udp', why: 'TCP delivers each message once' },
  steps: [
    'The Client sends an Update with a list in blocks of 16 octets, and the octets of the second block twice.',
  ],
  criteria: {
    A: { judged: 'server', text: 'answers the blocks after the copy with 2.31', clause: 'RFC 7959 §2.5' },
    B: { judged: 'server', text: 'answers the last block with 2.04', clause: 'RFC 7959 §2.5' },
  },
  async body(scene) {
    const { client, server, wire } = scene
    const { update, list } = await longUpdate(scene, 2)
    const last = blocksOf(list) - 1
    await sendBlock(wire, update, list, 0).happens()
    const second = blockOf(wire, update, list, 1)
    await second.responded.happens()
    await copied(second)
    for (let num = 2; num < last; num++)
      await server.must('A', sendBlock(wire, update, list, num), repliesWith('2.31'))
    await server.must('B', sendBlock(wire, update, list, last), repliesWith('2.04'))
    await client.updates({ lists: [] }).answered.happens()
  },
})
