import type { Scene } from '#testcase'

/** The test object of OMA for enabler 1.0, and the one for 1.1 and later. */
export type TestObject = 3441 | 3442

/** The first instance of the test object, with the resources that Discover lists. */
export async function testInstance(
  { server, cannotJudge }: Pick<Scene<string>, 'server' | 'cannotJudge'>,
  object: TestObject,
): Promise<{ path: string; resources: readonly number[] }> {
  const { links, code } = await server.discovers(`/${object}`).answered.happens()
  const path = links.map(({ target }) => target).find((target) => /^\/\d+\/\d+$/.test(target))
  if (path === undefined) return cannotJudge(`Discover /${object}, answered ${code}, lists no instance`)
  const resources = links
    .filter(({ target }) => target.startsWith(`${path}/`))
    .map(({ target }) => Number(target.split('/')[3]))
  return { path, resources }
}
