import {
  type Answer,
  type Asked,
  type Check,
  check,
  type Delivered,
  type Moment,
  type Observing,
  type Scene,
} from '#testcase'
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

/**
 * Ends the case where a Server under test asks for a format that what it observes cannot have, such as text for a
 * multiple resource: our Client answers 4.06, as it must, and has nothing to report.
 */
export async function asksForWhatFits(
  { iut, cannotJudge }: Pick<Scene<string>, 'iut' | 'cannotJudge'>,
  { path, sent, answered }: Observing,
): Promise<void> {
  if (!iut.includes('server')) return
  const { accept } = await sent.happens()
  if ((await answered.happens()).code === '4.06')
    cannotJudge(`the Server observes ${path} with Accept ${accept}, in which it cannot be given: 4.06`)
}

/** When these series are over, the Client still answers: a silence by which it has gone proves nothing. */
export async function stillThere(
  server: Scene<string>['server'],
  ...series: readonly Moment<readonly Answer[]>[]
): Promise<void> {
  await Promise.all(series.map((moment) => moment.happens()))
  await server.reads('/3/0/7').answered.happens()
}

/** The notification was taken: acknowledged, or NON and not reset. */
export const taken: Check<Delivered> = check('acknowledged, or no RST', ({ outcome }) =>
  outcome === 'acknowledged' || outcome === 'sent' ? undefined : outcome,
)

/** What ends an observation is answered without an Observe option. */
export const noObserve: Check<Answer> = check('no Observe option', ({ observe }) =>
  observe === undefined ? undefined : `Observe=${observe}`,
)

/** The request has the token of the observation that it ends. */
export function tokenOf(token: Uint8Array): Check<Asked> {
  return check('the token of the observation', (asked) =>
    Buffer.compare(asked.token, token) === 0 ? undefined : 'another token',
  )
}

/** The query states each of these. */
export function inQuery(...wanted: readonly string[]): Check<Asked> {
  return check(`${wanted.join(' and ')} in the query`, ({ query }) =>
    wanted.every((item) => query.includes(item)) ? undefined : query.join('&'),
  )
}

/** The request has a token that no other observation has. */
export function ownToken(others: ReadonlySet<string>): Check<Asked> {
  return check('a token of its own', ({ token }) =>
    others.has(token.toString()) ? 'the token of another observation' : undefined,
  )
}
