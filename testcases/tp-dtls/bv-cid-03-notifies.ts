import { testCase } from '#testcase'
import { taken } from '../3xx-reporting/observed.ts'
import { C1 } from '../configurations/c1.ts'
import { showing, shownAtLast } from '../shown.ts'
import { aboutConnectionIds, takenUp } from './cid-case.ts'

const path = '/3/0/0'

export default testCase({
  ...aboutConnectionIds,
  area: 'Information reporting',
  dependsOn: [101, 'TP/SEC/DTLS/CID/BV-01 B'],
  purposeId: 'TP/SEC/DTLS/CID/BV-03',
  title: 'A notification from another address',
  purpose: 'A Server knows the observation of a Client with a connection id that comes from another address.',
  reference: [{ clause: 'RFC 9146 §6' }, { clause: 'RFC 7641 §3.6' }],
  judges: ['server'],
  configuration: C1,
  stimuli: { server: ['observe', 'ask-value'] },
  steps: [
    'The Client offers a connection id, and registers; the Server observes a string, and is told of a change.',
    'The Client goes to another address; the string changes again, which a CON notification reports.',
  ],
  criteria: {
    A: {
      judged: 'server',
      text: 'takes the notification from another address, in the association that it belongs to',
      clause: 'RFC 9146 §6',
      level: 'SHOULD',
    },
    B: { judged: 'server', text: 'shows what the notification says', clause: 'RFC 9146 §6', level: 'SHOULD' },
  },
  async body(scene) {
    const { client, server, dtls, doesNotApply, cannotJudge } = scene
    await client.isRegistered()
    const attempt = dtls.attempts('offers a connection id', { hasConnectionId: true })
    const { hasConnectionIds } = await attempt.happens()
    if (!hasConnectionIds) return doesNotApply(takenUp, null)
    await client.registers().answered.happens()
    client.prefers('text')
    const observation = server.observes(path)
    const { code, observe } = await observation.answered.happens()
    if (code !== '2.05' || observe === undefined) return cannotJudge(`the Observe was answered ${code}`)
    client.reportsBy('CON')
    const older = 'told from its own address'
    await client.changes(path, older)
    // Once it shows that, it has the observation.
    const shown = await (await shownAtLast(scene, path, older)).happens()
    if (!shown.includes(older)) return cannotJudge(`the Server shows "${shown}"`)
    await dtls.moves()
    const newer = 'told from another address'
    const { sent } = client.notifies(path)
    await client.changes(path, newer)
    await server.must('A', sent, taken)
    await server.must('B', await shownAtLast(scene, path, newer), showing(newer))
  },
})
