import { describe, expect, it } from 'vitest'
import { decodeCbor, encodeCbor } from './cbor.ts'
import { at, hex, types } from './content.fixture.ts'
import type { Value } from './node.ts'

type Type = (typeof types)[number]

const place = (type: Type) => [1000, 0, types.indexOf(type)] as const
const read = (type: Type, octets: string) => {
  const { nodes, findings } = decodeCbor(hex(octets), at(...place(type)))
  return { value: nodes[0]?.value?.value, faults: findings.map(({ text }) => text) }
}

describe('CBOR', () => {
  it.each<[string, Value]>([
    ['1819', { type: 'integer', value: 25n }],
    ['3b7fffffffffffffff', { type: 'integer', value: -(2n ** 63n) }],
    ['c11818', { type: 'time', value: 24n }],
    ['f5', { type: 'boolean', value: true }],
    ['fa47c35000', { type: 'float', value: 100000 }],
    ['fb3ff199999999999a', { type: 'float', value: 1.1 }],
    ['fa80000000', { type: 'float', value: -0 }],
    ['66323133373a31', { type: 'objlnk', value: { object: 2137, instance: 1 } }],
    ['60', { type: 'string', value: '' }],
    ['4401020304', { type: 'opaque', value: Uint8Array.of(1, 2, 3, 4) }],
  ])('writes and reads %s', (octets, value) => {
    expect(encodeCbor([{ path: place(value.type), value }], at(...place(value.type)))).toEqual(hex(octets))
    expect(read(value.type, octets)).toEqual({ value: value.value, faults: [] })
  })

  it('takes floats of half and single precision (BUG-122)', () => {
    expect(read('float', 'f93e00')).toEqual({ value: 1.5, faults: [] })
    expect(read('float', 'fa3fc00000')).toEqual({ value: 1.5, faults: [] })
  })

  it('takes integers for floats, times without tag, and strings of indefinite length', () => {
    expect(read('float', '05')).toEqual({ value: 5, faults: [] })
    expect(read('time', '1a5182428f')).toEqual({ value: 1367491215n, faults: [] })
    expect(read('string', '7f61616162ff')).toEqual({ value: 'ab', faults: [] })
  })

  it.each<[Type, string, string]>([
    ['integer', 'f93e00', 'the number 1.5'],
    ['integer', 'fa40a00000', 'the number 5'],
    ['integer', '6135', 'the text "5"'],
    ['integer', '1b8000000000000000', 'outside'],
    ['unsigned', '20', 'outside'],
    ['boolean', '01', 'the integer 1'],
    ['string', '43616263', '3 octets'],
    ['opaque', '644142433d', 'the text'],
    ['objlnk', '6133', 'no object link'],
    ['time', 'c074323031332d30332d32315432303a30343a30305a', 'tag 0 on text'],
    ['integer', 'c101', 'tag 1 on integer'],
    ['string', 'f6', 'null'],
    ['string', '8161 61', 'an array'],
  ])('finds fault with the %s %s', (type, octets, fault) => {
    expect(read(type, octets).faults.join()).toContain(fault)
  })

  it('finds malformed items at their octet', () => {
    expect(decodeCbor(hex('190'), at(3, 0, 9)).findings).toMatchObject([{ offset: 0, clause: 'RFC 8949 §3' }])
    expect(decodeCbor(hex('0a00'), at(3, 0, 9)).findings).toMatchObject([{ offset: 1 }])
  })
})
