import { check, testCase } from '#testcase'
import { showing, shownAtLast } from '../shown.ts'
import { waits } from '../waits.ts'
import { blocksIn, type HeardBlock, longText, serverBlocks } from './server-blocks.ts'

const path = '/3/0/2'
/** Blocks that our Client gives. */
const given = { szx: 5, octets: 512 } as const
const [older, newer] = ['Older', 'Newer'].map((about) => longText(about, 3)) as [string, string]

const notMixed = check<string>('no value that holds parts of both', (shown) =>
  shown.includes('Older') && shown.includes('Newer')
    ? `"${shown.slice(0, 20)}…${shown.slice(-20)}"`
    : undefined,
)

const inTheSizeGiven = check<readonly HeardBlock[]>(
  `blocks of ${given.octets} octets after the first, or of fewer where it asked for those at once`,
  (blocks) => {
    const first = blocks.find(({ from }) => from === 0)
    const szx = Math.min(given.szx, first?.szx ?? given.szx)
    const other = blocks.find((block) => block.from > 0 && block.szx !== szx)
    return other === undefined ? undefined : `a block of ${2 ** (other.szx + 4)} octets`
  },
)

export default testCase({
  ...serverBlocks,
  purposeId: 'TP/COAP/BLOCK/BV-14',
  title: 'A value that changes while a Server reads it',
  purpose: 'A Server compares the ETags of blocks, and puts no two values together.',
  reference: [{ clause: 'RFC 7959 §2.4' }],
  stimuli: { server: ['read', 'ask-value'] },
  dependsOn: [101, 'TP/COAP/BLOCK/BV-07'],
  steps: [
    'The Server reads a string, and then 3072 characters in its place, in blocks of 512 octets.',
    'When it asks for the fourth block, the string is another; each block has the ETag of its string.',
    'The Server reads it again.',
  ],
  criteria: {
    A: { judged: 'server', text: 'shows no value that is put together of two', clause: 'RFC 7959 §2.4' },
    B: { judged: 'server', text: 'asks for blocks in the size it is given', clause: 'RFC 7959 §2.4' },
    C: { judged: 'server', text: 'shows the value when it has read it again', clause: 'RFC 7959 §2.4' },
  },
  async body(scene) {
    const { client, server, pause, cannotJudge } = scene
    await client.isRegistered()
    client.prefers('text')
    client.givesBlocks(given.octets)
    const before = 'Before'
    await client.changes(path, before)
    await server.reads(path).sent.happens()
    const shown = await shownAtLast(scene, path, before)
    if (!(await shown.happens()).includes(before))
      return cannotJudge('the Server does not show what it reads')
    await client.changes(path, older)
    let changed = false
    const heard = client.hears((message) => {
      if (changed || !blocksIn([message], 2).some(({ from }) => from >= 3 * given.octets)) return
      changed = true
      void client.changes(path, newer)
    })
    const { sent } = server.reads(path)
    for (const more of [0, 2, 6, 14, 30]) {
      await pause(waits.shown, more)
      if (changed) break
    }
    if (!changed) return cannotJudge('the Server did not ask for the fourth block')
    await pause(waits.shown)
    const blocks = sent.map('the blocks that the Server asks for', () => blocksIn(heard, 2))
    await server.must('B', blocks, inTheSizeGiven)
    // Who has read in vain may have nothing to show.
    await server.must('A', server.shows(path), notMixed)
    await server.reads(path).sent.happens()
    await server.must('C', await shownAtLast(scene, path, newer), showing(newer))
  },
})
