import { code, holds, testCase } from '#testcase'
import { atTheLatest, isRefused, mayLackBlocks, sendBlock } from './blocks.ts'
import { writtenString } from './written-string.ts'

/** Three blocks, the second of which is sent with octets too few, and too many. */
const body = new TextEncoder().encode('The second of these blocks is cut.')
const [short, long] = [10, 18]

export default testCase({
  purposeId: 'TP/COAP/BLOCK/BI-03',
  title: 'A block of another length than it says',
  purpose: 'A block that announces more to come is full, or it is refused.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7959 §2.2' }],
  judges: ['client'],
  selection: { client: ['FMT.text'] },
  dependsOn: [101, 201, 205, 'int-260 A', 'TP/COAP/BLOCK/BV-02'],
  impact: 'settings',
  steps: [
    'The Server writes a string as a whole.',
    'It sends the first block of another, then 10 octets as its second block of 16, with more to come.',
    'It begins anew, and sends 18 octets as the second block.',
    'Where such a block is taken, the last follows.',
    'It reads the string.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'refuses the short block, with the last at the latest',
      clause: 'RFC 7959 §2.2',
    },
    B: {
      judged: 'client',
      text: 'refuses the long block, with the last at the latest',
      clause: 'RFC 7959 §2.2',
    },
    C: { judged: 'client', text: 'holds what it held before', clause: 'RFC 7959 §2.5' },
  },
  async body(scene) {
    const { client, server, wire } = scene
    const { path, write } = await writtenString(scene, 'before')
    await mayLackBlocks(scene, await sendBlock(wire, write, body, 0).happens())
    const theLast = () => sendBlock(wire, write, body, 2)
    await client.must('A', await atTheLatest(sendBlock(wire, write, body, 1, short), theLast), isRefused)
    await sendBlock(wire, write, body, 0).happens()
    await client.must('B', await atTheLatest(sendBlock(wire, write, body, 1, long), theLast), isRefused)
    await client.must('C', server.reads(path).answered, code('2.05'), holds({ [path]: 'before' }))
  },
})
