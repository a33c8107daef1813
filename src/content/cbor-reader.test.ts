import { decode as cbor2 } from 'cbor2'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CborItem, readCbor } from './cbor-reader.ts'
import { hex } from './content.fixture.ts'

/** An item in something like diagnostic notation (RFC 8949 §8). */
function notation(item: CborItem | undefined): string {
  if (item === undefined) return 'nothing'
  switch (item.kind) {
    case 'octets':
      return `h'${Buffer.from(item.value).toString('hex')}'`
    case 'text':
      return JSON.stringify(item.value)
    case 'array':
      return `[${item.indefinite ? '_ ' : ''}${item.items.map(notation).join(', ')}]`
    case 'map':
      return `{${item.indefinite ? '_ ' : ''}${item.entries.map(([key, value]) => `${notation(key)}: ${notation(value)}`).join(', ')}}`
    case 'tag':
      return `${item.tag}(${notation(item.item)})`
    case 'float':
      return `${Object.is(item.value, -0) ? '-0' : item.value}_${Math.log2(item.width)}`
    case 'simple':
      return `simple(${item.value})`
    default:
      return `${item.value}`
  }
}

describe('readCbor', () => {
  it.each([
    ['00', '0'],
    ['01', '1'],
    ['0a', '10'],
    ['17', '23'],
    ['1818', '24'],
    ['1819', '25'],
    ['1864', '100'],
    ['1903e8', '1000'],
    ['1a000f4240', '1000000'],
    ['1b000000e8d4a51000', '1000000000000'],
    ['1bffffffffffffffff', '18446744073709551615'],
    ['c249010000000000000000', "2(h'010000000000000000')"],
    ['3bffffffffffffffff', '-18446744073709551616'],
    ['c349010000000000000000', "3(h'010000000000000000')"],
    ['20', '-1'],
    ['29', '-10'],
    ['3863', '-100'],
    ['3903e7', '-1000'],
    ['f90000', '0_1'],
    ['f98000', '-0_1'],
    ['f93c00', '1_1'],
    ['fb3ff199999999999a', '1.1_3'],
    ['f93e00', '1.5_1'],
    ['f97bff', '65504_1'],
    ['fa47c35000', '100000_2'],
    ['fa7f7fffff', '3.4028234663852886e+38_2'],
    ['fb7e37e43c8800759c', '1e+300_3'],
    ['f90001', '5.960464477539063e-8_1'],
    ['f90400', '0.00006103515625_1'],
    ['f9c400', '-4_1'],
    ['fbc010666666666666', '-4.1_3'],
    ['f97c00', 'Infinity_1'],
    ['f97e00', 'NaN_1'],
    ['f9fc00', '-Infinity_1'],
    ['fa7f800000', 'Infinity_2'],
    ['fa7fc00000', 'NaN_2'],
    ['faff800000', '-Infinity_2'],
    ['fb7ff0000000000000', 'Infinity_3'],
    ['fb7ff8000000000000', 'NaN_3'],
    ['fbfff0000000000000', '-Infinity_3'],
    ['f4', 'simple(20)'],
    ['f5', 'simple(21)'],
    ['f6', 'simple(22)'],
    ['f7', 'simple(23)'],
    ['f0', 'simple(16)'],
    ['f8ff', 'simple(255)'],
    ['c074323031332d30332d32315432303a30343a30305a', '0("2013-03-21T20:04:00Z")'],
    ['c11a514b67b0', '1(1363896240)'],
    ['c1fb41d452d9ec200000', '1(1363896240.5_3)'],
    ['d74401020304', "23(h'01020304')"],
    ['d818456449455446', "24(h'6449455446')"],
    ['d82076687474703a2f2f7777772e6578616d706c652e636f6d', '32("http://www.example.com")'],
    ['40', "h''"],
    ['4401020304', "h'01020304'"],
    ['60', '""'],
    ['6161', '"a"'],
    ['6449455446', '"IETF"'],
    ['62225c', '"\\"\\\\"'],
    ['62c3bc', '"ü"'],
    ['63e6b0b4', '"水"'],
    ['64f0908591', '"𐅑"'],
    ['80', '[]'],
    ['83010203', '[1, 2, 3]'],
    ['8301820203820405', '[1, [2, 3], [4, 5]]'],
    [
      '98190102030405060708090a0b0c0d0e0f101112131415161718181819',
      `[${Array.from({ length: 25 }, (_, index) => index + 1).join(', ')}]`,
    ],
    ['a0', '{}'],
    ['a201020304', '{1: 2, 3: 4}'],
    ['a26161016162820203', '{"a": 1, "b": [2, 3]}'],
    ['826161a161626163', '["a", {"b": "c"}]'],
    ['a56161614161626142616361436164614461656145', '{"a": "A", "b": "B", "c": "C", "d": "D", "e": "E"}'],
    ['5f42010243030405ff', "h'0102030405'"],
    ['7f657374726561646d696e67ff', '"streaming"'],
    ['9fff', '[_ ]'],
    ['9f018202039f0405ffff', '[_ 1, [2, 3], [_ 4, 5]]'],
    ['9f01820203820405ff', '[_ 1, [2, 3], [4, 5]]'],
    ['83018202039f0405ff', '[1, [2, 3], [_ 4, 5]]'],
    ['83019f0203ff820405', '[1, [_ 2, 3], [4, 5]]'],
    [
      '9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff',
      `[_ ${Array.from({ length: 25 }, (_, index) => index + 1).join(', ')}]`,
    ],
    ['bf61610161629f0203ffff', '{_ "a": 1, "b": [_ 2, 3]}'],
    ['826161bf61626163ff', '["a", {_ "b": "c"}]'],
    ['bf6346756ef563416d7421ff', '{_ "Fun": simple(21), "Amt": -2}'],
  ])('reads %s of RFC 8949 Appendix A', (octets, expected) => {
    const { item, findings } = readCbor(hex(octets))
    expect(notation(item)).toBe(expected)
    expect(findings).toEqual([])
  })

  it.each([
    ['', 'empty'],
    ['18', 'head cut off'],
    ['19ff', 'head of two octets cut off'],
    ['62c3', 'string cut off'],
    ['8201', 'array cut off'],
    ['a101', 'map without the last value'],
    ['9f01', 'indefinite array without end'],
    ['7f6161', 'indefinite string without end'],
    ['c1', 'tag without item'],
    ['1c', 'reserved information 28'],
    ['3e', 'reserved information 30'],
    ['1f', 'integer of indefinite length'],
    ['df00', 'tag of indefinite length'],
    ['ff', 'lone break'],
    ['81ff', 'break in a definite array'],
    ['bf01ff', 'break in place of a value'],
    ['7f4101ff', 'octets as chunk of a text'],
    ['7f7f6161ffff', 'indefinite chunk'],
    ['0001', 'octets after the item'],
    ['f814', 'simple value below 32 in two octets'],
    ['62c328', 'text that is not UTF-8'],
    ['7f61c3626161ff', 'chunk that ends within a character'],
    ['a201000101', 'key there twice'],
    ['a20100180100', 'key there twice, in another form'],
    ['a28101008101 00', 'array as key there twice'],
    ['9bffffffffffffffff', 'array of 2^64-1'],
    ['5bffffffffffffffff', 'octets of 2^64-1'],
    ['bb7fffffffffffffff', 'map of 2^63-1'],
  ])('finds fault with %s: %s', (octets) => {
    expect(readCbor(hex(octets)).findings).toHaveLength(1)
  })

  it('tells the octet, and keeps what came before', () => {
    const { item, findings } = readCbor(hex('830163616263 1c'))
    expect(notation(item)).toBe('[1, "abc"]')
    expect(findings).toMatchObject([{ offset: 6, clause: 'RFC 8949 §3' }])
  })

  it.each([
    '1817',
    '190017',
    '1a00000017',
    '1b0000000000000017',
    '3800',
    '580141',
    '980101',
    'b8010101',
    'd80100',
  ])('notes that %s is not minimal, which is no fault', (octets) => {
    const { item, findings } = readCbor(hex(octets))
    expect(item).toMatchObject({ minimal: false })
    expect(findings).toEqual([])
  })

  it('follows 32 levels and no more', () => {
    expect(readCbor(hex(`${'81'.repeat(32)}00`)).findings).toEqual([])
    expect(readCbor(hex(`${'81'.repeat(33)}00`)).findings[0]?.text).toContain('nested deeper')
    expect(readCbor(new Uint8Array(1e6).fill(0xc1)).findings[0]?.text).toContain('nested deeper')
  })

  it('agrees with another reader on what is well-formed', () => {
    const octets = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 12 }),
      fc
        .array(
          fc.constantFrom(
            0x00,
            0x18,
            0x20,
            0x41,
            0x61,
            0x5f,
            0x7f,
            0x81,
            0x9f,
            0xa1,
            0xbf,
            0xff,
            0xf4,
            0xf9,
            0x3f,
          ),
          { minLength: 1, maxLength: 12 },
        )
        .map((all) => Uint8Array.from(all)),
    )
    // Tags are left out, since the other reader also judges what stands in them.
    const withoutTags = (payload: Uint8Array) => payload.filter((octet) => octet >> 5 !== 6)
    const wellFormed = (payload: Uint8Array): boolean => {
      try {
        cbor2(payload, { convertUnsafeIntsToFloat: false, tags: new Map(), rejectDuplicateKeys: true })
        return true
      } catch {
        return false
      }
    }
    fc.assert(
      fc.property(octets.map(withoutTags), (payload) => {
        expect(readCbor(payload).findings.length === 0).toBe(wellFormed(payload))
      }),
      { numRuns: 3000 },
    )
  })
})
