import { type PurposeId, type Scene, type TestCase, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { type Criteria, judgedOn, referenceOf } from './criteria.ts'

interface EimCase<Letter extends string> {
  /** As in `ESIM-801`. */
  readonly number: number
  readonly title: string
  readonly purpose: string
  readonly dependsOn?: readonly PurposeId[]
  readonly transport?: NonNullable<TestCase['transport']>
  /** Public ids of SGP.33 for the same purpose. */
  readonly sgp33?: string
  readonly steps: readonly string[]
  readonly criteria: Criteria<Letter>
  readonly body: (scene: Scene<Letter>) => Promise<void>
}

/** A Client with an eUICC, whose mailbox is ready. */
const withMailbox = { name: 'C.1 with object 3443', store: { ...C1.store, '/3443/0/0': 0 } }

/** A case about the eIM behind a Server, to which we are a device with an eUICC. */
export function eimCase<const Letter extends string>(wanted: EimCase<Letter>): TestCase {
  const { number, sgp33, dependsOn = [], criteria, body, ...texts } = wanted
  return testCase<Letter>({
    ...texts,
    purposeId: `ESIM-${number}`,
    area: 'eSIM',
    editions: ['1.0', '1.1', '1.2'],
    reference: referenceOf(sgp33),
    judges: ['server'],
    selection: { server: ['EIM'] },
    // Who leaves no package shows nothing of how it deals with results.
    dependsOn: [101, ...(number > 801 ? ['ESIM-801' as const] : []), ...dependsOn],
    configuration: withMailbox,
    impact: 'settings',
    criteria: judgedOn('server', criteria),
    async body(scene) {
      const { ipa, cannotJudge } = scene
      const obstacle = ipa.obstacle()
      if (obstacle !== undefined) cannotJudge(obstacle)
      await ipa.opens()
      await body(scene)
    },
  })
}
