import type { Moment, Scene } from '#testcase'
import { waits } from '../waits.ts'

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

/**
 * What a Client asked while it was kept waiting; where it asks as much of its own, when nothing gives it cause, that tells
 * nothing, and the case ends.
 */
export async function ofNecessity(
  { client, pause, seconds, doesNotApply }: Scene<string>,
  asked: Moment<number>,
): Promise<Moment<number>> {
  if ((await asked.happens()) === 0) return asked
  await pause(waits.missedAnswer)
  const { value, frame } = await client.asksAgain(seconds(waits.missedAnswer)).occurrence()
  if (value > 0) doesNotApply('it sends Updates of its own meanwhile', frame)
  return asked
}
