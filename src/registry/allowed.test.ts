import { describe, expect, it } from 'vitest'
import { isAllowed } from './allowed.ts'
import type { ResourceType } from './model.ts'

const allows = (type: ResourceType, range: string, value: bigint | number | string | Uint8Array) =>
  isAllowed({ type, range }, value)

describe('a range', () => {
  it.each([
    ['integer', '0..100', 0n, 101n],
    ['integer', '0-100', 100n, -1n],
    ['integer', '1 to 8', 8n, 9n],
    ['integer', '0x0..0xFFFF', 65535n, 65536n],
    ['integer', '0..5, 7', 7n, 6n],
    ['unsigned', '1,2,3', 3n, 4n],
    ['unsigned', '0: RELEASED\n\t\t1: PRESSED', 1n, 2n],
    ['float', '-1.5..1.5', -1.5, 1.6],
    ['string', '1..3', 'abc', 'abcd'],
    ['string', '0-3 bytes', '', 'abcd'],
    ['opaque', '2..4', new Uint8Array(2), new Uint8Array(5)],
  ] as const)('of %s %j bounds', (type, range, inside, outside) => {
    expect([allows(type, range, inside), allows(type, range, outside)]).toEqual([true, false])
  })

  it('of a string counts characters or octets', () => {
    expect([allows('string', '1..2', 'äö'), allows('string', '3..4', 'äö')]).toEqual([true, true])
  })

  it.each([
    ['integer', '', 7n],
    ['integer', '-30..-120', 7n],
    ['integer', '8-bit', 300n],
    ['float', 'ON;OFF', 7],
    ['string', '32', 'short'],
    ['string', '1..2 digits', 'three'],
    ['boolean', '0..1', 7n],
  ] as const)('of %s %j forbids nothing', (type, range, value) => {
    expect(allows(type, range, value)).toBe(true)
  })
})
