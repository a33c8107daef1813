import { check, type Reply, replyText, testCase } from '#testcase'
import { showing, shownAtLast } from '../shown.ts'
import { blocksIn, type HeardBlock, longText, noneBeyond, serverBlocks } from './server-blocks.ts'

const asksForNoMore = check<readonly HeardBlock[]>('requests without M', (blocks) => {
  const wrong = blocks.find(({ more }) => more)
  return wrong === undefined ? undefined : `M in the request for block ${wrong.num}`
})

const noObjection = check<readonly Reply[]>('no answer to an answer', (heard) => {
  const objection = heard.find(({ type, code }) => type === 'RST' || code >= '4.00')
  return objection === undefined ? undefined : replyText(objection)
})

export default testCase({
  ...serverBlocks,
  purposeId: 'TP/COAP/BLOCK/BV-07',
  title: 'A Server reads in blocks',
  purpose: 'What a Client gives in blocks is fetched to its end, and no further.',
  reference: [{ clause: 'RFC 7959 §2.4' }],
  stimuli: { server: ['read', 'ask-value'] },
  steps: [
    'The Server reads a string of 2048 characters, which the Client gives in blocks of at most 1024 octets.',
    'It shows the string.',
  ],
  criteria: {
    A: { judged: 'server', text: 'shows the whole string', clause: 'RFC 7959 §2.4' },
    B: { judged: 'server', text: 'asks for no block after the last', clause: 'RFC 7959 §2.4' },
    C: { judged: 'server', text: 'asks for a block without M', clause: 'RFC 7959 §2.3' },
    D: { judged: 'server', text: 'answers no block', clause: 'RFC 7252 §4.2' },
  },
  async body(scene) {
    const { client, server } = scene
    await client.isRegistered()
    const path = '/3/0/0'
    const text = longText('Read')
    await client.changes(path, text)
    client.prefers('text')
    const heard = client.hears()
    const { sent, answered } = server.reads(path)
    // In other formats than text there is more of it.
    const { payload } = await answered.happens()
    await server.must('A', await shownAtLast(scene, path, text), showing(text))
    const asked = sent.map('the blocks that the Server asks for', () => blocksIn(heard, 2))
    await server.must('B', asked, noneBeyond(payload.length))
    await server.must('C', asked, asksForNoMore)
    await server.must(
      'D',
      sent.map('what else the Server says', () => heard),
      noObjection,
    )
  },
})
