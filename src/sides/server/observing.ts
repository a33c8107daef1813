import {
  type Exchange,
  type Notification,
  type RequestDraft,
  type Response,
  readNumbers,
  type WireEvent,
} from '#coap'
import { type Ids, parsePath } from '#content'
import { sleep } from '#net'
import type { CompositeHow, ObserveHow, Observing } from '../chairs.ts'
import { Absent, type Awaited, Moment } from '../moment.ts'
import type { Session } from '../session.ts'
import { parameters } from '../timing.ts'
import { type Answer, type Asked, answerOf } from '../views.ts'
import { pathsDraft } from './composing.ts'
import { acceptOf, howText, queryOf, queryText, segments } from './requests.ts'
import { must2xx } from './undo.ts'

/** Sends a request of the Server; `before` runs when the client is about to be asked. */
export type Ask = (
  what: string,
  draft: RequestDraft,
  base: Ids,
  before?: () => Promise<void>,
  onExchange?: (exchange: Exchange) => void,
) => Awaited<Asked, Answer>

/** An observation as the Server holds it; how it is cancelled is its own affair. */
interface Held extends Observing {
  readonly base: Ids
  readonly request: RequestDraft
  resetNext: boolean
  onReset: (() => void) | undefined
  /** Set when we ended it, or the Client did: whatever is still reported comes for nobody, and is counted all the same. */
  ended: boolean
}

/** Observes a path and keeps what is reported. */
export function observing(session: Session, ask: Ask, path: string, how: ObserveHow): Observing {
  const query = queryOf(how.attributes ?? {})
  const { renews } = how
  return observed(session, ask, {
    path,
    base: parsePath(path),
    what: `Observe ${path}${queryText(query)}${howText(how)}${renews === undefined ? '' : ' by the same token'}`,
    request: { method: 'GET', path: segments(path), observe: 0, ...acceptOf(how), query },
    ...(renews === undefined ? {} : { renews: renews as Held }),
  })
}

/** Observes several paths at once. */
export function observingComposite(
  session: Session,
  ask: Ask,
  paths: readonly string[],
  how: CompositeHow,
): Observing {
  const path = paths.join(' ')
  const request: RequestDraft = { ...pathsDraft(paths, how), observe: 0 }
  return observed(session, ask, { path, base: [], what: `Observe-Composite ${path}`, request })
}

interface Wanted {
  readonly path: string
  readonly base: Ids
  readonly what: string
  readonly request: RequestDraft
  readonly renews?: Held
}

function observed(session: Session, ask: Ask, { path, base, what, request, renews }: Wanted): Observing {
  const notifications: Answer[] = []
  const listeners = new Set<() => void>()
  let given = 0
  const onExchange = (exchange: Exchange): void => {
    const overhear = (event: WireEvent, frame: number): void => {
      const late = held.ended ? notificationIn(event, exchange.token) : undefined
      if (late !== undefined) notifications.push(answerOf({ ...late, frame }, base, session.shapeOf))
    }
    session.overhears.add(overhear)
    exchange.response.then(
      ({ observe }) => {
        // Whatever is reported of an observation that was refused comes for nobody, too.
        if (observe === undefined) held.ended = true
      },
      () => {},
    )
    session.undo.push({
      text: `end the observation of ${path}`,
      run: async () => {
        try {
          // One that only we forgot would still take reports, and count changes, in the cases to come.
          const { code, observe } = await held.answered.happens()
          if (!held.ended && code === '2.05' && observe !== undefined)
            await must2xx(cancelByGet(ask, held), ['2.05', '4.04'])
        } finally {
          session.overhears.delete(overhear)
          exchange.cancel()
        }
      },
    })
    exchange.onNotification((notification: Notification) => {
      if (held.resetNext) {
        notification.reset()
        held.ended = true
        held.resetNext = false
        held.onReset?.()
      }
      // An error is the last (RFC 7641 §4.2).
      if (!notification.code.startsWith('2.')) held.ended = true
      notifications.push(answerOf(notification, base, session.shapeOf))
      for (const listener of [...listeners]) listener()
    })
  }
  const takeToken = async (): Promise<void> => {
    if (renews === undefined) return
    Object.assign(request, { token: (await renews.sent.happens()).token })
    renews.ended = true
  }
  const act = ask(what, request, base, takeToken, onExchange)
  const held: Held = {
    ...act,
    path,
    base,
    request,
    resetNext: false,
    onReset: undefined,
    ended: false,
    notifications,
    during(seconds) {
      const [from, heard] = [notifications.length, session.inbox.end]
      const opened = session.clock.now()
      const over = sleep(session.clock, seconds * 1000)
      return new Moment(`the notifications of ${path} in ${seconds} s`, 'client', async () => {
        session.booking.window(seconds * 1000, `notifications of ${path} are counted`, opened)
        await over
        stillObserved(session, heard, `the notifications of ${path}`)
        const seen = notifications.slice(from)
        return {
          value: seen,
          at: session.clock.now(),
          frame: seen.at(-1)?.frame ?? null,
          position: session.inbox.end,
        }
      })
    },
    notified(seconds) {
      const index = given++
      const from = session.clock.now()
      return new Moment(`a notification of ${path}`, 'client', async () => {
        const span = (seconds + session.tolerance) * 1000 + parameters.maxTransmitSpan
        const seen = await new Promise<Answer | undefined>((resolve) => {
          const timer = session.clock.after(Math.max(0, from + span - session.clock.now()), () => {
            listeners.delete(listener)
            resolve(notifications[index])
          })
          const listener = (): void => {
            if (notifications[index] === undefined) return
            timer.cancel()
            listeners.delete(listener)
            resolve(notifications[index])
          }
          listeners.add(listener)
          listener()
        })
        session.booking.deadline(seconds * 1000, `a notification of ${path} is due`, from)
        if (seen === undefined) {
          stillObserved(session, (await act.sent.occurrence()).position, `a notification of ${path}`)
          throw new Absent({
            reason: 'silence',
            author: 'client',
            expected: `a notification of ${path}`,
            seen: `none within ${Math.round(span / 1000)} s`,
          })
        }
        return { value: seen, at: seen.at, frame: seen.frame, position: session.inbox.end }
      })
    },
  }
  return held
}

/** @throws Absent when the Client registered since, by which all that it was observed for came to its end */
function stillObserved({ inbox }: Session, since: number, expected: string): void {
  if (!inbox.since(since).some(({ happening: { kind } }) => kind === 'register')) return
  const seen = 'the Client registered anew, and an observation ends with its registration (Core §6.2.1)'
  throw new Absent({ reason: 'unseen', author: 'client', expected, seen })
}

/** A notification for a token that nobody waits for any more. */
function notificationIn(event: WireEvent, token: Uint8Array): Response | undefined {
  const { direction, repeated, decoded, at, peer } = event
  const { message } = decoded
  if (direction !== 'in' || repeated || message === undefined || !message.code.startsWith('2.'))
    return undefined
  if (message.type === 'ACK' || Buffer.compare(message.token, token) !== 0) return undefined
  const { contentFormat, observe } = readNumbers(message.options)
  if (observe === undefined) return undefined
  return {
    at,
    peer,
    message,
    code: message.code,
    payload: message.payload,
    location: [],
    observe,
    ...(contentFormat === undefined ? {} : { contentFormat }),
  }
}

/** RST to the next notification (RFC 7641 §3.6). */
export function resetNext(session: Session, observation: Observing): Awaited<Asked, Answer> {
  const held = observation as Held
  session.stimulated()
  held.resetNext = true
  const begun = session.clock.now()
  const moment = <T>(what: string, value: () => Promise<T>): Moment<T> =>
    new Moment(what, 'server', async () => ({
      value: await value(),
      at: session.clock.now(),
      frame: null,
      position: session.inbox.end,
    }))
  const patience = session.patience.arrival * 1000 + parameters.maxTransmitSpan
  const reset = new Promise<boolean>((resolve) => {
    const timer = session.clock.after(patience, () => resolve(false))
    held.onReset = () => {
      timer.cancel()
      resolve(true)
    }
  })
  const what = `RST to a notification of ${held.path}`
  const happened = async (): Promise<Asked> => {
    if (!(await reset)) {
      throw new Absent({
        reason: 'silence',
        author: 'client',
        expected: `a notification of ${held.path} to reset`,
        seen: `none within ${Math.round(patience / 1000)} s`,
      })
    }
    return await held.sent.happens()
  }
  const act: Awaited<Asked, Answer> = {
    sent: moment(what, happened),
    answered: held.answered,
    after: () => act,
    within: (seconds) => ({
      ...act,
      sent: moment(what, async () => {
        const asked = await happened()
        session.booking.deadline(seconds * 1000, `a notification of ${held.path} is due`, begun)
        return asked
      }),
    }),
  }
  return act
}

/** The same request with Observe=1 and the observation's token (RFC 7641 §3.6). */
export function cancelByGet(ask: Ask, observation: Observing): Awaited<Asked, Answer> {
  const held = observation as Held
  const draft: RequestDraft = { ...held.request, observe: 1 }
  const token = held.sent.happens()
  return ask(
    `Cancel the observation of ${held.path}`,
    draft,
    held.base,
    async () => {
      Object.assign(draft, { token: (await token).token })
    },
    ({ response }) => {
      void response.then(
        () => {
          held.ended = true
        },
        () => {},
      )
    },
  )
}
