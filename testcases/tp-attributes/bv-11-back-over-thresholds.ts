import { holds, testCase } from '#testcase'
import { reportThat } from '../3xx-reporting/composite.ts'
import { none } from '../3xx-reporting/timing.ts'
import { attached, attaches, never, reporting, subject } from '../tp-reporting/subject.ts'
import { waits } from '../waits.ts'

const contested = {
  judged: 'client',
  clause: 'Core 1.1.1 §5.1.2',
  level: 'SHOULD',
} as const

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/ATTR/BV-11',
  title: 'Back over gt and lt',
  purpose: 'A value that falls below gt again, or rises above lt again, is no reason to report.',
  steps: [
    'The Server sets an integer to 50, attaches lt=20 and gt=80, and observes.',
    'It writes 90: that is reported; 50: not. It writes 10: that is reported; 50: not.',
  ],
  criteria: {
    A: attached,
    B: { judged: 'client', text: 'reports the value that leaves the band', clause: 'Core 1.1.1 §5.1.2' },
    C: { ...contested, text: 'does not report a value that falls below gt again' },
    D: { ...contested, text: 'does not report a value that rises above lt again' },
  },
  async body(scene) {
    const { client, server, seconds } = scene
    const { path, becomes } = await subject(scene, 50)
    await attaches(scene, 'A', path, { pmin: 0, pmax: never, lt: 20, gt: 80 })
    const observation = server.observes(path)
    await observation.answered.happens()
    for (const [beyond, letter] of [
      [90, 'C'],
      [10, 'D'],
    ] as const) {
      await becomes(beyond)
      const left = holds({ [path]: beyond })
      await client.must('B', reportThat(observation, left, seconds(waits.conditionMet)), left)
      const series = observation.during(seconds(waits.conditionNotMet))
      await becomes(50)
      await client.must(letter, series, none)
    }
  },
})
