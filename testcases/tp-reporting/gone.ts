import type { Observing, Scene } from '#testcase'
import { madeInstance } from '../tp-device-management/resources.ts'
import { never } from './subject.ts'

/** An instance of the Portfolio made for the case, under an observation that only a change makes report. */
export async function observedInstance(
  scene: Scene<string>,
  id: number,
): Promise<{ readonly instance: string; readonly observation: Observing }> {
  const { client, server, cannotJudge } = scene
  await client.isRegistered()
  const instance = await madeInstance(scene, id)
  // Nothing to unset: it is deleted with its attributes.
  await server.setsAttributes(instance, { pmin: 0, pmax: never }, { keep: true }).answered.happens()
  const observation = server.observes(instance)
  const { code, observe } = await observation.answered.happens()
  if (code !== '2.05' || observe === undefined) cannotJudge(`${instance} cannot be observed: ${code}`)
  return { instance, observation }
}

/** Deletes it, and sees that it is gone. */
export async function isDeleted(
  { server, cannotJudge }: Pick<Scene<string>, 'server' | 'cannotJudge'>,
  instance: string,
): Promise<void> {
  await server.deletes(instance).answered.happens()
  const { code } = await server.reads(instance).answered.happens()
  if (code !== '4.04') cannotJudge(`a Read of ${instance}, which was deleted, is answered ${code}`)
}
