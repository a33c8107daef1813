import {
  blockOption,
  check,
  code,
  holds,
  type LadderMessage,
  optionNumbers,
  type Reply,
  type Scene,
  testCase,
} from '#testcase'
import { heldAlike, mustByRule } from '../rules.ts'
import { blockIn, blocksOf, mayLackBlocks, sendBlock, size1In, smallest } from './blocks.ts'
import { longUpdate } from './long-update.ts'
import { repliesWith, writtenString } from './written-string.ts'

/** Octets of a body that fills all blocks there are: more than anybody takes. */
const claimed = 2 ** 30
const claim = { number: optionNumbers.size1, value: Uint8Array.of(0x40, 0, 0, 0) }
const text = 'A body that can be taken, after one that was too large.'

const noLargerBlocks = check<Reply>(`blocks of at most ${smallest.octets} octets`, (reply) => {
  const block = blockIn(reply, 1)
  return block === undefined || block.szx <= smallest.szx ? undefined : `of ${2 ** (block.szx + 4)}`
})

const lessThanClaimed = check<Reply>(`no Size1, or one below ${claimed}`, (reply) => {
  const size = size1In(reply)
  return size === undefined || size < claimed ? undefined : `Size1 ${size}`
})

const alike = heldAlike([
  {
    text: 'goes on with a body that is too large for the time being, or refuses it with 4.13',
    clause: 'RFC 7252 §5.9.2.9',
    level: 'SHOULD',
  },
  { text: 'asks for no larger blocks than it is sent', clause: 'RFC 7959 §2.3', level: 'SHOULD' },
  {
    text: 'says in 4.13, where it says how much it takes, less than was refused',
    clause: 'RFC 7252 §5.9.2.9',
    level: 'SHOULD',
  },
  { text: 'takes a shorter body in blocks afterwards', clause: 'RFC 7959 §2.5' },
])

/** What is to come in blocks, and where it goes. */
interface Begun {
  readonly path: string
  readonly start: Omit<LadderMessage, 'payload'>
  readonly body: Uint8Array
}

async function aString(scene: Scene<string>): Promise<Begun> {
  const { path, write } = await writtenString(scene, 'before')
  return { path, start: write, body: new TextEncoder().encode(text) }
}

async function aList(scene: Scene<string>): Promise<Begun> {
  const { update, list } = await longUpdate(scene, 7)
  return { path: '/rd', start: update, body: list }
}

export default testCase<string>({
  purposeId: 'TP/COAP/BLOCK/BI-08',
  title: 'A body that is too large',
  purpose:
    'Whoever is told at the first block of more than it can take may refuse it, and takes what is shorter.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  ...alike,
  reference: [...alike.reference, { clause: 'RFC 7959 §4' }],
  selection: { client: ['FMT.text'] },
  dependsOn: [101, 201, 205, 'int-102 D', 'TP/COAP/BLOCK/BV-02', 'TP/COAP/BLOCK/BV-09'],
  impact: 'settings',
  steps: [
    'The first block of 16 octets of a Write, or of an Update, says by Size1 that 1073741824 octets come.',
    'The Server reads the string that was to be written.',
    'Another is sent in blocks of 16 octets, that is short.',
  ],
  criteria: {
    ...alike.criteria,
    I: { judged: 'client', text: 'holds what it held before', clause: 'RFC 7959 §2.5' },
  },
  async body(scene) {
    const { client, server, wire, iut } = scene
    const must = mustByRule(scene)
    const isClient = iut.includes('client')
    const { path, start, body } = isClient ? await aString(scene) : await aList(scene)
    const first: LadderMessage = {
      ...start,
      options: [blockOption(optionNumbers.block1, { num: 0, more: true, szx: smallest.szx }), claim],
      payload: body.subarray(0, smallest.octets),
    }
    const answered = wire.sends('the first block of a body of 2^30 octets', first).responded
    const reply = await answered.happens()
    if (isClient) await mayLackBlocks(scene, reply)
    await must(0, answered, repliesWith('2.31', '4.13'))
    await must(1, answered, noLargerBlocks)
    await must(2, answered, lessThanClaimed)
    if (isClient)
      await client.must('I', server.reads(path).answered, code('2.05'), holds({ [path]: 'before' }))
    const last = blocksOf(body) - 1
    for (let num = 0; num < last; num++) await sendBlock(wire, start, body, num).happens()
    await must(3, sendBlock(wire, start, body, last), repliesWith('2.04'))
    if (!isClient) await client.updates({ lists: [] }).answered.happens()
  },
})
