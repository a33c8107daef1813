import { describe, expect, it } from 'vitest'
import { remembered } from './remembered.ts'

const octets = (...values: number[]): Uint8Array => Uint8Array.from(values)

/** A sum of octets that counts how often it was asked for. */
function counted() {
  let asked = 0
  const sum = remembered((values) => {
    asked++
    return values.length === 0 ? undefined : values.reduce((all, value) => all + value, 0)
  })
  return { sum, asked: () => asked }
}

describe('what a function of octets found', () => {
  it('is found once for the same octets, wherever they lie', () => {
    const { sum, asked } = counted()
    expect(sum(octets(1, 2))).toBe(3)
    expect(sum(octets(9, 1, 2).subarray(1))).toBe(3)
    expect(asked()).toBe(1)
  })

  it('is that of the octets as they are, not as they were', () => {
    const { sum } = counted()
    const changing = octets(1, 2)
    sum(changing)
    changing[0] = 5
    expect(sum(changing)).toBe(7)
  })

  it('is remembered also when it is nothing', () => {
    const { sum, asked } = counted()
    expect([sum(octets()), sum(octets())]).toEqual([undefined, undefined])
    expect(asked()).toBe(1)
  })

  it('is forgotten when many others were asked for since, but not what was asked for again', () => {
    const { sum, asked } = counted()
    for (let value = 0; value < 200; value++) {
      sum(octets(value))
      sum(octets(255))
    }
    expect(asked()).toBe(201)
    sum(octets(0))
    expect(asked()).toBe(202)
  })

  it('is not kept of octets that would fill the memory', () => {
    const { sum, asked } = counted()
    const many = new Uint8Array(5000).fill(1)
    expect([sum(many), sum(many)]).toEqual([5000, 5000])
    expect(asked()).toBe(2)
  })
})
