import { type CriterionDefinition, type PackageSample, type TestCase, testCase } from '#testcase'
import { C8 } from '../configurations/c8.ts'
import { waits } from '../waits.ts'
import { delivers, fromIdle, sampleOf } from './firmware.ts'
import { delivered, endsIn, follows, passes, resultsIn, states } from './standing.ts'

/** A package that comes to nothing while it is delivered. */
interface ErrorCase {
  readonly number: number
  readonly title: string
  readonly purpose: string
  readonly sample: PackageSample
  /** The Update Result that says why. */
  readonly result: number
  /** Another that the ETS prints. */
  readonly printed?: number
}

/** What is judged of every delivery that comes to nothing. */
export function refusedCriteria(
  result: number,
  printed?: number,
): Readonly<Record<'A' | 'B' | 'C', CriterionDefinition>> {
  return {
    A: {
      judged: 'client',
      text: 'is Downloading and nothing else until it gives up',
      clause: 'Core 1.1.1 Appendix E.6.1',
    },
    B: {
      judged: 'client',
      text:
        printed === undefined
          ? `says why: Update Result ${result}`
          : `says why: Update Result ${result}, or ${printed} as the ETS prints`,
      clause: 'definition of /5/x/5',
    },
    C: { judged: 'client', text: 'is idle again (State 0)', clause: 'Core 1.1.1 Appendix E.6.1' },
  }
}

/** The package of an error is delivered, and refused for the right reason. */
export function errorCase({ number, title, purpose, sample, result, printed }: ErrorCase): TestCase {
  const exact: { readonly [letter: string]: CriterionDefinition } = {
    D: {
      judged: 'client',
      level: 'SHOULD',
      text: `says Update Result ${result}, as the object is defined`,
      clause: 'definition of /5/x/5',
    },
  }
  return testCase<string>({
    ...{ number, title, purpose },
    area: 'Objects',
    editions: ['1.0', '1.1', '1.2'],
    reference: [{ clause: 'definition of /5/x/5' }, { clause: 'Core 1.1.1 Appendix E.6.1' }],
    judges: ['client'],
    selection: { client: ['OBJ.5'] },
    dependsOn: [101],
    configuration: C8,
    impact: 'firmware',
    steps: [
      'The Server brings the Client to State 0.',
      `It delivers the package that the IXIT names firmware.${sample}, by push where the Client takes it, else by pull.`,
      'It follows State and Update Result.',
    ],
    criteria: { ...refusedCriteria(result, printed), ...(printed === undefined ? {} : exact) },
    async body(scene) {
      const { client } = scene
      const octets = sampleOf(scene, sample)
      await fromIdle(scene)
      await delivers(scene, octets)
      const walk = follows(scene, delivered, waits.delivery)
      await client.must('A', walk, passes(states.downloading))
      await client.must('B', walk, resultsIn(result, ...(printed === undefined ? [] : [printed])))
      await client.must('C', walk, endsIn(states.idle))
      if (printed !== undefined) await client.must('D', walk, resultsIn(result))
    },
  })
}
