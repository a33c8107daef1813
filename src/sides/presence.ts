import type { Address } from '#net'
import { Absent } from './moment.ts'
import type { Session } from './session.ts'
import { parameters } from './timing.ts'

/** Whether the client is one in queue mode that was not heard for so long that it need not listen (Transport 1.1.1 §6.5). */
export function isAsleep({ client, clock }: Pick<Session, 'client' | 'clock'>): boolean {
  if (client?.registration.queueMode !== true) return false
  return clock.now() - client.lastHeard >= parameters.maxTransmitWait
}

/**
 * The client's address, once it is awake: holds back while one in queue mode sleeps (Transport 1.1.1 §6.5); the wait is
 * the IUT's. @throws Absent when it is not registered, or never wakes
 */
export async function presence(session: Session): Promise<Address> {
  for (;;) {
    const client = session.client
    if (client === undefined) {
      throw new Absent({
        reason: 'silence',
        author: 'client',
        expected: 'a registered client',
        seen: 'no registration',
      })
    }
    const now = session.clock.now()
    if (!isAsleep(session)) return client.address
    const heard = await session.inbox.find(() => true, session.inbox.end, client.lifetime * 1000)
    session.booking.needed('the client sleeps (queue mode)', now)
    if (heard === undefined) {
      throw new Absent({
        reason: 'silence',
        author: 'client',
        expected: 'a message that wakes the queue',
        seen: 'none within its lifetime',
      })
    }
  }
}
