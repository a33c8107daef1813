import { type CoapEndpoint, type Exchange, ExchangeFailure, type RequestDraft, type Response } from '#coap'
import type { Ids } from '#content'
import { rootSegments } from '#lwm2m'
import type { Address } from '#net'
import type { ChairName } from '#record'
import { Absent, type Awaited, Moment } from './moment.ts'
import type { Session } from './session.ts'
import { type Answer, type Asked, answerOf, requestBody, seenBelow } from './views.ts'

/** A request that one of our chairs makes. */
export interface Performed {
  readonly what: string
  readonly author: ChairName
  readonly answeredBy: ChairName
  readonly draft: RequestDraft
  /** Path that the payloads are read against. */
  readonly base: Ids
  /** Awaited before it leaves: presence, and what must be known for the undo. */
  readonly ready: () => Promise<{ coap: CoapEndpoint; to: Address; rootPath?: string }>
  /** Called with the exchange once it left: observations listen here. */
  readonly onExchange?: (exchange: Exchange) => void
}

/** Sends a request of ours at once; its moments are its leaving and the response. */
export function perform(
  session: Session,
  { what, author, answeredBy, draft, base, ready, onExchange }: Performed,
): Awaited<Asked, Answer> {
  session.stimulated()
  const position = session.inbox.end
  let root = '/'
  const leaving = ready().then(({ coap, to, rootPath = '/' }) => {
    session.scribe.step(`${author}: ${what}`)
    root = rootPath
    const path = [...rootSegments(rootPath), ...(draft.path ?? [])]
    const exchange = coap.request(to, path.length === 0 ? draft : { ...draft, path })
    onExchange?.(exchange)
    return exchange
  })
  leaving.catch(() => {})
  const act: Awaited<Asked, Answer> = {
    sent: new Moment(what, author, async () => {
      const { sent, token } = await leaving
      const payload = draft.payload ?? new Uint8Array()
      const value: Asked = {
        ...requestBody(draft.method, draft.contentFormat, payload, base, session.shapeOf),
        method: draft.method,
        path: draft.path ?? [],
        query: draft.query ?? [],
        accept: draft.accept,
        observe: draft.observe,
        token,
        at: sent.at,
        frame: sent.frame ?? null,
        isProtected: sent.identity !== undefined,
      }
      return { value, at: value.at, frame: value.frame, position }
    }),
    answered: new Moment(`the answer to ${what}`, answeredBy, async () => {
      const exchange = await leaving
      const response = await responseOf(session, exchange, what, answeredBy)
      session.roundTrips.note(response.at - exchange.sent.at)
      const value = seenBelow(root, answerOf(response, base, session.shapeOf))
      return { value, at: value.at, frame: value.frame, position: session.inbox.end }
    }),
    after: () => act,
    within: () => act,
  }
  return act
}

const absences = { timeout: 'silence', incomplete: 'silence', reset: 'reset', mismatch: 'different' } as const

async function responseOf(
  session: Session,
  exchange: Exchange,
  what: string,
  answeredBy: ChairName,
): Promise<Response> {
  try {
    return await exchange.response
  } catch (failure) {
    if (!(failure instanceof ExchangeFailure) || failure.reason === 'cancelled') throw failure
    if (failure.reason === 'mismatch')
      session.scribe.observe(
        `${what} is answered by ${failure.message} (RFC 7252 §5.3.2)`,
        failure.frame ?? null,
      )
    throw new Absent({
      reason: absences[failure.reason],
      author: answeredBy,
      expected: `an answer to ${what}`,
      seen: failure.reason === 'reset' ? 'RST' : failure.message,
      frame: failure.frame ?? exchange.sent.frame ?? null,
    })
  }
}
