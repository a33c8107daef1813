import {
  type CaseDefinition,
  code,
  format,
  has,
  holds,
  lacks,
  only,
  type Scene,
  type TestCase,
  testCase,
} from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { senmlFormats } from '../formats.ts'

type Letter = 'A' | 'B' | 'C' | 'D' | 'E'

/** What a Read-Composite asks for, and what is due. */
export interface Wanted {
  readonly paths: readonly string[]
  /** Paths at or below which something must be given. */
  readonly has: readonly string[]
  /** Paths outside of which nothing may be given. */
  readonly only: readonly string[]
  /** Paths at or below which nothing may be given all the same. */
  readonly lacks?: readonly string[]
  /** Paths of single resources whose values are compared with those it holds. */
  readonly values: readonly string[]
}

export interface CompositeRead<Extra extends string> {
  readonly number: number
  readonly title: string
  readonly purpose: string
  readonly asks: string
  readonly wanted: (scene: Scene<Letter | Extra>) => Promise<Wanted>
  /** Criteria beyond A to E, and what judges them. */
  readonly criteria?: CaseDefinition<Extra>['criteria']
  readonly more?: (scene: Scene<Letter | Extra>, format: 'senml-cbor' | 'senml-json') => Promise<void>
}

/** A Read-Composite in each kind of SenML that the Client has: int-229, 235, 236, 280 and 281. */
export function compositeRead<const Extra extends string = never>({
  number,
  title,
  purpose,
  asks,
  wanted,
  criteria,
  more,
}: CompositeRead<Extra>): TestCase {
  return testCase<Letter | Extra>({
    number,
    title,
    purpose,
    area: 'Device management',
    editions: ['1.1', '1.2'],
    reference: [{ clause: 'Core 1.1.1 §6.3.8' }, { clause: 'Transport 1.1.1 Table 6.4.4-1' }],
    judges: ['client'],
    selection: { client: ['READ-COMPOSITE'] },
    dependsOn: [101],
    configuration: C1,
    impact: 'none',
    steps: [
      `The Server asks by FETCH for ${asks}, in each kind of SenML the Client has.`,
      'The Client answers with what it has of these, and nothing else.',
    ],
    criteria: {
      A: { judged: 'client', text: 'answers 2.05', clause: 'Transport 1.1.1 §6.7' },
      B: { judged: 'client', text: 'answers in the kind of SenML asked for', clause: 'RFC 7252 §5.10.4' },
      C: { judged: 'client', text: 'gives all of it that it has', clause: 'Core 1.1.1 §6.3.8' },
      D: { judged: 'client', text: 'gives nothing else', clause: 'Core 1.1.1 §6.3.8' },
      E: { judged: 'client', text: 'gives the values it holds', clause: 'Core 1.1.1 §6.3.8' },
      ...criteria,
    } as CaseDefinition<Letter | Extra>['criteria'],
    async body(scene) {
      const { client, server } = scene
      await client.isRegistered()
      const due = await wanted(scene)
      const values = await client.valuesOf(...due.values)
      for (const name of await senmlFormats(scene)) {
        const read = server.readsComposite(due.paths, { format: name })
        await client.must('A', read.answered, code('2.05'))
        await client.must('B', read.answered, format(name))
        await client.must('C', read.answered, has(...due.has))
        await client.must('D', read.answered, only(...due.only), lacks(...(due.lacks ?? [])))
        await client.must('E', read.answered, holds(values))
        await more?.(scene, name)
      }
    },
  })
}

/** An instance of the device's errors (/3/0/11) that is there. */
export async function errorInstance({ server }: Pick<Scene<string>, 'server'>): Promise<string> {
  const { nodes } = await server.reads('/3/0/11').answered.happens()
  return `/3/0/11/${nodes.find(({ path }) => path.length === 4)?.path[3] ?? 0}`
}
