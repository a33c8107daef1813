import { check, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { waits } from '../waits.ts'
import { blocksIn, type HeardBlock, longText, noneBeyond, serverBlocks, whole } from './server-blocks.ts'

const path = '/3/0/15'
/** Blocks that our Client takes, where it wants smaller ones. */
const smaller = { szx: 4, octets: 256 } as const

const follows = check<readonly HeardBlock[]>(
  `blocks of at most ${smaller.octets} octets after the first`,
  (blocks) => {
    const larger = blocks.find(({ from, szx }) => from > 0 && szx > smaller.szx)
    return larger === undefined ? undefined : `a block of ${2 ** (larger.szx + 4)} octets`
  },
)

export default testCase({
  ...serverBlocks,
  configuration: { ...C1, store: { ...C1.store, [path]: 'Europe/Berlin' } },
  purposeId: 'TP/COAP/BLOCK/BV-08',
  title: 'A Server writes in blocks',
  purpose: 'A body goes out block by block, in blocks that the Client takes, and ends with its last.',
  reference: [{ clause: 'RFC 7959 §2.5' }],
  stimuli: { server: ['write'] },
  steps: [
    'The Server writes a string of 2048 characters, in blocks of its choice.',
    'It writes another, and is answered that the Client takes blocks of 256 octets.',
    'It writes a third, and what is larger than 256 octets is refused with 4.13.',
  ],
  criteria: {
    A: { judged: 'server', text: 'sends the whole string', clause: 'RFC 7959 §2.5' },
    B: { judged: 'server', text: 'sends no block after the last', clause: 'RFC 7959 §2.2' },
    C: {
      judged: 'server',
      text: 'goes on where it stands when smaller blocks are asked for',
      clause: 'RFC 7959 §2.3',
    },
    D: { judged: 'server', text: 'sends the smaller blocks', clause: 'RFC 7959 §2.3', level: 'SHOULD' },
    E: {
      judged: 'server',
      text: 'begins anew in smaller blocks when larger ones are refused',
      clause: 'RFC 7959 §2.9.3',
      level: 'SHOULD',
    },
  },
  async body({ client, server, pause, doesNotApply }) {
    await client.isRegistered()
    const heard = client.hears()
    const first = longText('First')
    const { sent } = server.writes(path, first)
    const { frame, payload } = await server.must('A', sent, whole(first))
    if (blocksIn(heard, 1).length === 0) doesNotApply('the Server sends 2048 octets at once', frame)
    await pause(waits.shown)
    const blocks = sent.map('its blocks', () => blocksIn(heard, 1))
    await server.must('B', blocks, noneBeyond(payload.length))

    client.takesBlocks(smaller.octets)
    const before = heard.length
    const second = longText('Second')
    const next = server.writes(path, second).sent
    await server.must('C', next, whole(second))
    const rest = next.map('its blocks', () => blocksIn(heard.slice(before), 1))
    await server.must('D', rest, follows)

    client.takesBlocks(smaller.octets, { refusing: true })
    const third = longText('Third')
    await server.must('E', server.writes(path, third).sent, whole(third))
  },
})
