import { code, holds, testCase } from '#testcase'
import { mayLackBlocks, sendBlock } from './blocks.ts'
import { repliesWith, writtenString } from './written-string.ts'

/** Two blocks, the last of which comes alone. */
const body = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWX')

export default testCase({
  purposeId: 'TP/COAP/BLOCK/BI-02',
  title: 'A Write whose first block never came',
  purpose: 'The last block of a body is no body.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7959 §2.9.2' }],
  judges: ['client'],
  selection: { client: ['FMT.text'] },
  dependsOn: [101, 201, 205, 'int-260 A', 'TP/COAP/BLOCK/BV-02'],
  impact: 'settings',
  steps: [
    'The Server writes a string as a whole.',
    'It sends the second and last block of 16 octets of another, and reads the string.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers 4.08 Request Entity Incomplete', clause: 'RFC 7959 §2.9.2' },
    B: { judged: 'client', text: 'holds what it held before', clause: 'RFC 7959 §2.5' },
  },
  async body(scene) {
    const { client, server, wire } = scene
    const { path, write } = await writtenString(scene, 'before')
    const sent = sendBlock(wire, write, body, 1)
    await mayLackBlocks(scene, await sent.happens())
    await client.must('A', sent, repliesWith('4.08'))
    await client.must('B', server.reads(path).answered, code('2.05'), holds({ [path]: 'before' }))
  },
})
