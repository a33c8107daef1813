import { type Answer, type CaseDefinition, type Check, check, type TestCase, testCase } from '#testcase'
import { C1Portfolio } from '../configurations/c1-portfolio.ts'

const all = ['1.0', '1.1', '1.2'] as const

type Definition<Letter extends string> = Pick<
  CaseDefinition<Letter>,
  'title' | 'purpose' | 'reference' | 'steps' | 'criteria' | 'body'
> & {
  /** `OPAQUE/BV-01`. */
  readonly id: string
  /** What the Client must claim. */
  readonly needs: NonNullable<NonNullable<CaseDefinition<Letter>['selection']>['client']>
  /** Default: all. */
  readonly editions?: CaseDefinition<Letter>['editions']
  readonly dependsOn?: CaseDefinition<Letter>['dependsOn']
}

/** A purpose on device management, where the ETS has no procedure or looks at success alone. */
export function managementCase<const Letter extends string>({
  id,
  needs,
  editions = all,
  dependsOn = [],
  ...definition
}: Definition<Letter>): TestCase {
  return testCase<Letter>({
    ...definition,
    purposeId: `TP/DM/${id}`,
    area: 'Device management',
    editions,
    judges: ['client'],
    selection: { client: needs },
    dependsOn: [101, ...dependsOn],
    configuration: C1Portfolio,
    impact: 'settings',
  })
}

/** Refused, by whatever code of class 4: the specification names none for it. */
export const refused: Check<Answer> = check('a refusal (4.xx)', ({ code }) =>
  code.startsWith('4.') ? undefined : code,
)
