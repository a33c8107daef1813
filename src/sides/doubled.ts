import { addressText } from '#net'
import type { LadderFooting } from './ladder.ts'
import type { Session } from './session.ts'

/** Sends every response of ours that is in an ACK a second time, the same octets, until the case ends. */
export function doubleAnswers(session: Session, { ready }: Pick<LadderFooting, 'ready'>): void {
  const doubled = new Set<string>()
  const double: Parameters<Session['overhears']['add']>[0] = ({ direction, decoded, peer, datagram }) => {
    const { message } = decoded
    if (direction === 'in' || message?.type !== 'ACK' || message.code === '0.00') return
    const key = `${addressText(peer)} ${message.messageId}`
    if (doubled.has(key)) return
    doubled.add(key)
    // What fails to leave is lost, as a copy may be.
    ready().then(
      ({ coap }) => coap.sendRaw(peer, datagram),
      () => {},
    )
  }
  session.overhears.add(double)
  session.scribe.step('tester: says every answer twice')
  session.undo.push({
    text: 'say answers once',
    run: async () => void session.overhears.delete(double),
  })
}
