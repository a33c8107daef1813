import {
  type Attributes,
  code,
  holds,
  linkAttributes,
  type Moment,
  sameValue,
  type TestCase,
  testCase,
  wellFormed,
} from '#testcase'
import { accepts, none } from '../3xx-reporting/timing.ts'
import { waits } from '../waits.ts'
import { common, instanceOf, type ObjectCase } from './object-case.ts'

type ExtendedCase = ObjectCase & {
  /** The numeric resource that is observed. */
  readonly resource: number
  /** The number of the ETS whose title it covers. */
  readonly standsInFor: number
  /** Where the values begin; the rest is the same for every object. Default: 60. */
  readonly from?: number
}

/** Beyond any case: only the conditions decide. Seconds. */
const never = 86400

/** A resource of an object is observed with gt, lt and st, and its value goes step by step past them. */
export function extendedCase(which: ExtendedCase): TestCase {
  const { object, resource, standsInFor, from = 60 } = which
  const conditions = { st: 10, gt: from + 20 }
  const periods = { pmin: 0, pmax: never }
  const [step, small, crossing] = [from + 15, from + 19, from + 22]
  const path = `/${object}/0/${resource}`
  return testCase({
    ...common({ ...which, resources: [resource] }),
    purpose: `A resource of the object is observed with conditions on its value. Stands in for int-${standsInFor}.`,
    reference: [{ clause: 'Core 1.1.1 §5.1.2' }, { clause: 'Core 1.1.1 §6.4.2' }],
    judges: ['client'],
    impact: 'settings',
    steps: [
      `The Server attaches st=${conditions.st} and gt=${conditions.gt} to ${path}, discovers and observes it.`,
      `The value goes from ${from} to ${step}, ${small} and ${crossing}: the first is a step, the second neither, the third crosses gt.`,
    ],
    criteria: {
      A: { judged: 'client', text: 'answers Write-Attributes with 2.04', clause: 'Transport 1.1.1 §6.7' },
      B: { judged: 'client', text: 'shows what was attached', clause: 'Core 1.1.1 §6.3.2' },
      C: { judged: 'client', text: 'accepts the observation with 2.05', clause: 'Core 1.1.1 §6.4.1' },
      D: { judged: 'client', text: 'reports a step of st or more', clause: 'Core 1.1.1 §5.1.2' },
      E: { judged: 'client', text: 'reports no change that meets no condition', clause: 'Core 1.1.1 §5.1.2' },
      F: { judged: 'client', text: 'reports a value that crosses gt', clause: 'Core 1.1.1 §5.1.2' },
    },
    async body(scene) {
      const { client, server, seconds, cannotJudge } = scene
      await client.isRegistered()
      const target = `${await instanceOf(scene, object)}/${resource}`
      const before = client.canChange() ? await client.valueOf(target) : undefined
      if (client.canChange()) await client.changes(target, from)
      const attributes: Attributes = { ...periods, ...conditions }
      await client.must('A', server.setsAttributes(target, attributes).answered, code('2.04'))
      await client.must(
        'B',
        server.discovers(target).answered,
        code('2.05'),
        linkAttributes(target, conditions),
      )
      const observation = server.observes(target)
      await client.must('C', observation.answered, code('2.05'), accepts, wellFormed)
      if (!client.canChange()) cannotJudge('nobody can change the value, which is what its reports hang on')
      const met = seconds(waits.conditionMet)
      const given = [from, step, small, crossing]
      // What is measured goes its own way, and is reported by the same conditions.
      const ours = async <T>(reported: Moment<T>): Promise<Moment<T>> => {
        await reported.comes()
        const strange = observation.notifications
          .flatMap(({ nodes }) => nodes.flatMap(({ value }) => value ?? []))
          .find((value) => !given.some((plain) => sameValue(value, plain)))
        if (strange !== undefined)
          cannotJudge(`${target} is ${String(strange.value)}, to which nobody set it`)
        return reported
      }
      await client.changes(target, step)
      await client.must('D', await ours(observation.notified(met)), holds({ [target]: step }))
      const silence = observation.during(seconds(waits.conditionNotMet))
      await client.changes(target, small)
      await client.must('E', await ours(silence), none)
      await client.changes(target, crossing)
      await client.must('F', await ours(observation.notified(met)), holds({ [target]: crossing }))
      if (before !== undefined) await client.changes(target, before)
    },
  })
}
