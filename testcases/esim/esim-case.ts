import { type Scene, type TestCase, testCase } from '#testcase'
import { type Criteria, judgedOn, referenceOf } from './criteria.ts'

interface EsimCase<Letter extends string> {
  /** As in `ESIM-101`. */
  readonly number: number
  readonly title: string
  readonly purpose: string
  /** Default: settings. */
  readonly impact?: 'settings' | 'profile' | 'bootstrap'
  /** What the Client must have beside a mailbox. */
  readonly needs?: NonNullable<NonNullable<TestCase['selection']>['client']>
  readonly dependsOn?: NonNullable<TestCase['dependsOn']>
  /** First version of SGP.32 that has what it is about; default: 1.0. */
  readonly since?: '1.1'
  /** Whether the eIM has to sign. */
  readonly signs?: true
  /** Public ids of SGP.33 for the same purpose. */
  readonly sgp33?: string
  readonly steps: readonly string[]
  readonly criteria: Criteria<Letter>
  readonly body: (scene: Scene<Letter>) => Promise<void>
}

/** A case about the eUICC behind a Client's mailbox (object 3443), which does not apply to a Client without one. */
export function esimCase<const Letter extends string>(wanted: EsimCase<Letter>): TestCase {
  const {
    number,
    sgp33,
    since,
    dependsOn = [],
    signs,
    impact = 'settings',
    criteria,
    needs = [],
    body,
    ...texts
  } = wanted
  return testCase<Letter>({
    ...texts,
    purposeId: `ESIM-${number}`,
    area: 'eSIM',
    editions: ['1.0', '1.1', '1.2'],
    reference: referenceOf(sgp33),
    judges: ['client'],
    selection: { client: ['OBJ.3443', ...needs] },
    // Nothing reaches an IPA whose mailbox takes no message.
    dependsOn: [101, ...(number > 104 ? ['ESIM-104' as const] : []), ...dependsOn],
    impact,
    criteria: judgedOn('client', criteria),
    async body(scene) {
      const { client, eim, cannotJudge, doesNotApply } = scene
      if (since !== undefined && eim.facts?.version === '1.0')
        doesNotApply(`SGP.32 has it since v${since}, and the IXIT tells of v1.0`, null)
      const obstacle = signs === true ? eim.obstacle() : undefined
      if (obstacle !== undefined) cannotJudge(obstacle)
      await client.isRegistered()
      if (signs === true) {
        await eim.findsCounter()
        await eim.learnsKey()
      }
      await body(scene)
    },
  })
}
