import { describe, expect, it } from 'vitest'
import { sleep, VirtualClock } from '#net'
import { BootstrapSession } from './bootstrap-session.ts'
import { Outbox } from './outbox.ts'
import { Pauses } from './pauses.ts'

/** A clock that counts the timers that are set. */
class CountingClock extends VirtualClock {
  open = 0

  override after(ms: number, task: () => void) {
    this.open += 1
    let live = true
    const close = (): void => {
      if (live) this.open -= 1
      live = false
    }
    const timer = super.after(ms, () => {
      close()
      task()
    })
    return {
      cancel: () => {
        close()
        timer.cancel()
      },
    }
  }
}

describe('a pause', () => {
  it('passes', async () => {
    const clock = new CountingClock()
    const start = clock.now()
    expect(await new Pauses(clock).pass(5000)).toBe(true)
    expect(clock.now() - start).toBe(5000)
  })

  it('ends early, all of them at once, and leaves no timer', async () => {
    const clock = new CountingClock()
    const pauses = new Pauses(clock)
    const open = [pauses.pass(5000), pauses.pass(86_400_000)]
    pauses.end()
    expect(await Promise.all(open)).toEqual([false, false])
    expect(clock.open).toBe(0)
    expect(await pauses.pass(1)).toBe(true)
  })
})

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

describe('the outbox', () => {
  it('keeps the order of operations and goes on after one that fails', async () => {
    const clock = new VirtualClock()
    const outbox = new Outbox(() => false)
    const done: string[] = []
    const operation = (name: string, ms: number) => async () => {
      await sleep(clock, ms)
      done.push(name)
    }
    const failing = outbox.post('a', () => Promise.reject(new Error('no')))
    const all = [outbox.post('a', operation('slow', 50)), outbox.post('a', operation('quick', 1))]
    const other = outbox.post('b', operation('other', 10))
    await expect(failing).rejects.toThrow('no')
    await Promise.all([...all, other])
    expect(done).toEqual(['other', 'slow', 'quick'])
  })

  it('holds operations until the client wakes', async () => {
    let asleep = true
    const outbox = new Outbox(() => asleep)
    const done: number[] = []
    const held = outbox.post('a', async () => void done.push(1))
    await sleep(new VirtualClock(), 1000)
    expect(done).toEqual([])
    asleep = false
    outbox.wake('a')
    await held
    expect(done).toEqual([1])
  })
})
