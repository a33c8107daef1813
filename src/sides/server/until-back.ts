import type { Exchange } from '#coap'
import { addressText } from '#net'
import type { Happening, Session } from '../session.ts'
import { parameters } from '../timing.ts'

/**
 * Gives a request up when the Client registers, since one that restarts did not hear it, or updates its registration from
 * another address.
 */
export function giveUpWhenBack(session: Session, exchange: Exchange): void {
  const asked = addressText(exchange.sent.peer)
  const isBack = ({ kind }: Happening): true | undefined => {
    const { client } = session
    const isElsewhere = client !== undefined && addressText(client.address) !== asked
    return kind === 'register' || (kind === 'update' && isElsewhere) ? true : undefined
  }
  const answered = new AbortController()
  const over = (): void => answered.abort()
  exchange.response.then(over, over)
  void session.inbox
    .find(isBack, session.inbox.end, parameters.maxTransmitWait, answered.signal)
    .then((found) => {
      if (found !== undefined) exchange.giveUp('the Client came back')
    })
}
