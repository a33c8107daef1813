import { check, code, holds, type Reply, replyText, testCase } from '#testcase'
import { mayLackBlocks, sendBlock } from './blocks.ts'
import { writtenString } from './written-string.ts'

/** Three blocks, the second of which is sent short of its last octets. */
const body = new TextEncoder().encode('The second of these blocks is cut.')
const cut = 10

const isRefused = check<Reply>('a refusal (4.xx)', (reply) =>
  reply.code.startsWith('4.') ? undefined : replyText(reply),
)

export default testCase({
  purposeId: 'TP/COAP/BLOCK/BI-03',
  title: 'A block that is shorter than it says',
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
    'It reads the string.',
  ],
  criteria: {
    A: { judged: 'client', text: 'refuses the short block', clause: 'RFC 7959 §2.2' },
    B: { judged: 'client', text: 'holds what it held before', clause: 'RFC 7959 §2.5' },
  },
  async body(scene) {
    const { client, server, wire } = scene
    const { path, write } = await writtenString(scene, 'before')
    await mayLackBlocks(scene, await sendBlock(wire, write, body, 0).happens())
    await client.must('A', sendBlock(wire, write, body, 1, { octets: cut }), isRefused)
    await client.must('B', server.reads(path).answered, code('2.05'), holds({ [path]: 'before' }))
  },
})
