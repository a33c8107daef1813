import { testCase } from '#testcase'
import { taken, tokenOf } from '../3xx-reporting/observed.ts'
import { showing, shownAtLast } from '../shown.ts'
import { blocksIn, longText, serverBlocks } from '../tp-coap/server-blocks.ts'

export default testCase({
  ...serverBlocks,
  area: 'Information reporting',
  purposeId: 'TP/REP/LARGE/BV-02',
  title: 'A Server fetches what a notification does not hold',
  purpose: 'Of a notification in blocks the rest is fetched; a newer one takes the place of what was begun.',
  reference: [{ clause: 'RFC 7959 §2.6' }, { clause: 'RFC 7641 §3.6' }],
  stimuli: { server: ['observe', 'cancel', 'ask-value'] },
  dependsOn: [101, 'TP/COAP/BLOCK/BV-07'],
  steps: [
    'The Server observes a string.',
    'It changes to 3072 characters, whose first block is reported by a CON notification.',
    'It changes to as many others, and again while the Server fetches them.',
    'The Server cancels by GET with Observe=1.',
  ],
  criteria: {
    A: { judged: 'server', text: 'takes a notification that more blocks follow', clause: 'RFC 7641 §3.5' },
    B: { judged: 'server', text: 'shows the whole string', clause: 'RFC 7959 §2.6' },
    C: {
      judged: 'server',
      text: 'shows the newer string, and nothing of the older',
      clause: 'RFC 7959 §2.6',
    },
    D: { judged: 'server', text: 'cancels by the token of the observation', clause: 'RFC 7641 §3.6' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const path = '/3/0/0'
    const observation = server.observes(path)
    const { token } = await observation.sent.happens()
    client.reportsBy('CON')
    const first = longText('First', 3)
    const { sent } = client.notifies(path)
    await client.changes(path, first)
    await server.must('A', sent, taken)
    await server.must('B', await shownAtLast(scene, path, first), showing(first))
    const newer = longText('Newer', 3)
    let begun = false
    client.hears((message) => {
      if (begun || blocksIn([message], 2).length === 0) return
      begun = true
      void client.changes(path, newer)
    })
    await client.changes(path, longText('Older', 3))
    await server.must('C', await shownAtLast(scene, path, newer), showing(newer))
    await server.must('D', server.cancels(observation, 'get').sent, tokenOf(token))
  },
})
