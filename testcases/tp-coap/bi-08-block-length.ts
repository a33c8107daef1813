import { check, code, holds, type Reply, replyText, testCase } from '#testcase'
import { mayLackBlocks, sendBlock } from './blocks.ts'
import { writtenString } from './written-string.ts'

/** Three blocks, the second of which is sent with octets too few, and too many. */
const body = new TextEncoder().encode('The second of these blocks is cut.')
const [short, long] = [10, 18]

const isRefused = check<Reply>('a refusal (4.xx)', (reply) =>
  reply.code.startsWith('4.') ? undefined : replyText(reply),
)

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
    'It reads the string.',
  ],
  criteria: {
    A: { judged: 'client', text: 'refuses the short block', clause: 'RFC 7959 §2.2' },
    B: { judged: 'client', text: 'refuses the long block', clause: 'RFC 7959 §2.2' },
    C: { judged: 'client', text: 'holds what it held before', clause: 'RFC 7959 §2.5' },
  },
  async body(scene) {
    const { client, server, wire } = scene
    const { path, write } = await writtenString(scene, 'before')
    await mayLackBlocks(scene, await sendBlock(wire, write, body, 0).happens())
    await client.must('A', sendBlock(wire, write, body, 1, short), isRefused)
    await sendBlock(wire, write, body, 0).happens()
    await client.must('B', sendBlock(wire, write, body, 1, long), isRefused)
    await client.must('C', server.reads(path).answered, code('2.05'), holds({ [path]: 'before' }))
  },
})
