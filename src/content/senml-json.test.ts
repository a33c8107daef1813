import { describe, expect, it } from 'vitest'
import { at, utf8 } from './content.fixture.ts'
import { device } from './device.fixture.ts'
import { decodeSenmlJson, encodeSenmlJson } from './senml-json.ts'

const deviceText =
  '[{"bn":"/3/0/","n":"0","vs":"Open Mobile Alliance"},{"n":"1","vs":"Lightweight M2M Client"},{"n":"2","vs":"345000123"},' +
  '{"n":"3","vs":"1.0"},{"n":"6/0","v":1},{"n":"6/1","v":5},{"n":"7/0","v":3800},{"n":"7/1","v":5000},{"n":"8/0","v":125},' +
  '{"n":"8/1","v":900},{"n":"9","v":100},{"n":"10","v":15},{"n":"11/0","v":0},{"n":"13","v":1367491215},' +
  '{"n":"14","vs":"+02:00"},{"n":"16","vs":"U"}]'

const read = (text: string, ...base: number[]) => {
  const { nodes, findings } = decodeSenmlJson(utf8(text), at(...base))
  return { nodes, faults: findings.map((finding) => finding.text) }
}

describe('SenML JSON', () => {
  it('reads and writes the Device instance of the specification', () => {
    expect(read(deviceText, 3, 0)).toEqual({ nodes: device, faults: [] })
    expect(Buffer.from(encodeSenmlJson(device, at(3, 0))).toString()).toBe(deviceText)
  })

  it('writes a single resource with its path as base name', () => {
    expect(Buffer.from(encodeSenmlJson(device.slice(0, 1), at(3, 0, 0))).toString()).toBe(
      '[{"bn":"/3/0/0","vs":"Open Mobile Alliance"}]',
    )
  })

  it('reads a pack without records (BUG-125), and writes one for an empty instance', () => {
    expect(read('[]', 16, 0)).toEqual({ nodes: [], faults: [] })
    expect(Buffer.from(encodeSenmlJson([{ path: [16, 0] }], at(16, 0))).toString()).toBe('[]')
  })

  it('joins base name and name without a slash of its own (BUG-119)', () => {
    expect(read('[{"bn":"/3/0/7/","n":"10","v":1}]', 3, 0).nodes[0]?.path).toEqual([3, 0, 7, 10])
    expect(read('[{"bn":"/3/0/7","n":"10","v":1}]', 3, 0).nodes[0]?.path).toEqual([3, 0, 710])
  })

  it('inherits base name, base time and base value', () => {
    expect(
      read(
        '[{"bn":"/3/0/9","bt":1700000000,"bv":100,"v":1,"t":-5},{"v":2},{"bn":"/3/0/","n":"10","v":3}]',
        3,
        0,
      ).nodes,
    ).toEqual([
      { path: [3, 0, 9], value: { type: 'integer', value: 101n }, timestamp: 1699999995 },
      { path: [3, 0, 9], value: { type: 'integer', value: 102n }, timestamp: 1700000000 },
      { path: [3, 0, 10], value: { type: 'integer', value: 103n }, timestamp: 1700000000 },
    ])
  })

  it('leaves times that count from now as they are (BUG-123)', () => {
    expect(read('[{"n":"/3/0/9","v":1,"t":-30}]', 3, 0, 9).nodes[0]?.timestamp).toBe(-30)
  })

  it('keeps integers of 64 bits and the digits of doubles (BUG-120)', () => {
    const pack =
      '[{"bn":"/1000/0/","n":"1","v":9007199254740993},{"n":"2","v":18446744073709551615},{"n":"3","v":0.1}]'
    expect(read(pack, 1000, 0).nodes.map(({ value }) => value?.value)).toEqual([
      9007199254740993n,
      18446744073709551615n,
      0.1,
    ])
  })

  it('takes integers in any notation of JSON', () => {
    expect(read('[{"n":"/3/0/9","v":1.50e1}]', 3, 0, 9).nodes[0]?.value).toEqual({
      type: 'integer',
      value: 15n,
    })
    expect(read('[{"n":"/3/0/9","v":100.0}]', 3, 0, 9).faults).toEqual([])
  })

  it('ignores units and unknown fields', () => {
    expect(read('[{"bn":"/3/0/9","bu":"%","u":"%","v":1,"ut":60,"x":[1]}]', 3, 0, 9).faults).toEqual([])
  })

  it.each([
    ['an unknown field that must be understood', '[{"n":"/3/0/9","v":1,"x_":1}]', 'must be understood'],
    ['base64 of the wrong alphabet in vd (BUG-124)', '[{"n":"/1000/0/5","vd":"+/+/"}]', 'base64url alphabet'],
    ['padding in vd (BUG-124)', '[{"n":"/1000/0/5","vd":"AA=="}]', 'padding'],
    ['opaque as vs', '[{"n":"/1000/0/5","vs":"AA"}]', 'of type opaque'],
    ['two values in a record', '[{"n":"/3/0/9","v":1,"vs":"1"}]', 'v and vs in one record'],
    ['a record without value', '[{"n":"/3/0/9"}]', 'without value'],
    ['a record without name (BUG-126)', '[{"v":1}]', 'without name'],
    ['a name that is no path', '[{"n":"/3/0/a","v":1}]', 'is no path'],
    ['a name with a slash at its end', '[{"n":"/3/0/9/","v":1}]', 'is no path'],
    ['a name with leading zeros', '[{"n":"/3/0/09","v":1}]', 'is no path'],
    ['a name outside the request', '[{"n":"/1/0/1","v":1}]', 'outside the requested'],
    ['a value for an instance', '[{"n":"/3/0","v":1}]', 'no path of a value'],
    ['a record that is there twice', '[{"n":"/3/0/9","v":1},{"n":"/3/0/9","v":2}]', 'is there twice'],
    ['a multiple resource without instance', '[{"n":"/3/0/6","v":1}]', 'is a multiple resource'],
    [
      'a single resource with instance (BUG-113)',
      '[{"bn":"/3/0/1/","n":"1","vs":"x"}]',
      'is a single resource',
    ],
    ['a fraction for an integer', '[{"n":"/3/0/9","v":1.5}]', 'the number 1.5'],
    ['an integer beyond 64 bits', '[{"n":"/3/0/9","v":9223372036854775808}]', 'outside'],
    ['a number beyond double precision', '[{"n":"/1000/0/3","v":1e999999999}]', 'beyond double precision'],
    ['a boolean as number', '[{"n":"/1/0/6","v":1}]', 'of type boolean'],
    ['a string as v', '[{"n":"/3/0/0","v":"x"}]', 'v holds text'],
    ['null', '[{"n":"/3/0/0","vs":null}]', 'vs holds null'],
    ['a link that is none', '[{"n":"/1000/0/7","vlo":"3"}]', 'no object link'],
    ['a newer version', '[{"bver":11,"n":"/3/0/9","v":1}]', 'SenML version 11'],
    ['an object for a pack', '{"n":"/3/0/9","v":1}', 'must be an array'],
    ['a number for a record', '[1]', 'must be an object'],
  ])('finds %s', (_, text, fault) => {
    expect(read(text).faults.concat(read(text, 3).faults).join()).toContain(fault)
  })

  it('tells the octet of the record', () => {
    expect(
      decodeSenmlJson(utf8('[{"n":"/3/0/9","v":1},{"n":"/3/0/9","v":1}]'), at(3, 0)).findings,
    ).toMatchObject([{ offset: 22 }])
  })
})
