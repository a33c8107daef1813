import { type Check, check, type Reply, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { waits } from '../waits.ts'
import { size1In } from './blocks.ts'
import { blocksIn, longText, serverBlocks, whole } from './server-blocks.ts'

const path = '/3/0/15'
/** Octets of the longest body that our Client takes. */
const longest = 1500

/** Whether our Client refuses a block with 4.13. */
const isRefused = (message: Reply): boolean =>
  blocksIn([message], 1).some(({ from, octets }) => Math.max(size1In(message) ?? 0, from + octets) > longest)

const noneGoesOn: Check<readonly Reply[]> = check('no block after the one that was refused', (heard) => {
  let refused = false
  for (const message of heard) {
    const [block] = blocksIn([message], 1)
    if (block === undefined) continue
    if (refused && block.num > 0) return `block ${block.num} of ${2 ** (block.szx + 4)} octets`
    refused = isRefused(message)
  }
  return undefined
})

export default testCase({
  ...serverBlocks,
  configuration: { ...C1, store: { ...C1.store, [path]: 'Europe/Berlin' } },
  purposeId: 'TP/COAP/BLOCK/BI-09',
  title: 'A Server writes more than a Client takes',
  purpose: 'A body that is refused as too large is over, and spoils none that comes after it.',
  reference: [{ clause: 'RFC 7959 §2.9.3' }, { clause: 'RFC 7252 §5.9.2.9' }],
  stimuli: { server: ['write'] },
  dependsOn: [101, 'TP/COAP/BLOCK/BV-08'],
  steps: [
    'The Server writes a string of 2048 characters to a Client that takes 1500, and answers 4.13 with Size1 1500.',
    'It writes a string of 1200 characters.',
  ],
  criteria: {
    A: { judged: 'server', text: 'sends the shorter string as a whole', clause: 'RFC 7959 §2.5' },
    B: {
      judged: 'server',
      text: 'goes on with no body that was refused',
      clause: 'RFC 7959 §2.9.3',
      level: 'SHOULD',
    },
  },
  async body({ client, server, pause, cannotJudge }) {
    await client.isRegistered()
    client.takesBodies(longest)
    const heard = client.hears()
    server.writes(path, longText('Refused'))
    for (const more of [0, 2, 6, 14, 30]) {
      await pause(waits.shown, more)
      if (heard.some(isRefused)) break
    }
    if (!heard.some(isRefused)) return cannotJudge('the Server did not write what is too large')
    // The refusal is on its way, and may have to be asked for again.
    await pause(waits.shown)
    const shorter = longText('Shorter').slice(0, 1200)
    const { sent } = server.writes(path, shorter)
    await server.must('A', sent, whole(shorter))
    await server.must(
      'B',
      sent.map('what it sent', () => heard),
      noneGoesOn,
    )
  },
})
