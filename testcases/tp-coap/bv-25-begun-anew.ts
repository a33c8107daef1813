import { code, holds, testCase } from '#testcase'
import { blocksOf, mayLackBlocks, sendBlock } from './blocks.ts'
import { longUpdate, takesBlocks } from './long-update.ts'
import { repliesWith, writtenString } from './written-string.ts'

const given = 'What was begun first is of no account any more.'
const anew = 'What is begun anew stands alone, from its first block.'

export default testCase({
  ...takesBlocks,
  purposeId: 'TP/COAP/BLOCK/BV-11',
  title: 'A body in blocks that is begun anew',
  purpose: 'A first block puts an end to what was under way, and nothing of that is left.',
  reference: [{ clause: 'RFC 7959 §2.5' }],
  judges: ['client', 'server'],
  selection: { client: ['FMT.text'] },
  dependsOn: [101, 201, 205, 'int-102 D', 'TP/COAP/BLOCK/BV-02', 'TP/COAP/BLOCK/BV-09'],
  impact: 'settings',
  steps: [
    'The Server sends the first two blocks of a string, then another string from its first block on, and reads it;',
    'or the Client so sends two lists in Updates.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the last block with 2.04', clause: 'RFC 7959 §2.5' },
    B: { judged: 'client', text: 'holds the string that was begun anew', clause: 'RFC 7959 §2.5' },
    C: { judged: 'server', text: 'answers the last block with 2.04', clause: 'RFC 7959 §2.5' },
  },
  async body(scene) {
    const { client, server, wire, iut } = scene
    if (!iut.includes('client')) {
      const { update, list } = await longUpdate(scene, 3)
      const { list: other } = await longUpdate(scene, 4)
      for (const num of [0, 1]) await sendBlock(wire, update, list, num).happens()
      const last = blocksOf(other) - 1
      for (let num = 0; num < last; num++) await sendBlock(wire, update, other, num).happens()
      await server.must('C', sendBlock(wire, update, other, last), repliesWith('2.04'))
      await client.updates({ lists: [] }).answered.happens()
      return
    }
    const { path, write } = await writtenString(scene, 'before')
    const [first, second] = [given, anew].map((text) => new TextEncoder().encode(text)) as [
      Uint8Array,
      Uint8Array,
    ]
    await mayLackBlocks(scene, await sendBlock(wire, write, first, 0).happens())
    await sendBlock(wire, write, first, 1).happens()
    const last = blocksOf(second) - 1
    for (let num = 0; num < last; num++) await sendBlock(wire, write, second, num).happens()
    await client.must('A', sendBlock(wire, write, second, last), repliesWith('2.04'))
    await client.must('B', server.reads(path).answered, code('2.05'), holds({ [path]: anew }))
  },
})
