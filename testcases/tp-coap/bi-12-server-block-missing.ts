import { code, testCase } from '#testcase'
import { blocksOf, sendBlock } from './blocks.ts'
import { longUpdate, takesBlocks } from './long-update.ts'
import { repliesWith } from './written-string.ts'

export default testCase({
  ...takesBlocks,
  purposeId: 'TP/COAP/BLOCK/BI-06',
  title: 'An Update of which a block never came',
  purpose: 'A list that lacks a block is no list, and takes no registration away.',
  reference: [{ clause: 'RFC 7959 §2.5' }, { clause: 'RFC 7959 §2.9.2' }],
  dependsOn: [...takesBlocks.dependsOn, 'TP/COAP/BLOCK/BV-09'],
  steps: [
    'The Client sends the first and the last block of an Update with a list, in blocks of 16 octets.',
    'It sends the last block of another, alone.',
    'It sends an Update in one message.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'answers the last block after a gap with 4.08 Request Entity Incomplete',
      clause: 'RFC 7959 §2.5',
    },
    B: { judged: 'server', text: 'answers the last block alone with 4.08', clause: 'RFC 7959 §2.5' },
    C: { judged: 'server', text: 'keeps the registration', clause: 'Core 1.1.1 §6.2.2' },
  },
  async body(scene) {
    const { client, server, wire } = scene
    const { update, list } = await longUpdate(scene, 5)
    const last = blocksOf(list) - 1
    await sendBlock(wire, update, list, 0).happens()
    await server.must('A', sendBlock(wire, update, list, last), repliesWith('4.08'))
    // What was refused is over: nothing came before this one.
    await server.must('B', sendBlock(wire, update, list, last), repliesWith('4.08'))
    await server.must('C', client.updates({ lists: [] }).answered, code('2.04'))
  },
})
