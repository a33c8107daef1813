import { describe, expect, it } from 'vitest'
import type { Node } from '#content'
import { isWorthReporting, jointly } from './conditions.ts'
import { truth } from './device.fixture.ts'

const flag = (value: boolean): readonly Node[] => [{ path: [3442, 0, 140], value: truth(value) }]

describe('edge (Core 1.2 §7.3.2)', () => {
  const change = (from: boolean, to: boolean, edge: number): boolean =>
    isWorthReporting({ reported: flag(from), before: flag(from), now: flag(to) }, { edge })

  it.each([
    ['rises, where 1 is asked for', false, true, 1, true],
    ['falls, where 1 is asked for', true, false, 1, false],
    ['stays, where 1 is asked for', true, true, 1, false],
    ['falls, where 0 is asked for', true, false, 0, true],
    ['rises, where 0 is asked for', false, true, 0, false],
  ])('a boolean that %s', (_, from, to, edge, reported) => {
    expect(change(from, to, edge)).toBe(reported)
  })
})

describe('attributes of several paths that are reported together', () => {
  it('wait for the longest pmin and epmin, and are due by the shortest pmax', () => {
    const all = [{ pmin: 1, pmax: 60, epmin: 2 }, { pmin: 5, pmax: 20, epmin: 1 }, {}]
    expect(jointly(all)).toEqual({ pmin: 5, pmax: 20, epmin: 2 })
  })

  it('ignore a pmax below its own pmin, and are never due before the longest pmin', () => {
    expect(jointly([{ pmin: 10, pmax: 5 }, { pmax: 0 }])).toEqual({ pmin: 10 })
    expect(jointly([{ pmin: 30 }, { pmax: 10 }])).toEqual({ pmin: 30, pmax: 30 })
  })

  it('are confirmed where one of them wants that', () => {
    expect(jointly([{ con: 0 }, { con: 1 }])).toEqual({ con: 1 })
    expect(jointly([{}, {}])).toEqual({})
  })
})
