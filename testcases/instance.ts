import type { Scene } from '#testcase'

/** The first instance of an object, with the resources that Discover lists. */
export async function firstInstance(
  { server, cannotJudge }: Pick<Scene<string>, 'server' | 'cannotJudge'>,
  object: number,
): Promise<{ path: string; resources: readonly number[] }> {
  const { links, code } = await server.lists(`/${object}`)
  const path = links.map(({ target }) => target).find((target) => /^\/\d+\/\d+$/.test(target))
  if (path === undefined) return cannotJudge(`Discover /${object}, answered ${code}, lists no instance`)
  const resources = links
    .filter(({ target }) => target.startsWith(`${path}/`))
    .map(({ target }) => Number(target.split('/')[3]))
  return { path, resources }
}
