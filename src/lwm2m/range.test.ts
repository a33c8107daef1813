import { expect, it } from 'vitest'
import type { Value } from '#content'
import { isInRange } from './range.ts'

const integer = (value: bigint): Value => ({ type: 'integer', value })
const text = (value: string): Value => ({ type: 'string', value })

it.each([
  ['the lowest', integer(1n), '1..65534', true],
  ['the highest', integer(65534n), '1..65534', true],
  ['below', integer(0n), '1..65534', false],
  ['above', integer(65535n), '1..65534', false],
  ['above, in the notation of 2017', integer(101n), '0-100', false],
  ['a float', { type: 'float', value: 100.5 }, '0..100', false],
  ['a text as long as allowed', text('x'.repeat(255)), '0-255 bytes', true],
  ['a text too long by an octet', text(`${'x'.repeat(254)}ä`), '0..255', false],
  ['anything without a range', integer(-7n), '', true],
  ['anything where the range is a list', { type: 'opaque', value: new Uint8Array(5) }, '16,32,48', true],
  ['anything where there are two ranges', integer(7n), '0..5 and 10..20', true],
  ['anything that has no measure', { type: 'boolean', value: true }, '5..9', true],
  ['anything where the range is prose', integer(-7n), 'see the specification', true],
] as const)('%s', (_, value, range, expected) => {
  expect(isInRange(value, { range })).toBe(expected)
})
