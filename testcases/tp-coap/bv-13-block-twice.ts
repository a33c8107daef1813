import { code, holds, testCase } from '#testcase'
import { askBlock, blockAsked, blockOf, blocksOf, isBlock, mayLackBlocks, sendBlock } from './blocks.ts'
import { copied } from './copies.ts'
import { repliesWith, writtenString } from './written-string.ts'

const text = 'A block whose acknowledgement was lost comes again, and counts once.'

export default testCase({
  purposeId: 'TP/COAP/BLOCK/BV-04',
  title: 'A block of a Write, and of a Read, that is sent twice',
  purpose: 'A copy of a block is no block of its own, and one that is asked for twice ends no Read.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7252 §4.2' }, { clause: 'RFC 7959 §2.5' }],
  judges: ['client'],
  selection: { client: ['FMT.text'] },
  dependsOn: [101, 201, 205, 'int-260 A', 'TP/COAP/BLOCK/BV-02'],
  transport: { only: 'udp', why: 'TCP delivers each message once' },
  impact: 'settings',
  steps: [
    'The Server writes a string in blocks of 16 octets, and sends the octets of the second block twice.',
    'It reads the string.',
    'It reads it in blocks of 16 octets, and asks for the second twice.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the block after the copy with 2.31', clause: 'RFC 7959 §2.5' },
    B: { judged: 'client', text: 'answers the last block with 2.04', clause: 'RFC 7959 §2.5' },
    C: { judged: 'client', text: 'holds the string, with every block once', clause: 'RFC 7959 §2.5' },
    D: {
      judged: 'client',
      text: 'gives the block after the one that was asked for twice',
      clause: 'RFC 7959 §2.4',
    },
  },
  async body(scene) {
    const { client, server, wire } = scene
    const { path, segments, write } = await writtenString(scene, 'before')
    const body = new TextEncoder().encode(text)
    const last = blocksOf(body) - 1
    await mayLackBlocks(scene, await sendBlock(wire, write, body, 0).happens())
    const second = blockOf(wire, write, body, 1)
    await second.responded.happens()
    await copied(second)
    for (let num = 2; num < last; num++)
      await client.must('A', sendBlock(wire, write, body, num), repliesWith('2.31'))
    await client.must('B', sendBlock(wire, write, body, last), repliesWith('2.04'))
    await client.must('C', server.reads(path).answered, code('2.05'), holds({ [path]: text }))
    const read = { code: '0.01', path: segments, accept: 0 } as const
    await askBlock(wire, read, 0).happens()
    const asked = blockAsked(wire, read, 1)
    await asked.responded.happens()
    // What answers one copy may be what the network doubled of the first answer.
    for (let round = 0; round < 2; round++) await copied(asked)
    await client.must('D', askBlock(wire, read, 2), isBlock(2))
  },
})
