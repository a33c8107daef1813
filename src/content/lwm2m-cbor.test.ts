import { describe, expect, it } from 'vitest'
import { at, hex } from './content.fixture.ts'
import { device } from './device.fixture.ts'
import { decodeLwm2mCbor, encodeLwm2mCbor } from './lwm2m-cbor.ts'

const read = (octets: string, ...base: number[]) => {
  const { nodes, findings } = decodeLwm2mCbor(hex(octets), at(...base))
  return { nodes, faults: findings.map((finding) => finding.text) }
}
const battery = { path: [3, 0, 9], value: { type: 'integer', value: 100n } }

describe('LwM2M CBOR', () => {
  it.each([
    ['nested maps', 'a103a100a1091864'],
    ['nested maps of indefinite length', 'bf03bf00bf091864ffffff'],
    ['a key of three ids', 'a18303000 91864'],
    ['keys of two and one', 'a1820300a1091864'],
    ['keys of one and two', 'a103a18200091864'],
    ['a key of one id in an array', 'a18103a1820009 1864'],
    ['a key array of indefinite length', 'a19f030009ff1864'],
  ])('reads %s', (_, octets) => {
    expect(read(octets, 3, 0)).toEqual({ nodes: [battery], faults: [] })
  })

  it('writes nested maps of definite length from the object id on', () => {
    expect(
      encodeLwm2mCbor([{ path: [3, 0, 9], value: { type: 'integer', value: 100n } }], at(3, 0, 9)),
    ).toEqual(hex('a103a100a1091864'))
  })

  it('writes and reads the Device instance', () => {
    expect(decodeLwm2mCbor(encodeLwm2mCbor(device, at(3, 0)), at(3, 0))).toEqual({
      nodes: device,
      findings: [],
    })
  })

  it('reads several objects at the root', () => {
    expect(read('a203a100a109186401a100a1021865')).toMatchObject({
      nodes: [battery, { path: [1, 0, 2] }],
      faults: [],
    })
  })

  it('reads an empty object, instance and multiple resource', () => {
    expect(read('a110a0', 16)).toEqual({ nodes: [], faults: [] })
    expect(read('a110a200a001a100a0', 16)).toEqual({
      nodes: [{ path: [16, 0] }, { path: [16, 1, 0] }],
      faults: [],
    })
    expect(read('a18403000600a0', 3).faults).toEqual(['/3/0/6/0 is no path of a node'])
  })

  it('reads nothing from an empty map', () => {
    expect(read('bfff', 3)).toEqual({ nodes: [], faults: [] })
  })

  it.each([
    ['the instance', 'a1091864', [3, 0]],
    ['the object', 'a100a1091864', [3]],
  ])('ids below %s are read as such, with a finding', (_, octets, base) => {
    const { nodes, faults } = read(octets, ...base)
    expect(nodes).toEqual([battery])
    expect(faults).toEqual([expect.stringContaining('start at the object id')])
  })

  it.each([
    ['an empty array as key (BUG-130)', 'a103a180a1091864', 'a key must be'],
    ['a text as key', 'a1613301', 'a key must be'],
    ['an id beyond 16 bits', 'a11a0001000001', 'a key must be'],
    ['a negative id', 'a12001', 'a key must be'],
    ['five ids', 'a185030006000001', '5 ids deep'],
    ['a value at an instance', 'a1820300 01', 'no path of a value'],
    ['null', 'a183030009f6', 'null is no value'],
    ['an array as value', 'a18303000980', 'an array is no value'],
    ['a key that is there twice', 'a203a100a10918640 3a100a1091864', 'there twice'],
    ['a path that is there twice', 'a2830300091864820300a1091864', 'is there twice'],
    ['another object', 'a101a100a1021865', 'outside the requested'],
    ['an integer in floating-point form', 'a183030009fa42c80000', 'the number 100'],
    ['a bare value', '1864', 'where a map'],
  ])('finds %s', (_, octets, fault) => {
    expect(read(octets, 3, 0, 9).faults.join()).toContain(fault)
  })
})
