import { code, lacks, type TestCase, testCase } from '#testcase'
import { instanceFormat } from '../formats.ts'
import { common, instanceOf, type ObjectCase } from './object-case.ts'

type MultipleCase = ObjectCase & {
  /** A multiple resource that is to be read alone; its values are integers. */
  readonly resource: number
  /** The number of the ETS whose title it covers. */
  readonly standsInFor: number
}

/** Instances of a resource that only the device itself makes cannot be made by a Server. */
export function multipleCase(which: MultipleCase): TestCase {
  const { object, resource, standsInFor } = which
  return testCase({
    ...common({ ...which, resources: [resource] }),
    purpose: `No instances are written to a multiple resource that is read-only. Stands in for int-${standsInFor}.`,
    reference: [{ clause: `definition of object ${object}` }, { clause: 'Core 1.1.1 §6.3.3' }],
    judges: ['client'],
    impact: 'settings',
    steps: [
      `The Server reads /${object}/0/${resource}, and writes one instance more to it.`,
      'It reads again: the instance is not there.',
    ],
    criteria: {
      A: { judged: 'client', text: 'refuses the Write with 4.05', clause: 'Transport 1.1.1 §6.7' },
      B: { judged: 'client', text: 'has no instance more', clause: 'Core 1.1.1 §6.3.3' },
    },
    async body(scene) {
      const { client, server } = scene
      await client.isRegistered()
      const target = `${await instanceOf(scene, object)}/${resource}`
      const { nodes } = await server.reads(target).answered.happens()
      const free = Math.max(0, ...nodes.map(({ path }) => path[3] ?? 0)) + 1
      const how = await instanceFormat(scene)
      const write = server.writes(target, { [free]: 1 }, { ...how, mode: 'replace', keep: true })
      await client.must('A', write.answered, code('4.05'))
      await client.must('B', server.reads(target).answered, code('2.05'), lacks(`${target}/${free}`))
    },
  })
}
