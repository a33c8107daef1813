import { code, testCase } from '#testcase'
import { C1Send } from '../configurations/c1-send.ts'
import { showing, shownAtLast } from '../shown.ts'
import { longText, serverBlocks } from '../tp-coap/server-blocks.ts'
import { sending } from './send-case.ts'

export default testCase({
  ...sending,
  transport: serverBlocks.transport,
  purposeId: 'TP/REP/SEND/BV-01',
  title: 'A Send in blocks',
  purpose: 'A Client may send more than one block holds, and all of it reaches the user of the Server.',
  reference: [...sending.reference, { clause: 'RFC 7959 §2.5' }],
  stimuli: { server: ['ask-value'] },
  dependsOn: [...sending.dependsOn, 311, 'TP/COAP/BLOCK/BV-09'],
  configuration: C1Send,
  steps: [
    'The Client sends /3/0 with a string of 2048 characters, and /1/0/1, in blocks of at most 1024 octets.',
    'The Server shows the string.',
  ],
  criteria: {
    A: { judged: 'server', text: 'answers the last block with 2.04', clause: 'RFC 7959 §2.5' },
    B: { judged: 'server', text: 'shows the whole string', clause: 'Core 1.1.1 §6.4.6' },
  },
  async body(scene) {
    const { client, server, cannotJudge } = scene
    await client.isRegistered()
    const path = '/3/0/0'
    const text = longText('Sent')
    await client.changes(path, text)
    const answer = await server.must('A', client.sends(['/3/0', '/1/0/1']).answered, code('2.04'))
    if (answer.code !== '2.04') cannotJudge(`the Send was answered ${answer.code}`)
    await server.must('B', await shownAtLast(scene, path, text), showing(text))
  },
})
