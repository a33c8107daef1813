import type { ChairName } from '#record'
import { Absent, type Awaited, Moment } from './moment.ts'
import type { Happening, Heard, Session } from './session.ts'
import { parameters } from './timing.ts'
import type { Answer } from './views.ts'

/** What a chair that we wait for is to do, and how to recognise it. */
export interface Sought<T> {
  /** In words: `an Update with lt=20`. */
  readonly what: string
  readonly author: ChairName
  /** The chair that answers. */
  readonly answeredBy: ChairName
  /** Picks it out of what happens; a text says why something like it is not it. */
  readonly pick: (heard: Heard) => T | string | undefined
  /** Runs once before waiting when nothing in the inbox fits: pushes the IUT from above. False: nobody can. */
  readonly stimulus?: () => Promise<boolean>
  /** The stimulus was given when the act was made, and only tells whether it got through. */
  readonly given?: true
  /** Why nobody can blame the author for a silence; undefined when he is to blame. */
  readonly unseen?: () => string | undefined
  /** Seconds it may take by rule; default: the session's patience for a reaction. */
  readonly seconds?: number
  /** Inbox position before which nothing counts, beside what the case may look back to. */
  readonly from?: number
}

/** Waits for an act of the IUT in the session's inbox. The latest lookalike is told when nothing fits in time. */
export function sought<T>(session: Session, wanted: Sought<T>): Awaited<T, Answer> {
  const from = Math.max(session.lookBack, wanted.from ?? 0)
  return awaited(session, wanted, async () => from)
}

function awaited<T>(
  session: Session,
  wanted: Sought<T>,
  from: () => Promise<number>,
  /** Seconds that the case states; default: the patience for what is sought. */
  stated?: number,
): Awaited<T, Answer> {
  const seconds = stated ?? wanted.seconds ?? session.patience.reaction
  const heard = new Moment(wanted.what, wanted.author, async () => {
    const position = await from()
    let lookalike: { text: string; frame: number | null } | undefined
    const pick = (happening: Happening): { sent: T; heard: Heard } | undefined => {
      if (happening.kind === 'delivery') return undefined
      const sent = wanted.pick(happening)
      if (typeof sent === 'string') lookalike = { text: sent, frame: happening.asked.frame }
      return sent === undefined || typeof sent === 'string' ? undefined : { sent, heard: happening }
    }
    const already = await session.inbox.find(pick, position, 0)
    if (already === undefined && wanted.stimulus !== undefined && !(await wanted.stimulus())) {
      throw new Absent({
        reason: 'no stimulus',
        author: wanted.author,
        expected: wanted.what,
        seen: 'nobody could be asked to bring it about',
      })
    }
    const span = (seconds + session.tolerance) * 1000 + parameters.maxTransmitSpan
    const begun = session.clock.now()
    const hit = already ?? (await session.inbox.find(pick, position, span))
    if (stated === undefined) session.booking.needed(`${wanted.what} took its time`, begun)
    else session.booking.deadline(stated * 1000, `${wanted.what} is due`, begun)
    if (hit === undefined) {
      const silence = `nothing within ${Math.round(span / 1000)} s`
      const unseen = wanted.unseen?.()
      throw new Absent({
        reason: lookalike !== undefined ? 'different' : unseen === undefined ? 'silence' : 'unseen',
        author: wanted.author,
        expected: wanted.what,
        seen: lookalike?.text ?? (unseen === undefined ? silence : `${silence}: ${unseen}`),
        frame: lookalike?.frame ?? null,
      })
    }
    const { sent, heard: happening } = hit.found
    return {
      value: { sent, heard: happening },
      at: happening.asked.at,
      frame: happening.asked.frame,
      // It is not after itself.
      position: hit.position + 1,
    }
  })
  return {
    sent: heard.map(wanted.what, ({ sent }) => sent),
    answered: new Moment(`the answer to ${wanted.what}`, wanted.answeredBy, async () => {
      const { value, position } = await heard.occurrence()
      const answer = value.heard.answered
      if (answer === undefined) throw new Error(`${wanted.what}: the tester did not answer`)
      return { value: answer, at: answer.at, frame: answer.frame, position }
    }),
    after: (moment) =>
      awaited(session, withoutStimulus(wanted), async () => (await moment.occurrence()).position, stated),
    within: (limit) => awaited(session, wanted, from, limit),
  }
}

/** What comes after something else needs no push from above. */
function withoutStimulus<T>(wanted: Sought<T>): Sought<T> {
  const { stimulus: _, ...rest } = wanted
  return wanted.given ? wanted : rest
}
