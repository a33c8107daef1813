import { code, testCase } from '#testcase'
import { atTheLatest, blocksOf, isRefused, sendBlock } from './blocks.ts'
import { longUpdate, takesBlocks } from './long-update.ts'

/** Octets of a block that says it has 16. */
const [short, long] = [10, 18]

export default testCase({
  ...takesBlocks,
  purposeId: 'TP/COAP/BLOCK/BI-07',
  title: 'A block of an Update of another length than it says',
  purpose: 'A block that announces more to come is full, or it is refused.',
  reference: [{ clause: 'RFC 7959 §2.2' }],
  dependsOn: [...takesBlocks.dependsOn, 'TP/COAP/BLOCK/BV-09'],
  steps: [
    'The Client sends the first block of an Update with a list, then 10 octets as its second block of 16, with more to come.',
    'It begins anew, and sends 18 octets as the second block.',
    'Where such a block is taken, the others follow.',
    'It sends an Update in one message.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'refuses the short block, with the last at the latest',
      clause: 'RFC 7959 §2.2',
    },
    B: {
      judged: 'server',
      text: 'refuses the long block, with the last at the latest',
      clause: 'RFC 7959 §2.2',
    },
    C: { judged: 'server', text: 'keeps the registration', clause: 'Core 1.1.1 §6.2.2' },
  },
  async body(scene) {
    const { client, server, wire } = scene
    const { update, list } = await longUpdate(scene, 6)
    const last = blocksOf(list) - 1
    for (const [letter, octets] of [
      ['A', short],
      ['B', long],
    ] as const) {
      await sendBlock(wire, update, list, 0).happens()
      let answered = sendBlock(wire, update, list, 1, octets)
      for (let num = 2; num <= last; num++)
        answered = await atTheLatest(answered, () => sendBlock(wire, update, list, num))
      await server.must(letter, answered, isRefused)
    }
    await server.must('C', client.updates({ lists: [] }).answered, code('2.04'))
  },
})
