import { testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { showing, shownAtLast } from '../shown.ts'
import { waits } from '../waits.ts'
import { blocksIn, longText, serverBlocks, whole } from './server-blocks.ts'

const [shown, written] = ['/3/0/0', '/3/0/15'] as const

export default testCase({
  ...serverBlocks,
  configuration: { ...C1, store: { ...C1.store, [written]: 'Europe/Berlin' } },
  purposeId: 'TP/COAP/BLOCK/BV-12',
  title: 'A block of a Server that is lost',
  purpose: 'What a lost block breaks off is gone on with, and is whole in the end.',
  reference: [{ clause: 'RFC 7252 §4.2' }, { clause: 'RFC 7959 §3' }],
  stimuli: { server: ['read', 'ask-value', 'write'] },
  dependsOn: [101, 'TP/COAP/BLOCK/BV-07', 'TP/COAP/BLOCK/BV-08'],
  steps: [
    'The Server reads a string of 3072 characters; when it has asked for the second block, the Client hears nothing for a second.',
    'It shows the string.',
    'It writes as many; when the first block has come, the Client hears nothing for a second.',
  ],
  criteria: {
    A: { judged: 'server', text: 'shows the whole string', clause: 'RFC 7252 §4.2' },
    B: { judged: 'server', text: 'sends the whole string', clause: 'RFC 7252 §4.2' },
  },
  async body(scene) {
    const { client, server, seconds, pause } = scene
    await client.isRegistered()
    /** Goes deaf after the first request that carries this Block option, once. */
    const losesTheNext = (which: 1 | 2): void => {
      let begun = false
      client.hears((message) => {
        if (begun || blocksIn([message], which).length === 0) return
        begun = true
        client.sleeps(seconds(waits.missedBlock))
      })
    }
    const text = longText('Read', 3)
    await client.changes(shown, text)
    client.prefers('text')
    losesTheNext(2)
    await server.reads(shown).sent.happens()
    await server.must('A', await shownAtLast(scene, shown, text), showing(text))
    const other = longText('Written', 3)
    losesTheNext(1)
    const { sent } = server.writes(written, other)
    await pause(waits.sentAgain)
    await server.must('B', sent, whole(other))
  },
})
