import { code, has, holds, pathText, testCase } from '#testcase'
import { reportThat } from '../3xx-reporting/composite.ts'
import { accepts } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { never, reporting, subject } from './subject.ts'

/** The purpose for an observation of a whole instance or object. */
export function targetCase(level: 'instance' | 'object', number: string) {
  return testCase<string>({
    ...reporting,
    purposeId: `TP/REP/TARGET/BV-${number}`,
    title: `Observation of an ${level}`,
    purpose: `A resource that changes brings a report of all readable resources of the observed ${level}.`,
    steps: [
      `The Server observes the ${level === 'object' ? 'test object' : 'instance of the test object'}, and writes an integer of it.`,
      'The Client reports the new value, and all others.',
    ],
    criteria: {
      A: { judged: 'client', text: 'accepts the observation with 2.05', clause: 'Core 1.1.1 §6.4.1' },
      B: { judged: 'client', text: 'reports when a resource below changes', clause: 'Core 1.1.1 §6.4.2' },
      C: {
        judged: 'client',
        text: 'reports all that it answered the Observe with, changed or not',
        clause: 'Core 1.1.1 §6.4.2',
      },
    },
    async body(scene) {
      const { client, server, seconds, cannotJudge } = scene
      const { instance, path, becomes } = await subject(scene)
      const target = level === 'object' ? '/3442' : instance
      await server.setsAttributes(target, { pmin: 0, pmax: never }).answered.happens()
      const observation = server.observes(target)
      const first = await client.must('A', observation.answered, code('2.05'), accepts, has(path))
      if (first.code !== '2.05' || first.observe === undefined)
        cannotJudge(`${target} cannot be observed: ${first.code}`)
      await becomes(33)
      const report = reportThat(observation, holds({ [path]: 33 }), seconds(waits.conditionMet))
      await client.must('B', report, holds({ [path]: 33 }))
      await client.must('C', report, has(...first.nodes.map((node) => pathText(node.path))))
    },
  })
}
