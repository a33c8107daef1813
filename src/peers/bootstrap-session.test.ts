import { describe, expect, it } from 'vitest'
import { BootstrapSession } from './bootstrap-session.ts'
import { CountingClock } from './counting-clock.fixture.ts'

describe('a bootstrap session', () => {
  const server = { host: '192.0.2.3', port: 5683 }
  function session(clock = new CountingClock()) {
    const undone: number[] = []
    const rollback = (): void => void undone.push(clock.now())
    return { clock, undone, session: new BootstrapSession({ server, clock, deadline: 247_000, rollback }) }
  }

  it('that is finished keeps what was written, and leaves no timer', async () => {
    const { session: current, undone, clock } = session()
    current.end(true)
    current.end(false)
    expect(await current.outcome).toBe(true)
    expect(undone).toEqual([])
    expect(clock.open).toBe(0)
  })

  it('that is given up is undone at once, and once', async () => {
    const { session: current, undone, clock } = session()
    current.end(false)
    expect(undone).toHaveLength(1)
    current.end(true)
    expect(await current.outcome).toBe(false)
    expect(undone).toHaveLength(1)
    expect(clock.open).toBe(0)
  })

  it('that hears no Finish fails when its time is over', async () => {
    const { session: current, clock } = session()
    const start = clock.now()
    expect(await current.outcome).toBe(false)
    expect(clock.now() - start).toBe(247_000)
  })

  it('is with its Bootstrap-Server alone', () => {
    const { session: current } = session()
    expect(current.isWith({ ...server })).toBe(true)
    expect(current.isWith({ ...server, port: 5684 })).toBe(false)
  })
})
