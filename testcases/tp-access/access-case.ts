import {
  type AccessEntry,
  type CaseDefinition,
  code,
  type Scene,
  type ServerChair,
  type TestCase,
  testCase,
} from '#testcase'
import { joinsBoth } from '../9xx-several-servers/joins.ts'
import { instanceFormat } from '../formats.ts'

/** The bits of an access right (Core 1.1.1 Appendix E.3). */
export const may = { read: 1, write: 2, execute: 4, delete: 8, create: 16 } as const

/** Short Server IDs of our Servers; 0 stands for those without an entry of their own. */
export const ids = { everybody: 0, first: 1, second: 2 } as const

const clause = 'Core 1.1.1 Appendix E.3'

type Definition<Letter extends string> = Pick<
  CaseDefinition<Letter>,
  'title' | 'purpose' | 'steps' | 'criteria' | 'body'
> & {
  /** `BV-01`. */
  readonly id: string
  /** What the Client must have beside Access Control and room for two Servers. */
  readonly needs?: NonNullable<NonNullable<CaseDefinition<Letter>['selection']>['client']>
}

/** A purpose on what a Server may do to a Client that has two of them. */
export function accessCase<const Letter extends string>({
  id,
  needs = [],
  ...definition
}: Definition<Letter>): TestCase {
  return testCase<Letter>({
    ...definition,
    purposeId: `TP/DM/ACL/${id}`,
    area: 'Device management',
    editions: ['1.0', '1.1', '1.2'],
    reference: [{ clause }, { clause: 'Core 1.1.1 Appendix E.3' }],
    judges: ['client'],
    selection: { client: ['BOOTSTRAP', 'SERVERS', 'OBJ.2', ...needs] },
    dependsOn: [0, 4, 101, 203, 226, 950],
    impact: 'bootstrap',
  })
}

/** The first Server owns the rights on the Device, which are /2/1; and both Servers have registered the Client. */
export async function meetsBoth(
  scene: Scene<string>,
  entries: readonly AccessEntry[] = [deviceOfTheFirst],
): Promise<void> {
  await joinsBoth(scene, entries)
  await scene.client.registers().sent.happens()
  await scene.second.registers().sent.happens()
}

/** The Device is the first Server's. */
export const deviceOfTheFirst: AccessEntry = {
  ...{ object: 3, instance: 0, owner: 1 },
  rights: { [ids.first]: may.read | may.write | may.execute, [ids.second]: may.read },
}

/** A Server sets the rights that an entry gives, by Short Server ID; all that it gave before is gone. */
export async function sets(
  scene: Pick<Scene<string>, 'iut' | 'supports' | 'cannotJudge'>,
  owner: ServerChair,
  entry: string,
  rights: { readonly [server: number]: number },
) {
  const how = await instanceFormat(scene)
  return owner.writes(`${entry}/2`, rights, { ...how, mode: 'replace', keep: true })
}

/** The owner of the Device has taken over these rights; a refusal leaves nothing to judge. */
export async function given(
  scene: Scene<string>,
  rights: { readonly [server: number]: number },
): Promise<void> {
  const { answered } = await sets(scene, scene.server, '/2/1', { [ids.first]: may.read, ...rights })
  const answer = await answered.happens()
  if (answer.code !== '2.04')
    scene.cannotJudge(`its owner is refused the rights on the Device: ${answer.code}`)
}

/** Refused for want of a right. */
export const isRefused = code('4.01')
