import { describe, expect, it } from 'vitest'
import type { Value } from './node.ts'
import { valuesEqual, valueText } from './value.ts'

const samples: Value[] = [
  { type: 'string', value: '1' },
  { type: 'integer', value: 1n },
  { type: 'float', value: 1 },
  { type: 'float', value: 1.5 },
  { type: 'float', value: Number.NaN },
  { type: 'boolean', value: true },
  { type: 'opaque', value: Uint8Array.of(1) },
  { type: 'opaque', value: Uint8Array.of(1, 2) },
  { type: 'objlnk', value: { object: 1, instance: 0 } },
  { type: 'objlnk', value: { object: 1, instance: 1 } },
]

describe('valuesEqual', () => {
  it('holds for a value and itself, and for no two of these', () => {
    for (const [left, a] of samples.entries()) {
      for (const [right, b] of samples.entries())
        expect(valuesEqual(a, structuredClone(b))).toBe(left === right)
    }
  })

  it('knows no difference between kinds of integers, or kinds of text', () => {
    expect(valuesEqual({ type: 'integer', value: 5n }, { type: 'time', value: 5n })).toBe(true)
    expect(valuesEqual({ type: 'string', value: 'x' }, { type: 'corelnk', value: 'x' })).toBe(true)
  })

  it('does not round', () => {
    expect(valuesEqual({ type: 'float', value: 0.1 }, { type: 'float', value: Math.fround(0.1) })).toBe(false)
  })
})

describe('valueText', () => {
  it('shows values as reports need them', () => {
    expect(samples.map(valueText)).toEqual([
      '"1"',
      '1',
      '1',
      '1.5',
      'NaN',
      'true',
      "h'01'",
      "h'0102'",
      '1:0',
      '1:1',
    ])
  })
})
