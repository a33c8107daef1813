import { describe, expect, it } from 'vitest'
import { at, types, utf8 } from './content.fixture.ts'
import { decodeText, encodeText } from './text.ts'

type Type = (typeof types)[number]

const read = (type: Type, text: string) => {
  const path = [1000, 0, types.indexOf(type)]
  const { nodes, findings } = decodeText(utf8(text), at(...path))
  return { value: nodes[0]?.value?.value, faults: findings.map((finding) => finding.text) }
}

describe('plain text', () => {
  it.each<[Type, string, unknown]>([
    ['string', '', ''],
    ['string', 'Open Mobile Alliance', 'Open Mobile Alliance'],
    ['string', ' ü ', ' ü '],
    ['integer', '0', 0n],
    ['integer', '-1', -1n],
    ['integer', '-9223372036854775808', -(2n ** 63n)],
    ['integer', '9223372036854775807', 2n ** 63n - 1n],
    ['unsigned', '18446744073709551615', 2n ** 64n - 1n],
    ['time', '1367491215', 1367491215n],
    ['float', '1.5', 1.5],
    ['float', '-0.25', -0.25],
    ['float', '12', 12],
    ['float', '1.2e-3', 0.0012],
    ['float', '6.0221E+23', 6.0221e23],
    ['boolean', '1', true],
    ['boolean', '0', false],
    ['objlnk', '65535:65535', { object: 65535, instance: 65535 }],
    ['objlnk', '66:0', { object: 66, instance: 0 }],
    ['corelnk', '</3/0>;ver=1.1', '</3/0>;ver=1.1'],
    ['opaque', '', Uint8Array.of()],
    ['opaque', 'Zm9vYmFy', Uint8Array.from(utf8('foobar'))],
    ['opaque', 'Zm9vYg==', Uint8Array.from(utf8('foob'))],
  ])('reads the %s "%s"', (type, text, value) => {
    expect(read(type, text)).toEqual({ value, faults: [] })
  })

  it.each<[Type, string, string]>([
    ['integer', '', 'no decimal integer'],
    ['integer', '1.0', 'no decimal integer'],
    ['integer', ' 1', 'no decimal integer'],
    ['integer', '1\0', 'no decimal integer'],
    ['integer', '9'.repeat(100000), 'no decimal integer'],
    ['integer', '9223372036854775808', 'outside'],
    ['unsigned', '-1', 'outside'],
    ['time', '2013-05-02', 'no decimal integer'],
    ['float', '1,5', 'no decimal number'],
    ['float', 'NaN', 'no decimal number'],
    ['float', '1.', 'no decimal number'],
    ['float', '1e999', 'beyond double'],
    ['boolean', 'true', '0 or 1'],
    ['objlnk', '3', 'object link'],
    ['objlnk', '3:65536', 'object link'],
    ['corelnk', '</3/0', 'link format'],
  ])('finds fault with the %s "%s"', (type, text, fault) => {
    expect(read(type, text).faults.join()).toContain(fault)
  })

  it.each<[string, Type, string, unknown]>([
    ['the smallest integer of 64 bits (BUG-105)', 'integer', '-9223372036854775808', -(2n ** 63n)],
    ['an exponent (BUG-104)', 'float', '-1.5e-7', -1.5e-7],
    ['an empty string (BUG-108)', 'string', '', ''],
    ['every octet of base64 (BUG-111)', 'opaque', 'AAECAwQF', Uint8Array.of(0, 1, 2, 3, 4, 5)],
  ])('reads %s', (_, type, text, value) => {
    expect(read(type, text)).toEqual({ value, faults: [] })
  })

  it('finds a number without digits (BUG-109)', () => {
    expect(read('integer', '')).toEqual({ value: undefined, faults: ['"" is no decimal integer of 64 bits'] })
  })

  it('a float that lost its fraction is another value (BUG-103)', () => {
    expect(read('float', '1').value).not.toBe(1.5)
  })

  it('takes base64 whose last character is W (BUG-110)', () => {
    expect(read('opaque', 'AAAW')).toEqual({ value: Uint8Array.of(0, 0, 22), faults: [] })
  })

  it.each([
    ['bad base64 (BUG-107)', '!!!!', 'alphabet'],
    ['base64url', '-_-_', 'alphabet'],
    ['missing padding', 'Zm9vYg', 'padding'],
    ['a lone character', 'Zm9vY', 'length'],
    ['unused bits', 'Zm9vYh==', 'unused bits'],
    ['the highest of four unused bits', 'Zm9vYo==', 'unused bits'],
    ['the highest of two unused bits', 'Zm9vYmG=', 'unused bits'],
    ['a line feed', 'Zm9v\nYmFy', 'alphabet'],
  ])('finds %s', (_, text, fault) => {
    expect(read('opaque', text).faults.join()).toContain(fault)
  })

  it('finds a string that is not UTF-8', () => {
    expect(decodeText(Uint8Array.of(0xc3, 0x28), at(3, 0, 0)).findings).toMatchObject([{ text: 'not UTF-8' }])
  })

  it('finds a multiple resource read as one value', () => {
    expect(decodeText(utf8('1'), at(3, 0, 6)).findings).toMatchObject([
      { text: expect.stringContaining('is a multiple resource') },
    ])
  })

  it('finds a value of an executable resource', () => {
    expect(decodeText(utf8('1'), at(3, 0, 4)).findings).toMatchObject([
      { text: 'an executable resource has no value' },
    ])
  })

  it('takes what no definition knows for a string', () => {
    expect(decodeText(utf8('42'), at(9999, 0, 1)).nodes).toEqual([
      { path: [9999, 0, 1], value: { type: 'string', value: '42' } },
    ])
  })

  it('writes floats in the shortest form that reads back', () => {
    const write = (value: number) =>
      Buffer.from(
        encodeText([{ path: [1000, 0, 3], value: { type: 'float', value } }], at(1000, 0, 3)),
      ).toString()
    expect([1.5, 0.1, 1e21, -0].map(write)).toEqual(['1.5', '0.1', '1e+21', '-0'])
  })
})
