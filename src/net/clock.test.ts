import { describe, expect, it } from 'vitest'
import { sleep, systemClock, VirtualClock } from './clock.ts'

/** Long enough for every immediate that is due. */
async function immediates(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

describe('virtual time', () => {
  it('jumps to the next timer', async () => {
    const clock = new VirtualClock(1000)
    await sleep(clock, 93_000)
    expect(clock.now()).toBe(94_000)
  })

  it('never runs a task synchronously', () => {
    const clock = new VirtualClock()
    let ran = false
    clock.after(0, () => {
      ran = true
    })
    expect(ran).toBe(false)
  })

  it('fires by time, and equal instants in the order they were set', async () => {
    const clock = new VirtualClock(0)
    const seen: string[] = []
    for (const [ms, name] of [
      [20, 'late'],
      [10, 'first'],
      [10, 'second'],
      [0, 'now'],
      [10, 'third'],
    ] as const) {
      clock.after(ms, () => seen.push(`${name} ${clock.now()}`))
    }
    await sleep(clock, 30)
    expect(seen).toEqual(['now 0', 'first 10', 'second 10', 'third 10', 'late 20'])
  })

  it('lets all microtasks of a timer run before the next', async () => {
    const clock = new VirtualClock(0)
    const seen: number[] = []
    clock.after(1, async () => {
      for (let turn = 0; turn < 50; turn++) await Promise.resolve()
      seen.push(clock.now())
    })
    await sleep(clock, 2)
    expect(seen).toEqual([1])
  })

  it('does not fire what was cancelled, and cancelling twice or late is harmless', async () => {
    const clock = new VirtualClock()
    const seen: string[] = []
    const kept = clock.after(1, () => seen.push('kept'))
    const gone = clock.after(1, () => seen.push('gone'))
    gone.cancel()
    gone.cancel()
    await sleep(clock, 2)
    kept.cancel()
    expect(seen).toEqual(['kept'])
  })

  it('goes on when a timer cancels the one after it', async () => {
    const clock = new VirtualClock(0)
    const seen: string[] = []
    const gone = clock.after(2, () => seen.push('gone'))
    clock.after(1, () => gone.cancel())
    await sleep(clock, 3)
    expect(seen).toEqual([])
    expect(clock.now()).toBe(3)
  })

  it('stands still while any hold is open', async () => {
    const clock = new VirtualClock(0)
    const first = clock.hold()
    const second = clock.hold()
    let fired = false
    clock.after(1, () => {
      fired = true
    })
    first()
    first()
    await immediates()
    expect(fired).toBe(false)
    second()
    await immediates()
    expect(fired).toBe(true)
  })

  it('stands still for a hold taken after a timer was set', async () => {
    const clock = new VirtualClock(0)
    clock.after(1, () => {})
    const letGo = clock.hold()
    await immediates()
    expect(clock.now()).toBe(0)
    letGo()
    await immediates()
    expect(clock.now()).toBe(1)
  })

  it('does nothing more once its world has ended', async () => {
    const clock = new VirtualClock(0)
    const fired: number[] = []
    const again = (): void => {
      fired.push(clock.now())
      clock.after(1, again)
    }
    again()
    await immediates()
    const before = fired.length
    expect(before).toBeGreaterThan(1)
    clock.end()
    clock.after(1, again)
    await immediates()
    expect(fired).toHaveLength(before)
  })

  it('never goes back', async () => {
    const clock = new VirtualClock(5)
    await sleep(clock, -10)
    expect(clock.now()).toBe(5)
  })
})

describe('the wall clock', () => {
  it('tells the time and fires after it was told to', async () => {
    const before = systemClock.now()
    await sleep(systemClock, 5)
    expect(systemClock.now() - before).toBeGreaterThanOrEqual(4)
  })

  it('does not fire a wait beyond 2^31 ms at once', async () => {
    let fired = false
    const timer = systemClock.after(2 ** 32, () => {
      fired = true
    })
    await sleep(systemClock, 5)
    timer.cancel()
    expect(fired).toBe(false)
  })
})
