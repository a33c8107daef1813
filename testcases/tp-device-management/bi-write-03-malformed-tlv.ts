import { holds } from '#testcase'
import { managementCase, refused } from './management-case.ts'

/** What is no TLV of resource 6, in hexadecimal. */
const malformed = {
  'of another resource': 'c10301',
  'with octets after its end': 'c10601c1',
  'longer than the payload': 'c20601',
} as const

export default managementCase({
  id: 'WRITE/BI-03',
  title: 'Write of malformed TLV',
  purpose: 'TLV that is malformed, or of something else, is refused and changes nothing.',
  needs: ['FMT.tlv'],
  reference: [{ clause: 'Core 1.1.1 §7.4.3' }, { clause: 'Core 1.1.1 §6.3.3' }],
  dependsOn: [215],
  steps: [
    'The Server PUTs TLV of another resource, with octets too many, and cut off to /1/0/6.',
    'It reads it.',
  ],
  criteria: {
    A: { judged: 'client', text: 'refuses TLV of another resource', clause: 'Core 1.1.1 §6.3.3' },
    B: { judged: 'client', text: 'refuses TLV with octets after its end', clause: 'Core 1.1.1 §7.4.3' },
    C: { judged: 'client', text: 'refuses TLV that is cut off', clause: 'Core 1.1.1 §7.4.3' },
    D: { judged: 'client', text: 'keeps its value', clause: 'Core 1.1.1 §6.3.3' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    const path = `${await client.serverInstance()}/6`
    const before = await client.valuesOf(path)
    const other = before[path] !== true
    for (const [letter, text] of [
      ['A', malformed['of another resource']],
      ['B', malformed['with octets after its end']],
      ['C', malformed['longer than the payload']],
    ] as const) {
      const payload = Uint8Array.from(Buffer.from(text, 'hex'))
      // The value that it would take is another than it has.
      if (!other && letter !== 'C') payload[2] = 0
      await client.must(letter, server.writes(path, other, { format: 'tlv', payload }).answered, refused)
    }
    await client.must('D', server.reads(path).answered, holds(before))
  },
})
