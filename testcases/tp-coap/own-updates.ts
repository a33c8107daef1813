import type { Scene } from '#testcase'

/** Ends the case where the Client is to send nothing for so many seconds, and has Updates of its own to send by then. */
export async function staysQuiet(
  { client, server, doesNotApply }: Pick<Scene<string>, 'client' | 'server' | 'doesNotApply'>,
  seconds: number,
): Promise<void> {
  const { nodes, frame } = await server.reads(`${await client.serverInstance()}/1`).answered.happens()
  // A Client may renew its registration when a third of its time has passed.
  if (Number(nodes[0]?.value?.value) < 3 * seconds)
    doesNotApply('its lifetime is so short that it sends Updates of its own meanwhile', frame)
}
