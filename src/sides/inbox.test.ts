import { describe, expect, it } from 'vitest'
import { VirtualClock } from '#net'
import { Inbox } from './inbox.ts'

const even = (value: number): number | undefined => (value % 2 === 0 ? value : undefined)

describe('Inbox', () => {
  it('looks back before it waits', async () => {
    const inbox = new Inbox<number>(new VirtualClock())
    for (const value of [1, 2, 4]) inbox.push(value)
    expect(await inbox.find(even, 0, 0)).toEqual({ found: 2, position: 1 })
    expect(await inbox.find(even, 2, 0)).toEqual({ found: 4, position: 2 })
  })

  it('waits for what has not come yet', async () => {
    const clock = new VirtualClock()
    const inbox = new Inbox<number>(clock)
    clock.after(50, () => inbox.push(3))
    clock.after(60, () => inbox.push(6))
    expect(await inbox.find(even, 0, 100)).toEqual({ found: 6, position: 1 })
  })

  it('gives up when time runs out', async () => {
    const clock = new VirtualClock()
    const inbox = new Inbox<number>(clock)
    const start = clock.now()
    expect(await inbox.find(even, 0, 100)).toBeUndefined()
    expect(clock.now() - start).toBe(100)
  })

  it('gives up when nobody wants to know any more', async () => {
    const clock = new VirtualClock()
    const inbox = new Inbox<number>(clock)
    const start = clock.now()
    const unwanted = new AbortController()
    const found = inbox.find(even, 0, 1000, unwanted.signal)
    unwanted.abort()
    expect(await found).toBeUndefined()
    expect(clock.now()).toBe(start)
  })

  it('ignores what lies before the position', async () => {
    const inbox = new Inbox<number>(new VirtualClock())
    inbox.push(2)
    expect(await inbox.find(even, inbox.end, 0)).toBeUndefined()
  })
})
