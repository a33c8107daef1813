import { describe, expect, it } from 'vitest'
import { Absent, firstOf, Moment } from './moment.ts'

const comes = (value: string): Moment<string> =>
  new Moment(value, 'client', async () => ({ value, at: 1, frame: 2, position: 3 }))
const never = (what: string): Moment<string> =>
  new Moment(what, 'client', async () => {
    throw new Absent({ reason: 'silence', author: 'client', expected: what, seen: 'nothing' })
  })

describe('Moment', () => {
  it('is waited for once, however often it is asked for', async () => {
    let waits = 0
    const moment = new Moment('x', 'client', async () => ({
      value: ++waits,
      at: 0,
      frame: null,
      position: 0,
    }))
    expect([await moment.happens(), await moment.happens()]).toEqual([1, 1])
  })

  it('does not begin to wait before it is asked for', () => {
    let waits = 0
    new Moment('x', 'client', async () => ({ value: ++waits, at: 0, frame: null, position: 0 }))
    expect(waits).toBe(0)
  })

  it('may stay away where that is no matter', async () => {
    expect([await comes('a').comes(), await never('b').comes()]).toEqual([true, false])
  })

  it('keeps its place when it is seen another way', async () => {
    expect(
      await comes('a')
        .map('b', (value) => value.length)
        .occurrence(),
    ).toEqual({ value: 1, at: 1, frame: 2, position: 3 })
  })
})

describe('firstOf', () => {
  it('is satisfied by any of the alternatives', async () => {
    expect(await firstOf(never('a'), comes('b')).happens()).toBe('b')
  })

  it('tells all alternatives when none comes', async () => {
    await expect(firstOf(never('a'), never('b')).happens()).rejects.toThrow('a, or b')
  })
})
