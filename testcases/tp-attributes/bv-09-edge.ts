import { holds, testCase } from '#testcase'
import { reportThat } from '../3xx-reporting/composite.ts'
import { none } from '../3xx-reporting/timing.ts'
import { attachesOptional, never, reporting, subject } from '../tp-reporting/subject.ts'
import { waits } from '../waits.ts'

export default testCase<string>({
  ...reporting,
  selection: { client: [...reporting.selection.client, 'ATTR-EDGE'] },
  purposeId: 'TP/REP/ATTR/BV-09',
  title: 'Edge (edge)',
  purpose:
    'A boolean is reported when it takes the edge that was asked for, and not when it takes the other.',
  editions: ['1.2'],
  reference: [{ clause: 'Core 1.2 §7.3.2' }],
  steps: [
    'The Server sets a boolean to false, attaches edge=1 and observes: true is reported, false is not.',
    'It attaches edge=0: true is not reported, false is.',
  ],
  criteria: {
    A: { judged: 'client', text: 'reports the rising edge where edge=1', clause: 'Core 1.2 §7.3.2' },
    B: { judged: 'client', text: 'reports no falling edge where edge=1', clause: 'Core 1.2 §7.3.2' },
    C: { judged: 'client', text: 'reports the falling edge where edge=0', clause: 'Core 1.2 §7.3.2' },
    D: { judged: 'client', text: 'reports no rising edge where edge=0', clause: 'Core 1.2 §7.3.2' },
  },
  async body(scene) {
    const { client, server, seconds } = scene
    const { path, becomes } = await subject(scene, false, 140)
    await attachesOptional(scene, path, { pmin: 0, pmax: never, edge: 1 })
    const observation = server.observes(path)
    await observation.answered.happens()
    const isReported = async (letter: string, value: boolean): Promise<void> => {
      await becomes(value)
      const wanted = holds({ [path]: value })
      await client.must(letter, reportThat(observation, wanted, seconds(waits.conditionMet)), wanted)
    }
    const isNot = async (letter: string, value: boolean): Promise<void> => {
      const series = observation.during(seconds(waits.conditionNotMet))
      await becomes(value)
      await client.must(letter, series, none)
    }
    await isReported('A', true)
    await isNot('B', false)
    await attachesOptional(scene, path, { edge: 0 })
    await isNot('D', true)
    await isReported('C', false)
  },
})
