import { testCase } from '#testcase'
import { taken } from '../3xx-reporting/observed.ts'
import { C1 } from '../configurations/c1.ts'
import { showing, shownAtLast } from '../shown.ts'
import { waits } from '../waits.ts'

const path = '/3/0/0'

export default testCase({
  purposeId: 'TP/REP/ORDER/BV-01',
  title: 'An older notification comes after a newer one',
  purpose: 'What was sent last holds, in whichever order notifications arrive.',
  area: 'Information reporting',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7641 §3.4' }],
  judges: ['server'],
  stimuli: { server: ['observe', 'ask-value'] },
  transport: { only: 'udp', why: 'TCP delivers in order' },
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Server observes a string, and is told of a change.',
    'A notification with the Observe value of the first answer follows, and another string.',
  ],
  criteria: {
    A: { judged: 'server', text: 'goes on showing the newer string', clause: 'RFC 7641 §3.4' },
  },
  async body(scene) {
    const { client, server, wire, pause, cannotJudge } = scene
    await client.isRegistered()
    client.prefers('text')
    const observation = server.observes(path)
    const { token } = await observation.sent.happens()
    const { code, observe } = await observation.answered.happens()
    if (code !== '2.05' || observe === undefined) return cannotJudge(`the Observe was answered ${code}`)
    const newer = 'the newer string'
    const { sent } = client.notifies(path)
    await client.changes(path, newer)
    if (taken.verify(await sent.happens()) !== undefined) return cannotJudge('the notification was rejected')
    const shown = await (await shownAtLast(scene, path, newer)).happens()
    if (!shown.includes(newer)) return cannotJudge(`the Server shows "${shown}"`)
    const payload = new TextEncoder().encode('an older string')
    await wire
      .sends('an older notification', { code, token, observe, contentFormat: 0, payload })
      .replied.comes()
    await pause(waits.shown)
    await server.must('A', server.shows(path), showing(newer))
  },
})
