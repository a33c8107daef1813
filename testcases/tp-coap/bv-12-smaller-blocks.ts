import { type Check, check, type Reply, replyText, testCase } from '#testcase'
import { askBlock, blockIn, mayLackBlocks, smallest } from './blocks.ts'
import { writtenString } from './written-string.ts'

/** Four blocks of 16 octets, the last of which is full. */
const text = 'The quick brown fox jumps over the lazy dog, in smaller blocks. '
/** Exponent of blocks of 32 octets, of which block 1 is where block 2 of 16 begins. */
const larger = 1

/** 2.05 with a part of the string, in blocks of this size. */
function holdsPart(num: number, szx: number = smallest.szx): Check<Reply> {
  const octets = 2 ** (szx + 4)
  return check(`2.05 with block ${num} of ${octets} octets, of the string`, (reply) => {
    if (reply.code !== '2.05') return replyText(reply)
    const block = blockIn(reply, 2)
    if (block?.num !== num || block.szx !== szx)
      return block === undefined ? 'no Block2' : `block ${block.num} of ${2 ** (block.szx + 4)} octets`
    const seen = new TextDecoder().decode(reply.payload)
    return seen === text.slice(num * octets, (num + 1) * octets) ? undefined : `"${seen}"`
  })
}

const isLast = check<Reply>('a block that none follows', (reply) =>
  blockIn(reply, 2)?.more === false ? undefined : 'a block that announces another',
)

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
    'The Server writes a string of 64 characters, and reads its first 32.',
    'It asks for blocks 2 and 3 of 16 octets.',
    'It reads its own Server instance in blocks of 16 octets, and then block 1 of the string.',
  ],
  criteria: {
    A: { judged: 'client', text: 'gives the first block', clause: 'RFC 7959 §2.4' },
    B: { judged: 'client', text: 'counts the smaller blocks by their own size', clause: 'RFC 7959 §2.4' },
    C: {
      judged: 'client',
      text: 'announces no block after the last, which is full',
      clause: 'RFC 7959 §2.2',
    },
    D: {
      judged: 'client',
      text: 'goes on with the string when another Read in blocks came between',
      clause: 'RFC 7959 §2.4',
    },
  },
  async body(scene) {
    const { client, wire } = scene
    const { segments } = await writtenString(scene, text)
    const read = { code: '0.01', path: segments, accept: 0 } as const
    const first = askBlock(wire, read, 0, larger)
    await mayLackBlocks(scene, await first.happens())
    await client.must('A', first, holdsPart(0, larger))
    await client.must('B', askBlock(wire, read, 2), holdsPart(2))
    const last = askBlock(wire, read, 3)
    await client.must('B', last, holdsPart(3))
    await client.must('C', last, isLast)
    const other = { code: '0.01', path: (await client.serverInstance()).slice(1).split('/') } as const
    await askBlock(wire, other, 0).happens()
    await client.must('D', askBlock(wire, read, 1), holdsPart(1))
  },
})
