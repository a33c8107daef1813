import { type Answer, has, type Moment, pathText, type Scene } from '#testcase'

/** The answer to a Read gives all that an instance holds; where Discover tells of nothing that it holds, nobody knows. */
export async function mustGiveAll<Letter extends string>(
  { client, server }: Pick<Scene<Letter>, 'client' | 'server'>,
  letter: Letter,
  { instance, answered }: { readonly instance: string; readonly answered: Moment<Answer> },
): Promise<void> {
  const held = await heldResources({ server }, instance, (await answered.happens()).nodes)
  if (held.length > 0) return void (await client.must(letter, answered, has(...held)))
  const { frame } = await server.discovers(instance).answered.happens()
  client.notApplicable(letter, `Discover ${instance} lists nothing that it gives`, frame)
}

/**
 * Resources of an instance that Discover lists and that have a value: one that a Read of the whole left out is read
 * alone. What cannot be read, and what has no value, is owed by nobody.
 */
async function heldResources(
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
