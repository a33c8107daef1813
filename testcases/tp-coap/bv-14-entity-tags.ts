import { check, code, type LadderMessage, optionNumbers, type Reply, replyText, testCase } from '#testcase'
import { askBlock, mayLackBlocks, smallest } from './blocks.ts'
import { writtenString } from './written-string.ts'

/** As long as each other, and different in every block. */
const [before, after] = ['a', 'b'].map((letter) => letter.repeat(40)) as [string, string]

/** The ETag of a block; undefined when it has none. */
function tagOf({ options }: Reply): string | undefined {
  const found = options.find(({ number }) => number === optionNumbers.etag)
  return found && Buffer.from(found.value).toString('hex')
}

function partOf(text: string, num: number): string {
  return text.slice(num * smallest.octets, (num + 1) * smallest.octets)
}

const taggedAs = (first: Reply) =>
  check<Reply>(`the ETag of block 0, ${tagOf(first)}, or none`, (reply) =>
    tagOf(reply) === tagOf(first) ? undefined : tagOf(reply),
  )

const taggedUnlike = (first: Reply) =>
  check<Reply>(`another ETag than ${tagOf(first)}`, (reply) =>
    tagOf(reply) === tagOf(first) ? 'the same' : undefined,
  )

/** Of the value that its ETag stands for; a refusal is as good, since the transfer has to begin anew. */
const ofItsValue = (old: Reply, num: number) =>
  check<Reply>('a block of the value that its ETag stands for, or a refusal', (reply) => {
    if (reply.code.startsWith('4.') || tagOf(reply) === undefined) return undefined
    if (reply.code !== '2.05') return replyText(reply)
    const expected = partOf(tagOf(reply) === tagOf(old) ? before : after, num)
    const seen = new TextDecoder().decode(reply.payload)
    return seen === expected ? undefined : `"${seen}" with ${tagOf(reply) ?? 'no ETag'}`
  })

export default testCase({
  purposeId: 'TP/COAP/BLOCK/BV-05',
  title: 'A value that changes amid a Read in blocks',
  purpose: 'By the ETag of its blocks a Server tells one value from another, and puts no two together.',
  area: 'CoAP',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7959 §2.4' }, { clause: 'RFC 7252 §5.10.6' }],
  judges: ['client'],
  selection: { client: ['FMT.text'] },
  dependsOn: [101, 201, 205, 'int-260 A', 'TP/COAP/BLOCK/BV-01'],
  impact: 'settings',
  steps: [
    'The Server writes a string of 40 characters, and reads its first two blocks of 16 octets.',
    'It writes another string, reads the third block, and begins anew.',
  ],
  criteria: {
    A: { judged: 'client', text: 'gives no two blocks of a value different ETags', clause: 'RFC 7959 §2.4' },
    B: {
      judged: 'client',
      text: 'gives no block of one value the ETag of another',
      clause: 'RFC 7959 §2.4',
    },
    C: { judged: 'client', text: 'gives another value another ETag', clause: 'RFC 7252 §5.10.6' },
  },
  async body(scene) {
    const { client, server, wire, doesNotApply, cannotJudge } = scene
    const { path, segments } = await writtenString(scene, before)
    const read: Pick<LadderMessage, 'accept' | 'path'> & { code: '0.01' } = {
      ...{ code: '0.01', accept: 0 },
      path: segments,
    }
    const first = await askBlock(wire, read, 0).happens()
    await mayLackBlocks(scene, first)
    if (tagOf(first) === undefined) doesNotApply('its blocks have no ETag', first.frame)
    await client.must('A', askBlock(wire, read, 1), taggedAs(first))
    const written = await server.writes(path, after, { keep: true }).answered.happens()
    if (code('2.04').verify(written) !== undefined) cannotJudge(`${path} cannot be written: ${written.code}`)
    await client.must('B', askBlock(wire, read, 2), ofItsValue(first, 2))
    await client.must('C', askBlock(wire, read, 0), taggedUnlike(first))
  },
})
