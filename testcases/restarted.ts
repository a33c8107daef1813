import type { Scene } from '#testcase'

/**
 * Waits until a Client is back for good. One whose answer to the Execute was lost has restarted before it gets a copy of
 * it, which restarts it once more: that is not to happen amid what follows.
 */
export async function backForGood(
  client: Scene<string>['client'],
  restart: ReturnType<Scene<string>['server']['executes']>,
): Promise<void> {
  const back = client.speaks().after(restart.sent).sent
  if (!(await back.comes()) || !(await restart.answered.comes())) return
  const { at } = await restart.answered.happens()
  if ((await back.happens()).at < at) await client.speaks().after(restart.answered).sent.comes()
}
