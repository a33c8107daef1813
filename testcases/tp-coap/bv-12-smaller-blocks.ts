import { check, type Reply, replyText, testCase } from '#testcase'
import { askBlock, blockIn, mayLackBlocks, smallest } from './blocks.ts'
import { writtenString } from './written-string.ts'

const text = 'The quick brown fox jumps over the lazy dog, and the blocks grow smaller as it goes.'
/** Blocks of 32 octets, of which block 1 is where block 2 of 16 begins. */
const larger = { szx: 1, octets: 32 } as const

/** 2.05 with a part of the string, in blocks of so many octets. */
const holdsPart = (num: number, { szx, octets }: { readonly szx: number; readonly octets: number }) =>
  check<Reply>(`2.05 with block ${num} of ${octets} octets, of the string`, (reply) => {
    if (reply.code !== '2.05') return replyText(reply)
    const block = blockIn(reply, 2)
    if (block?.num !== num || block.szx !== szx)
      return block === undefined ? 'no Block2' : `block ${block.num} of ${2 ** (block.szx + 4)} octets`
    const seen = new TextDecoder().decode(reply.payload)
    return seen === text.slice(num * octets, (num + 1) * octets) ? undefined : `"${seen}"`
  })

export default testCase({
  purposeId: 'TP/COAP/BLOCK/BV-03',
  title: 'Smaller blocks amid a Read',
  purpose: 'A Server that asks for smaller blocks on the way is given them, from where it stands.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7959 §2.4' }],
  judges: ['client'],
  selection: { client: ['FMT.text'] },
  dependsOn: [101, 201, 205, 'int-260 A', 'TP/COAP/BLOCK/BV-01'],
  impact: 'settings',
  steps: [
    'The Server writes a string of 84 characters, and reads its first 32.',
    'It asks for blocks 2 and 3 of 16 octets.',
  ],
  criteria: {
    A: { judged: 'client', text: 'gives the first block', clause: 'RFC 7959 §2.4' },
    B: { judged: 'client', text: 'counts the smaller blocks by their own size', clause: 'RFC 7959 §2.4' },
  },
  async body(scene) {
    const { client, wire } = scene
    const { segments } = await writtenString(scene, text)
    const read = { code: '0.01', path: segments, accept: 0 } as const
    const first = askBlock(wire, read, 0, larger.szx)
    await mayLackBlocks(scene, await first.happens())
    await client.must('A', first, holdsPart(0, larger))
    for (const num of [2, 3]) await client.must('B', askBlock(wire, read, num), holdsPart(num, smallest))
  },
})
