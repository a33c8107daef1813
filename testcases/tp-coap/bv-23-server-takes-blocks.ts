import { code, testCase } from '#testcase'
import { answersBlock, blocksOf, sendBlock } from './blocks.ts'
import { longUpdate, takesBlocks } from './long-update.ts'

export default testCase({
  ...takesBlocks,
  purposeId: 'TP/COAP/BLOCK/BV-09',
  title: 'A Server takes an Update in small blocks',
  purpose: 'A Client chooses how small its blocks are, and the Server takes them as a whole.',
  reference: [{ clause: 'RFC 7959 §2.5' }],
  steps: [
    'The Client sends an Update with a list of objects, in blocks of 16 octets.',
    'It sends another, in one message.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'answers 2.31 Continue to each block but the last',
      clause: 'RFC 7959 §2.9.1',
    },
    B: { judged: 'server', text: 'answers 2.04 to the last', clause: 'RFC 7959 §2.5' },
    C: { judged: 'server', text: 'takes what comes in one message afterwards', clause: 'Core 1.1.1 §6.2.2' },
  },
  async body(scene) {
    const { client, server, wire } = scene
    const { update, list } = await longUpdate(scene, 1)
    const last = blocksOf(list) - 1
    for (let num = 0; num < last; num++)
      await server.must('A', sendBlock(wire, update, list, num), answersBlock('2.31', num))
    await server.must('B', sendBlock(wire, update, list, last), answersBlock('2.04', last))
    await server.must('C', client.updates({ lists: [] }).answered, code('2.04'))
  },
})
