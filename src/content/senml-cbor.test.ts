import { describe, expect, it } from 'vitest'
import { at, hex } from './content.fixture.ts'
import { device } from './device.fixture.ts'
import { Harvest } from './harvest.ts'
import { decodeSenmlCbor, encodeSenmlCbor, readSenmlCbor } from './senml-cbor.ts'

const read = (octets: string, ...base: number[]) => {
  const { nodes, findings } = decodeSenmlCbor(hex(octets), at(...base))
  return { nodes, faults: findings.map((finding) => finding.text) }
}

/** The Write-Composite of int-257. */
const int257 = '83a321612f0065312f302f32021865a20065312f302f3604f5a20066332f302f31330200'

describe('SenML CBOR', () => {
  it('reads the Write-Composite of int-257', () => {
    expect(read(int257)).toEqual({
      nodes: [
        { path: [1, 0, 2], value: { type: 'integer', value: 101n } },
        { path: [1, 0, 6], value: { type: 'boolean', value: true } },
        { path: [3, 0, 13], value: { type: 'time', value: 0n } },
      ],
      faults: [],
    })
  })

  it('writes the Write-Composite of int-257, octet by octet', () => {
    expect(encodeSenmlCbor(read(int257).nodes, at())).toEqual(hex(int257))
  })

  it('writes and reads the Device instance', () => {
    expect(decodeSenmlCbor(encodeSenmlCbor(device, at(3, 0)), at(3, 0))).toEqual({
      nodes: device,
      findings: [],
    })
  })

  it('reads the fields of the example of RFC 8428 §6', () => {
    const harvest = new Harvest(at(), '')
    const records = readSenmlCbor(
      hex(`87a721781b75726e3a6465763a6f773a313065323037336130313038303036
        3a22fb41d303a15b00106223614120050067766f6c7461676501615602fb405e066666666666
        a3006763757272656e74062402fb3ff3333333333333a3006763757272656e74062302fb3ff4cccccccccccd
        a3006763757272656e74062202fb3ff6666666666666a3006763757272656e74062102f93e00
        a3006763757272656e74062002fb3ff999999999999aa3006763757272656e74060002fb3ffb333333333333`),
      harvest,
    )
    expect(harvest.reading.findings).toEqual([])
    expect(records.map(({ fields }) => fields.map(({ label }) => label).join())).toEqual([
      'bn,bt,bu,bver,n,u,v',
      ...Array(6).fill('n,t,v'),
    ])
    const last = records.map(({ fields }) => fields.at(-1)?.content)
    expect(last).toMatchObject(
      [120.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7].map((number) => ({ kind: 'number', number })),
    )
  })

  it('takes packs of indefinite length, decimal fractions and half floats', () => {
    expect(read('9fbf00692f313030302f302f3302c482201864ffff').nodes).toEqual([
      { path: [1000, 0, 3], value: { type: 'float', value: 10 } },
    ])
    expect(read('81a200692f313030302f302f3302f93e00')).toMatchObject({
      faults: [],
      nodes: [{ value: { value: 1.5 } }],
    })
  })

  it('takes a float for an integer, since SenML numbers may have any form', () => {
    expect(read('81a200662f332f302f3902f95640', 3)).toEqual({
      nodes: [{ path: [3, 0, 9], value: { type: 'integer', value: 100n } }],
      faults: [],
    })
  })

  it('takes paths of five digits an id (BUG-128)', () => {
    const path = [65534, 65534, 65534, 65534]
    const payload = encodeSenmlCbor([{ path, value: { type: 'string', value: '' } }], at(65534))
    expect(decodeSenmlCbor(payload, at(65534)).nodes[0]?.path).toEqual(path)
  })

  it.each([
    [
      'opaque as base64 text under label 8 (BUG-121)',
      '81a200692f313030302f302f3508644141 3d3d',
      'vd holds text',
    ],
    ['resource instances without name (BUG-126)', '82a200682f332f302f362f300201a10205', 'without name'],
    [
      'resource instances that all have the base name (BUG-126)',
      '82a221682f332f302f362f300201a10205',
      'is there twice',
    ],
    ['text in place of an integer label', '81a2616e662f332f302f390201', 'must be its integer'],
    ['an unknown integer label', '81a300662f332f302f3902010901', 'is no label'],
    ['a string of indefinite length', '81a200662f332f302f30037f6161ff', 'indefinite length'],
    ['a tagged time', '81a200672f332f302f313302c100', 'v holds tag 1'],
    ['a map for a pack', 'a0', 'must be an array'],
    ['an array for a record', '8180', 'must be a map'],
    ['a key that is there twice', '81a300662f332f302f3902010201', 'there twice'],
  ])('finds %s', (_, octets, fault) => {
    expect(read(octets).faults.join()).toContain(fault)
  })
})
