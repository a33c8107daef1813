import { Absent, type Awaited, Moment } from '../moment.ts'
import type { Delivered, Session } from '../session.ts'
import { parameters } from '../timing.ts'

/** The next of our notifications of a path that ends as stated. */
export function notifies(
  session: Session,
  path: string,
  outcome: Delivered['outcome'] | undefined,
): Awaited<Delivered, Delivered> {
  const from = session.lookBack
  const awaited = (seconds: number, stated = true): Awaited<Delivered, Delivered> => {
    const moment = new Moment(
      `a notification of ${path}${outcome === undefined ? '' : ` that ends in ${outcome}`}`,
      'server',
      async () => {
        let other: Delivered | undefined
        const begun = session.clock.now()
        // By then every notification that we sent has ended, if only in a timeout.
        const span = (seconds + session.tolerance) * 1000 + parameters.maxTransmitWait
        const hit = await session.inbox.find(
          (happening) => {
            if (happening.kind !== 'delivery' || happening.path !== path) return undefined
            if (outcome === undefined || happening.outcome === outcome) return happening
            other = happening
            return undefined
          },
          from,
          span,
        )
        if (stated) session.booking.deadline(seconds * 1000, `a notification of ${path} is due`, begun)
        if (hit === undefined) {
          const how =
            other === undefined && outcome === 'reset' ? endedOtherwise(session, path, from) : undefined
          if (how !== undefined) {
            const expected = `a Reset to a notification of ${path}`
            throw new Absent({ reason: 'no stimulus', author: 'server', expected, seen: how, frame: null })
          }
          throw new Absent({
            reason: other === undefined ? 'silence' : 'different',
            author: other === undefined ? 'client' : 'server',
            expected: `a notification of ${path}${outcome === undefined ? '' : ` that ends in ${outcome}`}`,
            seen: other?.outcome ?? `none within ${Math.round(span / 1000)} s`,
            frame: other?.frame ?? null,
          })
        }
        return { value: hit.found, at: hit.found.at, frame: hit.found.frame, position: hit.position }
      },
    )
    const act: Awaited<Delivered, Delivered> = {
      sent: moment,
      answered: moment,
      after: () => act,
      within: (limit) => awaited(limit),
    }
    return act
  }
  return awaited(session.patience.reaction, false)
}

/** How the Server ended an observation that it was to end by a Reset: there is nothing left then that could be reset. */
function endedOtherwise({ inbox }: Session, path: string, from: number): string | undefined {
  const isCancelled = inbox
    .since(from)
    .some(
      ({ happening }) =>
        happening.kind === 'operation' &&
        happening.asked.method === 'GET' &&
        `/${happening.asked.path.join('/')}` === path &&
        happening.asked.observe === 1,
    )
  return isCancelled ? 'the Server ended the observation by a GET with Observe 1' : undefined
}
