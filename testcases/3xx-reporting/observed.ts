import type { Answer, Moment, Observing, Scene } from '#testcase'
import { waits } from '../waits.ts'

/** int-301 running: voltage and current are observed, with the periods of the ETS. */
export async function observeBoth(
  scene: Pick<Scene<string>, 'client' | 'server' | 'seconds'>,
): Promise<{ voltage: Observing; current: Observing }> {
  const { client, server, seconds } = scene
  await client.isRegistered()
  const periods = { pmin: seconds(waits.voltagePmin), pmax: seconds(waits.voltagePmax) }
  const observed = async (path: string): Promise<Observing> => {
    await server.setsAttributes(path, periods).answered.happens()
    const observation = server.observes(path)
    await observation.answered.happens()
    return observation
  }
  return { voltage: await observed('/3/0/7'), current: await observed('/3/0/8') }
}

/** When these series are over, the Client still answers: a silence by which it has gone proves nothing. */
export async function stillThere(
  server: Scene<string>['server'],
  ...series: readonly Moment<readonly Answer[]>[]
): Promise<void> {
  await Promise.all(series.map((moment) => moment.happens()))
  await server.reads('/3/0/7').answered.happens()
}
