import { describe, expect, it } from 'vitest'
import { RoundTrips } from './round-trips.ts'

function after(noted: readonly number[]): RoundTrips {
  const trips = new RoundTrips()
  for (const ms of noted) trips.note(ms)
  return trips
}

const typicalOf = (...noted: readonly number[]): number => after(noted).typical
const jitterOf = (...noted: readonly number[]): number => after(noted).jitter

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

describe('the jitter of round trips', () => {
  it('is none where they are slow, but steady', () => {
    expect(jitterOf(1500, 1500, 1501, 1500, 1499, 1500)).toBe(0)
  })

  it('is what half of them differ by from the typical', () => {
    expect(jitterOf(100, 1900, 900, 1100, 1000)).toBe(100)
    expect(jitterOf(0, 500, 1000, 1500, 1900)).toBe(500)
  })

  it('is not that of a few that were repeated', () => {
    expect(jitterOf(50, 50, 2050, 60, 55, 4050, 50, 52)).toBe(2)
  })

  it('is all that they take where they are few', () => {
    expect(jitterOf()).toBe(0)
    expect(jitterOf(1500, 1500)).toBe(1500)
  })
})
