import type { Scene } from '#testcase'

/** Paths of the identities that the first Portfolio instance of the Client holds, up to four. */
export async function identities({
  server,
  iut,
  cannotJudge,
}: Pick<Scene<string>, 'server' | 'iut' | 'cannotJudge'>): Promise<readonly string[]> {
  if (!iut.includes('client')) return [0, 1, 2, 3].map((identity) => `/16/0/0/${identity}`)
  const { nodes, code } = await server.reads('/16').answered.happens()
  const held = nodes.map(({ path }) => path).filter((path) => path.length === 4 && path[2] === 0)
  const first = held[0]?.[1]
  if (first === undefined) return cannotJudge(`Read /16, answered ${code}, gives no identity`)
  return held
    .filter(([, instance]) => instance === first)
    .slice(0, 4)
    .map((path) => `/${path.join('/')}`)
}
