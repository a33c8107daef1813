import {
  type Answer,
  type Attributes,
  type CaseDefinition,
  check,
  code,
  type Moment,
  type Plain,
  type Scene,
} from '#testcase'
import { testInstance } from '../test-object.ts'

/** What all purposes on reporting have in common. */
export const reporting = {
  area: 'Information reporting',
  editions: ['1.1', '1.2'],
  reference: [{ clause: 'Core 1.1.1 §5.1.2' }, { clause: 'Core 1.1.1 §6.4' }],
  judges: ['client'],
  selection: { client: ['OBJ.3442'] },
  dependsOn: [101, 205, 'int-260 A', 'int-260 D', 'int-301 D', 'int-301 E', 'int-301 F', 'int-301 I'],
  impact: 'settings',
} as const satisfies Partial<CaseDefinition<string>>

/** Longer than any case. Seconds. */
export const never = 86400

/** An instance of the test object, with a value in it that the Server can change. */
export interface Subject {
  /** Path of the instance. */
  readonly instance: string
  /** Path of the resource. */
  readonly path: string
  /** Writes a value to it; the answer. */
  becomes(value: Plain): Promise<Answer>
}

/** Takes a resource of the test object and sets it; what it held is put back. Default: its integer. */
export async function subject(
  { client, server, cannotJudge }: Scene<string>,
  start: Plain = 20,
  resource = 120,
): Promise<Subject> {
  await client.isRegistered()
  const instance = (await testInstance({ server, cannotJudge }, 3442)).path
  const path = `${instance}/${resource}`
  const write = async (value: Plain, how: { readonly keep?: true }): Promise<Answer> => {
    const answer = await server.writes(path, value, how).answered.happens()
    if (answer.code !== '2.04') cannotJudge(`${path} does not take ${String(value)}: ${answer.code}`)
    return answer
  }
  await write(start, {})
  return { instance, path, becomes: (value) => write(value, { keep: true }) }
}

/** Attaches attributes, judged by a letter; ends the case when they are refused. */
export async function attaches(
  { client, server, cannotJudge }: Scene<string>,
  letter: string,
  path: string,
  attributes: Attributes,
): Promise<void> {
  const answer = await client.must(letter, server.setsAttributes(path, attributes).answered, code('2.04'))
  if (answer.code !== '2.04') cannotJudge(`the attributes of ${path} were refused with ${answer.code}`)
}

/** Attaches attributes that not every Client has. */
export async function attachesOptional(
  { server, doesNotApply, cannotJudge }: Scene<string>,
  path: string,
  attributes: Attributes,
): Promise<void> {
  const names = Object.keys(attributes).join(' and ')
  const { code: seen, frame } = await server.setsAttributes(path, attributes).answered.happens()
  if (seen === '4.00') doesNotApply(`the Client does not take ${names}: ${seen}`, frame)
  if (seen !== '2.04') cannotJudge(`the attributes ${names} of ${path} are answered ${seen}`)
}

/** Some reports as a series of their own. */
export function seriesOf(last: Moment<unknown>, reports: readonly Answer[]): Moment<readonly Answer[]> {
  return last.map('the reports', () => reports)
}

/** The letter A of purposes that begin with Write-Attributes. */
export const attached = {
  judged: 'client',
  text: 'answers Write-Attributes with 2.04',
  clause: 'Transport 1.1.1 §6.7',
} as const

/** The report came in this kind of message. */
export function cameAs(type: 'CON' | 'NON') {
  return check<Answer>(`a ${type} message`, (answer) => (answer.type === type ? undefined : `${answer.type}`))
}

/** Takes a default Maximum Period away (/1/x/3), which would bring reports of its own. */
export async function noDefaultPmax({ client, server }: Scene<string>): Promise<void> {
  const path = `${await client.serverInstance()}/3`
  const { nodes } = await server.reads(path).answered.happens()
  if (Number(nodes[0]?.value?.value ?? 0) > 0) await server.writes(path, 0).answered.happens()
}
