import type { Exchange } from '#coap'
import { addressText } from '#net'
import type { Happening, Session } from '../session.ts'
import { parameters } from '../timing.ts'

/** Gives a request up when the Client registers, or updates its registration, from another address. */
export function giveUpWhenBack(session: Session, exchange: Exchange): void {
  const asked = addressText(exchange.sent.peer)
  const isElsewhere = ({ kind }: Happening): true | undefined => {
    const { client } = session
    const comes = (kind === 'register' || kind === 'update') && client !== undefined
    return comes && addressText(client.address) !== asked ? true : undefined
  }
  const answered = new AbortController()
  const over = (): void => answered.abort()
  exchange.response.then(over, over)
  void session.inbox
    .find(isElsewhere, session.inbox.end, parameters.maxTransmitWait, answered.signal)
    .then((found) => {
      if (found !== undefined) exchange.giveUp('the Client registered from another address')
    })
}
