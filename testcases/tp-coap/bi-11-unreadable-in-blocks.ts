import { code, holds, testCase } from '#testcase'
import { mayLackBlocks, sendBlock } from './blocks.ts'
import { repliesWith } from './written-string.ts'

/** Two blocks of text that is no integer. */
const body = new TextEncoder().encode('soon, in two blocks of 16.')

export default testCase({
  purposeId: 'TP/COAP/BLOCK/BI-05',
  title: 'What cannot be read, in blocks',
  purpose: 'The last block of a body that cannot be read is no block to be continued.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7959 §2.9.1' }, { clause: 'Core 1.1.1 §6.3.3' }],
  judges: ['client'],
  selection: { client: ['FMT.text'] },
  dependsOn: [101, 201, 205, 'TP/COAP/BLOCK/BV-02', 'TP/DM/WRITE/BI-05 A'],
  impact: 'settings',
  steps: [
    'The Server writes 26 characters that are no integer to the Lifetime, in blocks of 16 octets.',
    'It reads the Lifetime.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers the last block with 4.00', clause: 'Transport 1.1.1 §6.7' },
    B: { judged: 'client', text: 'keeps its value', clause: 'Core 1.1.1 §6.3.3' },
  },
  async body(scene) {
    const { client, server, wire } = scene
    await client.isRegistered()
    const path = `${await client.serverInstance()}/1`
    const before = await client.valuesOf(path)
    const write = { code: '0.03', path: path.slice(1).split('/'), contentFormat: 0 } as const
    const begun = sendBlock(wire, write, body, 0)
    const reply = await begun.happens()
    await mayLackBlocks(scene, reply)
    // Who sees at once that it is no integer need not wait for the rest.
    const last = reply.code === '2.31' ? sendBlock(wire, write, body, 1) : begun
    await client.must('A', last, repliesWith('4.00'))
    await client.must('B', server.reads(path).answered, code('2.05'), holds(before))
  },
})
