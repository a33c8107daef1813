import type { Scene } from '#testcase'

/** The Server forgets the Client and triggers an Update, which is answered 4.04; the Register that is to follow. */
export async function registersWhenForgotten({
  client,
  server,
}: Pick<Scene<string>, 'client' | 'server'>): Promise<ReturnType<typeof client.registers>> {
  const trigger = server.executes(`${await client.serverInstance()}/8`)
  await trigger.sent.happens()
  // At once: were the Update quicker, it would be granted.
  await server.forgets()
  const update = client.updates()
  return client.registers().after(update.sent)
}
