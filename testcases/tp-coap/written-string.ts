import { check, type LadderMessage, type Reply, replyText, type Scene } from '#testcase'
import { type TestObject, testInstance } from '../test-object.ts'

const stringResource = { 3441: 110, 3442: 110 } as const satisfies Record<TestObject, number>

/**
 * The string of the test object holds `value`; what it held is put back by the usual undo. Gives its path, and the
 * start of a Write below the verbs.
 */
export async function writtenString(scene: Scene<string>, value: string) {
  const { client, server, supports, doesNotApply, cannotJudge } = scene
  await client.isRegistered()
  const object = (await supports('OBJ.3442')) ? 3442 : 3441
  if (!(await supports(`OBJ.${object}`))) doesNotApply('it has no test object, 3442 nor 3441', null)
  const instance = await testInstance(scene, object)
  const path = `${instance.path}/${stringResource[object]}`
  const { code } = await server.writes(path, value).answered.happens()
  if (code !== '2.04') return cannotJudge(`${path} does not take a string: ${code}`)
  const segments = path.slice(1).split('/')
  const write: Omit<LadderMessage, 'payload'> = { code: '0.03', path: segments, contentFormat: 0 }
  return { path, segments, write }
}

/** The answer has this code. */
export const repliesWith = (...codes: readonly string[]) =>
  check<Reply>(codes.join(' or '), (reply) => (codes.includes(reply.code) ? undefined : replyText(reply)))
