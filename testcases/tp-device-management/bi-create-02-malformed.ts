import { code, noLinks } from '#testcase'
import { managementCase } from './management-case.ts'

/** Instance 104 without any resource, and instance 105 that is cut off, as TLV in hexadecimal. */
const payloads = { A: '0068', B: '0869148800104800' } as const

export default managementCase({
  id: 'CREATE/BI-02',
  title: 'Create without a mandatory resource, and of malformed TLV',
  purpose: 'What cannot be created as a whole is refused, and nothing is made of it.',
  needs: ['OBJ.16', 'FMT.tlv'],
  reference: [{ clause: 'Core 1.1.1 §6.3.6' }],
  dependsOn: ['int-1630 A'],
  steps: [
    'The Server creates /16/104 without its mandatory identity.',
    'It creates /16/105 by TLV that is cut off.',
    'It discovers /16.',
  ],
  criteria: {
    A: {
      judged: 'client',
      text: 'answers 4.00 where a mandatory resource is missing',
      clause: 'Core 1.1.1 §6.3.6',
    },
    B: { judged: 'client', text: 'answers 4.00 to malformed TLV', clause: 'Transport 1.1.1 §6.7' },
    C: { judged: 'client', text: 'has made no instance', clause: 'Core 1.1.1 §6.3.6' },
  },
  async body({ client, server }) {
    await client.isRegistered()
    for (const [letter, id] of [
      ['A', 104],
      ['B', 105],
    ] as const) {
      const payload = Uint8Array.from(Buffer.from(payloads[letter], 'hex'))
      const create = server.creates('/16', { [`${id}/0/0`]: '' }, { format: 'tlv', payload })
      await client.must(letter, create.answered, code('4.00'))
    }
    await client.must('C', server.discovers('/16').answered, code('2.05'), noLinks('/16/104', '/16/105'))
  },
})
