import { code, holds, testCase } from '#testcase'
import { answersBlock, atTheLatest, blocksOf, mayLackBlocks, sendBlock } from './blocks.ts'
import { repliesWith, writtenString } from './written-string.ts'

const text = 'The quick brown fox jumps over the lazy dog, in blocks of sixteen octets.'

export default testCase({
  purposeId: 'TP/COAP/BLOCK/BV-02',
  title: 'Writing in small blocks',
  purpose: 'A Write that comes in blocks is taken as a whole; one that has a gap is not.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7959 §2.5' }],
  judges: ['client'],
  selection: { client: ['FMT.text'] },
  dependsOn: [101, 201, 205, 'int-260 A'],
  impact: 'settings',
  steps: [
    'The Server discovers the test object, to find its string.',
    'It writes a string of 73 characters in blocks of 16 octets, and reads it.',
    'It writes the first and the third block of another string, and where that is taken the last.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers 2.31 Continue to each block but the last',
      clause: 'RFC 7959 §2.9.1',
    },
    B: { judged: 'client', text: 'answers 2.04 to the last', clause: 'RFC 7959 §2.5' },
    C: { judged: 'client', text: 'holds the whole string', clause: 'RFC 7959 §2.5' },
    D: {
      judged: 'client',
      text: 'answers a block after a gap with 4.08, the last at the latest',
      clause: 'RFC 7959 §2.5',
    },
    E: { judged: 'client', text: 'holds what it held before the gap', clause: 'RFC 7959 §2.5' },
  },
  async body(scene) {
    const { client, server, wire } = scene
    const { path, write } = await writtenString(scene, 'before')
    const body = new TextEncoder().encode(text)
    const last = blocksOf(body) - 1
    await mayLackBlocks(scene, await sendBlock(wire, write, body, 0).happens())
    for (let num = 0; num < last; num++)
      await client.must('A', sendBlock(wire, write, body, num), answersBlock('2.31', num))
    await client.must('B', sendBlock(wire, write, body, last), answersBlock('2.04', last))
    await client.must('C', server.reads(path).answered, code('2.05'), holds({ [path]: text }))
    const other = new TextEncoder().encode(text.toUpperCase())
    await sendBlock(wire, write, other, 0).happens()
    const ahead = await atTheLatest(sendBlock(wire, write, other, 2), () =>
      sendBlock(wire, write, other, last),
    )
    await client.must('D', ahead, repliesWith('4.08'))
    await client.must('E', server.reads(path).answered, code('2.05'), holds({ [path]: text }))
  },
})
