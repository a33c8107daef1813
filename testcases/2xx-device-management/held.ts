import { type Answer, has, pathText, type Scene } from '#testcase'

/**
 * Resources of an instance that Discover lists and that have a value: one that a Read of the whole left out is read
 * alone. What cannot be read, and what has no value, is owed by nobody.
 */
export async function heldResources(
  { server }: Pick<Scene<string>, 'server'>,
  instance: string,
  given: Answer['nodes'],
): Promise<string[]> {
  const { links } = await server.lists(instance)
  const listed = links.map(({ target }) => target).filter((target) => /^\/\d+\/\d+\/\d+$/.test(target))
  const present = new Set(given.map(({ path }) => pathText(path.slice(0, 3))))
  const held: string[] = []
  for (const path of listed) {
    if (present.has(path)) held.push(path)
    else {
      const alone = await server.reads(path).answered.happens()
      if (alone.code === '2.05' && has(path).verify(alone) === undefined) held.push(path)
    }
  }
  return held
}
