import { describe, expect, it } from 'vitest'
import { RoundTrips } from './round-trips.ts'

function typicalOf(...noted: readonly number[]): number {
  const trips = new RoundTrips()
  for (const ms of noted) trips.note(ms)
  return trips.typical
}

describe('the typical round trip', () => {
  it('is nothing before the first', () => {
    expect(typicalOf()).toBe(0)
  })

  it('is that of the first', () => {
    expect(typicalOf(50)).toBe(50)
  })

  it('is not that of a few that were repeated', () => {
    expect(typicalOf(50, 2050, 60, 55, 4050, 50, 52)).toBe(52)
  })

  it('is not that of the first, where that was repeated', () => {
    expect(typicalOf(2900)).toBe(0)
    expect(typicalOf(2900, 2100, 60)).toBe(60)
  })

  it('is long on a slow path', () => {
    expect(typicalOf(2500, 2600, 2400, 50)).toBe(2500)
  })

  it('follows a path that changes', () => {
    expect(typicalOf(...Array<number>(40).fill(50), ...Array<number>(20).fill(900))).toBe(900)
  })
})
