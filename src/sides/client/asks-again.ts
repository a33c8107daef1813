import { sleep } from '#net'
import { Moment } from '../moment.ts'
import type { Session } from '../session.ts'

/** How many Registers and Updates come of a Client under test in the next so many seconds. */
export function asksAgain(session: Session, seconds: number): Moment<number> {
  return new Moment(`further Registers and Updates within ${seconds} s`, 'client', async () => {
    const from = session.inbox.end
    session.booking.window(seconds * 1000, 'further Registers and Updates are counted')
    await sleep(session.clock, seconds * 1000)
    const asked = session.inbox
      .since(from)
      .filter(({ happening: { kind } }) => kind === 'register' || kind === 'update')
    return { value: asked.length, at: session.clock.now(), frame: null, position: session.inbox.end }
  })
}
