import { code, holds, testCase } from '#testcase'
import { blocksOf, mayLackBlocks, sendBlock } from './blocks.ts'
import { repliesWith, writtenString } from './written-string.ts'

const text = 'Every block after the first is no TLV: it has no header of its own.'
const tlvFormat = 11542
/** A resource with an id and a length of 8 bits (Core 1.1.1 §7.4.3). */
const resourceHeader = 0xc8

export default testCase({
  purposeId: 'TP/COAP/BLOCK/BV-06',
  title: 'Writing TLV in small blocks',
  purpose: 'TLV that comes in blocks is read when it is whole.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7959 §2.5' }, { clause: 'Core 1.1.1 §7.4.3' }],
  judges: ['client'],
  selection: { client: ['FMT.text', 'FMT.tlv'] },
  dependsOn: [101, 201, 205, 215, 'int-260 A', 'TP/COAP/BLOCK/BV-02'],
  impact: 'settings',
  steps: ['The Server writes a string of 67 characters as TLV, in blocks of 16 octets.', 'It reads it.'],
  criteria: {
    A: { judged: 'client', text: 'answers the last block of TLV with 2.04', clause: 'RFC 7959 §2.5' },
    B: { judged: 'client', text: 'holds the value that the TLV gave', clause: 'Core 1.1.1 §7.4.3' },
  },
  async body(scene) {
    const { client, server, wire } = scene
    const { path, segments, write } = await writtenString(scene, 'before')
    const value = new TextEncoder().encode(text)
    const body = Uint8Array.of(resourceHeader, Number(segments[2]), value.length, ...value)
    const asTlv = { ...write, contentFormat: tlvFormat }
    const last = blocksOf(body) - 1
    await mayLackBlocks(scene, await sendBlock(wire, asTlv, body, 0).happens())
    for (let num = 1; num < last; num++) await sendBlock(wire, asTlv, body, num).happens()
    await client.must('A', sendBlock(wire, asTlv, body, last), repliesWith('2.04'))
    await client.must('B', server.reads(path).answered, code('2.05'), holds({ [path]: text }))
  },
})
