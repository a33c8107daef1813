import type { Scene } from '#testcase'

/** Whether writing the Lifetime that a Client has already brings an Update is left open, so it gets another one first. */
export async function hasAnotherLifetime(
  { client, server, iut }: Pick<Scene<string>, 'client' | 'server' | 'iut'>,
  lifetime: number,
): Promise<void> {
  if (!iut.includes('client')) return
  const path = `${await client.serverInstance()}/1`
  const { nodes } = await server.reads(path).answered.happens()
  if (nodes[0]?.value?.value !== BigInt(lifetime)) return
  const another = lifetime + 60
  const write = server.writes(path, another)
  await write.answered.happens()
  await client.updates({ lifetime: another }).after(write.sent).sent.happens()
}
