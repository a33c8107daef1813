import { check, type Reply, testCase } from '#testcase'
import { askBlock, mayLackBlocksBeside } from './blocks.ts'

/** The highest number that 20 bits hold, of the largest blocks: it begins at octet 1073740800. */
const last = { num: 0xfffff, szx: 6 } as const

const nothingThere = check<Reply>('no content', ({ code, payload }) =>
  code.startsWith('2.') && payload.length > 0 ? `${code} with ${payload.length} octets` : undefined,
)

export default testCase({
  purposeId: 'TP/COAP/BLOCK/BI-04',
  title: 'Block beyond the content',
  purpose: 'Where there is no content, none is given: the highest block number is a number like any other.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7959 §2.2' }],
  judges: ['client'],
  dependsOn: [101],
  impact: 'none',
  steps: ['The Server asks for block 1048575 of /3/0/16, of 1024 octets.'],
  criteria: {
    A: {
      judged: 'client',
      text: 'gives no content for a block that lies beyond it',
      clause: 'RFC 7959 §2.2',
    },
  },
  async body(scene) {
    const { client, wire } = scene
    await client.isRegistered()
    const read = await wire.harmless()
    const asked = askBlock(wire, read, last.num, last.szx)
    await mayLackBlocksBeside(scene, await asked.happens(), read)
    await client.must('A', asked, nothingThere)
  },
})
