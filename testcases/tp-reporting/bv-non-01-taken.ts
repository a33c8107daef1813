import { testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { showing, shownAtLast } from '../shown.ts'
import { waits } from '../waits.ts'

const path = '/3/0/0'

/** A NON message is sent once: a Server that takes them hears of one of several. */
const values = ['reported by NON', 'reported by NON again', 'reported by NON for the third time'] as const

export default testCase({
  purposeId: 'TP/REP/NON/BV-01',
  title: 'Non-confirmable notifications',
  purpose: 'A Server takes what a Client reports by NON as it takes what comes by CON.',
  area: 'Information reporting',
  editions: ['1.0', '1.1', '1.2'],
  reference: [{ clause: 'RFC 7641 §4.5' }, { clause: 'RFC 7252 §4.3' }],
  judges: ['server'],
  stimuli: { server: ['observe', 'ask-value'] },
  transport: { only: 'udp', why: 'messages over a stream are neither' },
  dependsOn: [101],
  configuration: C1,
  impact: 'none',
  steps: [
    'The Server observes a string, and is told of a change by CON, which it shows.',
    'It is told of three more changes by NON, until it shows one.',
  ],
  criteria: {
    A: { judged: 'server', text: 'shows what was reported by NON', clause: 'RFC 7641 §4.5' },
  },
  async body(scene) {
    const { client, server, pause, cannotJudge } = scene
    await client.isRegistered()
    client.prefers('text')
    const observation = server.observes(path)
    const { code, observe } = await observation.answered.happens()
    if (code !== '2.05' || observe === undefined) return cannotJudge(`the Observe was answered ${code}`)
    client.reportsBy('CON')
    const first = 'reported by CON'
    await client.changes(path, first)
    const shown = await (await shownAtLast(scene, path, first)).happens()
    if (!shown.includes(first)) return cannotJudge(`the Server shows "${shown}"`)
    client.reportsBy('NON')
    for (const value of values) {
      await client.changes(path, value)
      await pause(waits.shown)
      if ((await server.shows(path).happens()).includes(value)) break
    }
    await server.must('A', server.shows(path), showing(values[0]))
  },
})
