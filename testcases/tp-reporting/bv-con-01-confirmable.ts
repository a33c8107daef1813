import { holds, testCase } from '#testcase'
import { reportThat } from '../3xx-reporting/composite.ts'
import { waits } from '../waits.ts'
import { attachesOptional, cameAs, reporting, subject } from './subject.ts'

export default testCase<string>({
  ...reporting,
  selection: { client: [...reporting.selection.client, 'ATTR-CON'] },
  purposeId: 'TP/REP/CON/BV-01',
  title: 'Confirmable notifications (con)',
  purpose: 'The con attribute says whether notifications are confirmable.',
  editions: ['1.2'],
  reference: [{ clause: 'Core 1.2 §7.3.2' }],
  transport: { only: 'udp', why: 'messages over a stream are neither confirmable nor not' },
  steps: [
    'The Server attaches con=1 to an integer, observes it and writes it: it is reported by a CON.',
    'The same with con=0: it is reported by a NON.',
  ],
  criteria: {
    A: { judged: 'client', text: 'reports by CON where con=1', clause: 'Core 1.2 §7.3.2' },
    B: {
      judged: 'client',
      text: 'reports by NON where con=0',
      clause: 'Core 1.2 §7.3.2',
      level: 'SHOULD',
    },
  },
  async body(scene) {
    const { client, server, seconds } = scene
    const { path, becomes } = await subject(scene)
    const observation = server.observes(path)
    await observation.answered.happens()
    for (const [letter, con, type] of [
      ['A', 1, 'CON'],
      ['B', 0, 'NON'],
    ] as const) {
      await attachesOptional(scene, path, { pmin: 0, con })
      const value = 50 + con
      await becomes(value)
      const report = reportThat(observation, holds({ [path]: value }), seconds(waits.conditionMet))
      await client.must(letter, report, cameAs(type))
    }
  },
})
