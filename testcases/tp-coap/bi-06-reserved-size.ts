import { testCase } from '#testcase'
import { askBlock, mayLackBlocksBeside } from './blocks.ts'
import { refusedWith } from './message-case.ts'

const reserved = 7

export default testCase({
  purposeId: 'TP/COAP/BLOCK/BI-01',
  title: 'Reserved block size',
  purpose: 'A size exponent of 7 means nothing over UDP and is refused.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7959 §2.2' }],
  judges: ['client'],
  dependsOn: [101],
  transport: { only: 'udp', why: 'over TCP a size exponent of 7 stands for BERT' },
  impact: 'none',
  steps: ['The Server asks for block 0 of /3/0/16 with the size exponent 7.'],
  criteria: { A: { judged: 'client', text: 'answers 4.00 Bad Request', clause: 'RFC 7959 §2.2' } },
  async body(scene) {
    const { client, wire } = scene
    await client.isRegistered()
    const read = await wire.harmless()
    const asked = askBlock(wire, read, 0, reserved)
    await mayLackBlocksBeside(scene, await asked.happens(), read)
    await client.must('A', asked, refusedWith('4.00'))
  },
})
