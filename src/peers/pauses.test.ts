import { describe, expect, it } from 'vitest'
import { CountingClock } from './counting-clock.fixture.ts'
import { Pauses } from './pauses.ts'

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
