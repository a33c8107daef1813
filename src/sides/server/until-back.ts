import type { Exchange } from '#coap'
import { addressText } from '#net'
import type { Happening, Session } from '../session.ts'
import { parameters } from '../timing.ts'

/** Milliseconds of silence after which the user is told. */
const untold = 10_000

/** Seconds of waiting that nobody has to be told of. */
const short = 30

/**
 * Gives a request up when the Client registers, since one that restarts did not hear it, or updates its registration from
 * another address. Tells the user of a silence that may be long.
 * @param how `seconds`: how long the case goes on to look for the Client
 */
export function giveUpWhenBack(
  session: Session,
  exchange: Exchange,
  { seconds }: { readonly seconds: number },
): void {
  const asked = addressText(exchange.sent.peer)
  const isBack = ({ kind }: Happening): true | undefined => {
    const { client } = session
    const isElsewhere = client !== undefined && addressText(client.address) !== asked
    return kind === 'register' || (kind === 'update' && isElsewhere) ? true : undefined
  }
  const answered = new AbortController()
  const silent = session.clock.after(untold, () => {
    if (seconds <= short) return
    const waited = `it is waited for, some ${Math.round(seconds)} s at most`
    session.scribe.tell(`${session.endpoint} has not answered for ${untold / 1000} s; ${waited}`)
  })
  const over = (): void => {
    silent.cancel()
    answered.abort()
  }
  exchange.response.then(over, over)
  void session.inbox
    .find(isBack, session.inbox.end, parameters.maxTransmitWait, answered.signal)
    .then((found) => {
      if (found !== undefined) exchange.giveUp('the Client came back')
    })
}
