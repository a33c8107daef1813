import { describe, expect, it } from 'vitest'
import { at, hex } from './content.fixture.ts'
import { ContentError } from './content-error.ts'
import { device } from './device.fixture.ts'
import type { Node, Reading } from './node.ts'
import { decodeTlv, encodeTlv } from './tlv.ts'

/** The Read of /3/0 that the LwM2M specification shows. */
const deviceInstance = hex(`
  C8 00 14 4F 70 65 6E 20 4D 6F 62 69 6C 65 20 41 6C 6C 69 61 6E 63 65
  C8 01 16 4C 69 67 68 74 77 65 69 67 68 74 20 4D 32 4D 20 43 6C 69 65 6E 74
  C8 02 09 33 34 35 30 30 30 31 32 33 C3 03 31 2E 30 86 06 41 00 01 41 01 05
  88 07 08 42 00 0E D8 42 01 13 88 87 08 41 00 7D 42 01 03 84 C1 09 64 C1 0A 0F 83 0B 41 00 00
  C4 0D 51 82 42 8F C6 0E 2B 30 32 3A 30 30 C1 10 55`)

const texts = (reading: Reading) => reading.findings.map(({ text }) => text)

describe('TLV', () => {
  it('reads the Device instance of the specification', () => {
    expect(decodeTlv(deviceInstance, at(3, 0))).toEqual({ nodes: device, findings: [] })
  })

  it('writes the Device instance of the specification, octet by octet', () => {
    expect(encodeTlv(device, at(3, 0))).toEqual(deviceInstance)
  })

  it('reads a Read of the object with an Object Instance TLV around', () => {
    const whole = new Uint8Array([0x08, 0x00, deviceInstance.length, ...deviceInstance])
    expect(decodeTlv(whole, at(3))).toEqual({ nodes: device, findings: [] })
    expect(encodeTlv(device, at(3))).toEqual(whole)
  })

  it('reads the set of values of int-215', () => {
    const values = decodeTlv(hex('C10265 C20303F2 C20507D0 C10601 C10755'), at(1, 0))
    expect(values.findings).toEqual([])
    expect(values.nodes.map(({ value }) => value?.value)).toEqual([101n, 1010n, 2000n, true, 'U'])
  })

  it('reads and writes the set of values of int-651', () => {
    const payload = hex('C40D5182428F C60E2B30323A3030 C80F0C4575726F70652F5061726973')
    const { nodes, findings } = decodeTlv(payload, at(3, 0))
    expect(findings).toEqual([])
    expect(nodes.map(({ value }) => value?.value)).toEqual([1367491215n, '+02:00', 'Europe/Paris'])
    expect(encodeTlv(nodes, at(3, 0))).toEqual(payload)
  })

  it('reads and writes the Portfolio instance of int-1630', () => {
    const payload = hex(
      `08012E 88002B 480011 ${Buffer.from('Host Device ID #2').toString('hex')} 480114 ${Buffer.from('Host Device Model #2').toString('hex')}`,
    )
    const { nodes, findings } = decodeTlv(payload, at(16))
    expect(findings).toEqual([])
    expect(nodes.map(({ path }) => path)).toEqual([
      [16, 1, 0, 0],
      [16, 1, 0, 1],
    ])
    expect(encodeTlv(nodes, at(16))).toEqual(payload)
  })

  it('reads int-1202 (C1 0E 02) as of the instance written to', () => {
    expect(decodeTlv(hex('C10E02'), at(12, 0)).nodes).toEqual([
      { path: [12, 0, 14], value: { type: 'opaque', value: hex('02') } },
    ])
  })

  it.each([
    [8, '08'],
    [127, '7f'],
    [128, '80'],
    [255, 'ff'],
  ])('writes and reads %i octets with a length of 8 bits (BUG-086)', (size, length) => {
    const node: Node = { path: [5, 0, 0], value: { type: 'opaque', value: new Uint8Array(size).fill(7) } }
    const payload = encodeTlv([node], at(5, 0, 0))
    expect(payload.subarray(0, 3)).toEqual(hex(`C800${length}`))
    expect(decodeTlv(payload, at(5, 0, 0))).toEqual({ nodes: [node], findings: [] })
  })

  it.each([
    [256, 'D0000100'],
    [65535, 'D000FFFF'],
    [65536, 'D800010000'],
    [70000, 'D800011170'],
  ])('writes and reads %i octets with a length of 16 or 24 bits (BUG-085)', (size, head) => {
    const node: Node = { path: [5, 0, 0], value: { type: 'opaque', value: new Uint8Array(size).fill(7) } }
    const payload = encodeTlv([node], at(5, 0, 0))
    expect(payload.subarray(0, head.length / 2)).toEqual(hex(head))
    expect(decodeTlv(payload, at(5, 0, 0))).toEqual({ nodes: [node], findings: [] })
  })

  it.each([
    [0n, '00'],
    [-1n, 'FF'],
    [127n, '7F'],
    [-128n, '80'],
    [128n, '0080'],
    [-129n, 'FF7F'],
    [-32768n, '8000'],
    [-32769n, 'FFFF7FFF'],
    [2n ** 31n, '0000000080000000'],
    [-(2n ** 63n), '8000000000000000'],
    [2n ** 63n - 1n, '7FFFFFFFFFFFFFFF'],
  ])('writes and reads the integer %s in two’s complement (BUG-091, BUG-098)', (value, octets) => {
    const payload = encodeTlv([{ path: [3, 0, 9], value: { type: 'integer', value } }], at(3, 0, 9))
    expect(payload.subarray(octets.length > 14 ? 3 : 2)).toEqual(hex(octets))
    expect(decodeTlv(payload, at(3, 0, 9)).nodes[0]?.value).toEqual({ type: 'integer', value })
  })

  it('reads ids of 16 bits, and ignores bits 2-0 of the type where a length follows', () => {
    expect(decodeTlv(hex('E1 1234 01'), at(3, 0)).nodes[0]?.path).toEqual([3, 0, 0x1234])
    expect(decodeTlv(hex('CF 09 01 64'), at(3, 0))).toEqual({
      nodes: [{ path: [3, 0, 9], value: { type: 'integer', value: 100n } }],
      findings: [],
    })
  })

  it('writes a resource instance by itself, and reads it with or without its resource around (BUG-097)', () => {
    const nodes: Node[] = [{ path: [3, 0, 6, 1], value: { type: 'integer', value: 5n } }]
    expect(encodeTlv(nodes, at(3, 0, 6, 1))).toEqual(hex('410105'))
    expect(decodeTlv(hex('410105'), at(3, 0, 6, 1))).toEqual({ nodes, findings: [] })
    expect(decodeTlv(hex('8306410105'), at(3, 0, 6, 1))).toEqual({ nodes, findings: [] })
  })

  it('keeps bare existences: an empty instance and an empty multiple resource', () => {
    const nodes: Node[] = [{ path: [16, 3] }, { path: [16, 4, 0] }]
    const payload = encodeTlv(nodes, at(16))
    expect(payload).toEqual(hex('0003 02048000'))
    expect(decodeTlv(payload, at(16))).toEqual({ nodes, findings: [] })
  })

  it('allows a superfluous Object Instance TLV of the requested instance', () => {
    expect(decodeTlv(hex('0300C10964'), at(3, 0)).findings).toEqual([])
  })

  it('reads a Create without instance id as of the instance the reader names', () => {
    const reading = decodeTlv(hex('C10964'), { ...at(3), unnamedInstance: 7 })
    expect(reading.nodes[0]?.path).toEqual([3, 7, 9])
    expect(reading.findings).toEqual([])
  })

  it('refuses to write for the root path and outside the requested path', () => {
    expect(() => encodeTlv([], at())).toThrow(ContentError)
    expect(() => encodeTlv(device, at(3, 1))).toThrow(ContentError)
  })
})

describe('TLV findings', () => {
  it('a Read of /3 without Object Instance TLV (BUG-087, BUG-088)', () => {
    const reading = decodeTlv(deviceInstance, at(3))
    expect(texts(reading)[0]).toContain('without Object Instance TLV')
    expect(reading.nodes).toEqual(device)
  })

  it('a single resource of type 01 (BUG-089)', () => {
    const reading = decodeTlv(hex('410964'), at(3, 0))
    expect(texts(reading)[0]).toContain('resource instance (01)')
    expect(reading.nodes[0]?.value).toEqual({ type: 'integer', value: 100n })
  })

  it('a bare text where an instance is asked for (BUG-090)', () => {
    expect(decodeTlv(Buffer.from('Open'), at(3, 0)).findings).not.toEqual([])
  })

  it('sign-magnitude gives another value (BUG-092)', () => {
    expect(decodeTlv(hex('C10981'), at(3, 0)).nodes[0]?.value).toEqual({ type: 'integer', value: -127n })
  })

  it('another resource than the requested one (BUG-094)', () => {
    expect(texts(decodeTlv(hex('C10A0F'), at(3, 0, 9)))).toEqual(['/3/0/10 is outside the requested /3/0/9'])
  })

  it('another instance than the requested one', () => {
    expect(texts(decodeTlv(hex('0301C10964'), at(3, 0)))).toEqual(['/3/1/9 is outside the requested /3/0'])
  })

  it('trailing and truncated octets (BUG-095, BUG-325)', () => {
    expect(texts(decodeTlv(hex('C10964 C1'), at(3, 0)))).toEqual(['1 octets, too few for the head of a TLV'])
    expect(decodeTlv(hex('C10964 C10A'), at(3, 0)).findings).toMatchObject([{ offset: 3 }])
  })

  it('an identifier that is there twice (BUG-100)', () => {
    expect(texts(decodeTlv(hex('C10964 C10965'), at(3, 0)))).toEqual(['/3/0/9 is there twice'])
  })

  it('values after a multiple resource are read (BUG-101)', () => {
    expect(decodeTlv(hex('86064100014101 05 C10964'), at(3, 0)).nodes.map(({ path }) => path)).toContainEqual(
      [3, 0, 9],
    )
  })

  it('an integer without octets, and of three (BUG-324)', () => {
    expect(texts(decodeTlv(hex('C009'), at(3, 0)))[0]).toContain('integer of 0 octets')
    expect(texts(decodeTlv(hex('C309000001'), at(3, 0)))[0]).toContain('integer of 3 octets')
  })

  it('a boolean of 2, a float of 3 octets, a link of 3 octets', () => {
    expect(texts(decodeTlv(hex('C10602'), at(1, 0)))[0]).toContain('boolean')
    expect(texts(decodeTlv(hex('C303000000'), at(1000, 0)))[0]).toContain('a float of 3 octets')
    expect(texts(decodeTlv(hex('C307000000'), at(1000, 0)))[0]).toContain('an object link of 3 octets')
  })

  it('a multiple resource as a single one, and the other way round', () => {
    expect(texts(decodeTlv(hex('C10601'), at(3, 0)))[0]).toContain('is a multiple resource')
    expect(texts(decodeTlv(hex('8309410064'), at(3, 0)))[0]).toContain('is a single resource')
  })

  it('a string that is not UTF-8, at the octet where it begins', () => {
    expect(decodeTlv(hex('C200C328'), at(3, 0)).findings).toEqual([
      { offset: 2, clause: 'Core Appendix C', text: '/3/0/0: not UTF-8' },
    ])
  })
})
