import { describe, expect, it } from 'vitest'
import { at, utf8 } from './content.fixture.ts'
import { device } from './device.fixture.ts'
import { decodeLwm2mJson, encodeLwm2mJson } from './lwm2m-json.ts'

const deviceText =
  '{"bn":"/3/0/","e":[{"n":"0","sv":"Open Mobile Alliance"},{"n":"1","sv":"Lightweight M2M Client"},{"n":"2","sv":"345000123"},' +
  '{"n":"3","sv":"1.0"},{"n":"6/0","v":1},{"n":"6/1","v":5},{"n":"7/0","v":3800},{"n":"7/1","v":5000},{"n":"8/0","v":125},' +
  '{"n":"8/1","v":900},{"n":"9","v":100},{"n":"10","v":15},{"n":"11/0","v":0},{"n":"13","v":1367491215},' +
  '{"n":"14","sv":"+02:00"},{"n":"16","sv":"U"}]}'

const read = (text: string, ...base: number[]) => {
  const { nodes, findings } = decodeLwm2mJson(utf8(text), at(...base))
  return { nodes, faults: findings.map((finding) => finding.text) }
}

describe('LwM2M JSON', () => {
  it('reads and writes the Device instance of the specification', () => {
    expect(read(deviceText, 3, 0)).toEqual({ nodes: device, faults: [] })
    expect(Buffer.from(encodeLwm2mJson(device, at(3, 0))).toString()).toBe(deviceText)
  })

  it('reads the historical values of the specification', () => {
    const text =
      '{"bn":"/72/","bt":25462634,"e":[{"n":"1/2","v":22.4,"t":-5},{"n":"1/2","v":22.9,"t":-30},{"n":"1/2","v":24.1,"t":-50}]}'
    expect(read(text, 72, 1, 2)).toEqual({
      nodes: [
        { path: [72, 1, 2], value: { type: 'float', value: 22.4 }, timestamp: 25462629 },
        { path: [72, 1, 2], value: { type: 'float', value: 22.9 }, timestamp: 25462604 },
        { path: [72, 1, 2], value: { type: 'float', value: 24.1 }, timestamp: 25462584 },
      ],
      faults: [],
    })
  })

  it('reads the object links of the specification', () => {
    const text =
      '{"bn":"/","e":[{"n":"65/0/0/0","ov":"66:0"},{"n":"65/0/1","sv":"8613800755500"},{"n":"65/0/2","v":1}]}'
    expect(read(text, 65).nodes.map(({ value }) => value)).toEqual([
      { type: 'objlnk', value: { object: 66, instance: 0 } },
      { type: 'string', value: '8613800755500' },
      { type: 'integer', value: 1n },
    ])
  })

  it('reads full names without base name, with or without leading slash (BUG-116)', () => {
    expect(read('{"e":[{"n":"/1/0/2","v":101},{"n":"1/0/6","bv":true}]}', 1, 0)).toMatchObject({
      nodes: [{ path: [1, 0, 2] }, { path: [1, 0, 6] }],
      faults: [],
    })
  })

  it('takes empty strings and empty opaque values (BUG-115)', () => {
    expect(read('{"bn":"/1000/0/","e":[{"n":"0","sv":""},{"n":"5","sv":""}]}', 1000, 0)).toMatchObject({
      nodes: [{ value: { value: '' } }, { value: { value: new Uint8Array(0) } }],
      faults: [],
    })
  })

  it.each([
    [
      'a single resource shown as multiple (BUG-113)',
      '{"bn":"/3/0/1/","e":[{"n":"1","sv":"x"}]}',
      'is a single resource',
    ],
    [
      'a multiple resource without instance ids (BUG-114)',
      '{"bn":"/3/0/","e":[{"n":"6","v":1}]}',
      'is a multiple resource',
    ],
    ['v for a string (BUG-117)', '{"bn":"/3/0/","e":[{"n":"0","v":"x"}]}', 'v holds text'],
    ['v for a boolean (BUG-117)', '{"bn":"/1/0/","e":[{"n":"6","v":true}]}', 'v holds boolean'],
    ['names joined wrongly (BUG-118)', '{"bn":"/3/0","e":[{"n":"0","sv":"x"}]}', 'is no path'],
    ['an entry without name (BUG-324)', '{"e":[{"v":1}]}', 'without name'],
    [
      'an entry that is there twice (BUG-100)',
      '{"bn":"/3/0/","e":[{"n":"9","v":1},{"n":"9","v":2}]}',
      'is there twice',
    ],
    ['leading zeros, as int-220 prints them', '{"bn":"/1/0/","e":[{"n":"2","v":0101}]}', 'leading zeros'],
    ['base64 that is none', '{"bn":"/1000/0/","e":[{"n":"5","sv":"?"}]}', 'base64'],
    ['no entries', '{"bn":"/3/0/"}', 'entries "e"'],
    ['an array', '[]', 'entries "e"'],
    ['an entry that is no object', '{"e":[1]}', 'must be an object'],
  ])('finds %s', (_, text, fault) => {
    expect(read(text).faults.join()).toContain(fault)
  })
})
