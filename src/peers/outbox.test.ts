import { describe, expect, it } from 'vitest'
import { sleep, VirtualClock } from '#net'
import { Outbox } from './outbox.ts'

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
