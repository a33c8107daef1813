import { describe, expect, it } from 'vitest'
import { decodeHeader, encodeHeader } from './oscore-option.ts'
import { octets } from './vectors.fixture.ts'

describe('an option that cannot be decompressed (RFC 8613 §6.1)', () => {
  it.each([
    ['the bit that extends the flags', '80', 0, 'reserved flag bits'],
    ['a reserved flag bit', '2900', 0, 'reserved flag bits'],
    ['a Partial IV of 6 octets', '06010203040506', 0, 'length 6 of the Partial IV is reserved'],
    ['a Partial IV of 7 octets', '0701020304050607', 0, 'length 7 of the Partial IV is reserved'],
    ['a Partial IV that is cut off', '0301', 1, 'has 3 octets, 1 are there'],
    ['no length of the kid context', '1105', 2, 'length of the kid context is missing'],
    ['a kid context that is cut off', '1905044142', 2, 'has 4 octets, 2 are there'],
    ['octets after the end', '010500', 2, 'no kid is announced'],
  ])('%s', (_, value, offset, text) => {
    const { header, violations } = decodeHeader(octets(value))
    expect(header).toBeUndefined()
    expect(violations).toEqual([{ offset, clause: 'RFC 8613 §6.1', text: expect.stringContaining(text) }])
  })
})

describe('an option that says what it should say otherwise', () => {
  it('a flag octet with no flag', () => {
    const { header, violations } = decodeHeader(octets('00'))
    expect(header).toEqual({})
    expect(violations).toMatchObject([{ clause: 'RFC 8613 §6.1' }])
  })

  it('a Partial IV with leading zeros', () => {
    const { header, violations } = decodeHeader(octets('0a000101'))
    expect(header).toEqual({ partialIv: octets('0001'), kid: octets('01') })
    expect(violations).toMatchObject([{ offset: 1, clause: 'RFC 8613 §5' }])
  })

  it('but the Partial IV 0 is one zero, and a kid may be empty', () => {
    expect(decodeHeader(octets('0900'))).toEqual({
      header: { partialIv: octets('00'), kid: octets('') },
      violations: [],
    })
  })
})

it('writes no more than its fields can hold', () => {
  expect(() => encodeHeader({ partialIv: new Uint8Array(6) })).toThrow('1 to 5 octets, not 6')
  expect(() => encodeHeader({ kidContext: new Uint8Array(256) })).toThrow('at most 255 octets, not 256')
})
