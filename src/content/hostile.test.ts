import { describe, expect, it } from 'vitest'
import { decode } from './codec.ts'
import { at, hex, utf8 } from './content.fixture.ts'
import { contentFormats, type DataFormat } from './format.ts'
import { mostFindings, mostItems } from './limits.ts'

const formats = (Object.keys(contentFormats) as (keyof typeof contentFormats)[]).filter(
  (name): name is DataFormat => name !== 'link',
)
describe.each(formats)('hostile %s', (format) => {
  it.each([
    ['an array of 2^64-1', hex('9bffffffffffffffff')],
    ['a map of 2^64-1', hex('bbffffffffffffffff')],
    ['octets of 2^64-1', hex('5bffffffffffffffff00')],
    ['arrays of 2^32-1 in one another', hex('9affffffff'.repeat(40))],
    ['a TLV of 2^24-1 octets', hex('1800ffffff'.repeat(40))],
    ['a number with a huge exponent', utf8('[{"n":"/3/0/9","v":1e999999999999}]')],
    ['a negative exponent', utf8('{"e":[{"n":"/3/0/9","v":1e-999999999999}]}')],
    ['a decimal fraction with a huge exponent', hex('81a200662f332f302f3902c4821b7fffffffffffffff01')],
  ])('%s costs next to nothing', (_, payload) => {
    const before = process.memoryUsage()
    for (const base of [[], [3], [3, 0], [3, 0, 9]]) decode(format, payload, at(...base))
    const after = process.memoryUsage()
    expect(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(8e6)
  })

  it.each([
    ['[', 0x5b],
    ['{', 0x7b],
    ['arrays of one', 0x81],
    ['arrays without end', 0x9f],
    ['maps without end', 0xbf],
    ['tags', 0xc1],
    ['breaks', 0xff],
    ['zeros', 0x00],
    ['quotes', 0x22],
    ['backslashes', 0x5c],
    ['digits', 0x37],
    ['blanks', 0x20],
  ])('300,000 octets of %s are read', (_, value) => {
    const payload = new Uint8Array(300_000).fill(value)
    for (const base of [[], [3], [3, 0, 9]])
      expect(decode(format, payload, at(...base)).findings.length).toBeLessThanOrEqual(mostFindings)
  })
})

it.each<[DataFormat, string, string]>([
  ['tlv', '', 'c000'],
  ['tlv', '', '0000'],
  ['senml-cbor', '9f', 'a0'],
  ['senml-cbor', '9f', 'a200692f312f312f312f3131 0201'],
  ['lwm2m-cbor', 'bf03bf00bf', '1900000100'],
  ['json', Buffer.from('{"e":[').toString('hex'), Buffer.from('{"n":"1/1/1","v":1},').toString('hex')],
  ['senml-json', Buffer.from('[').toString('hex'), Buffer.from('1,').toString('hex')],
])('two megabytes of %s %s%s… are read up to a limit', (format, head, unit) => {
  const payload = hex(head + unit.repeat(2e6 / hex(unit).length))
  const { nodes, findings } = decode(format, payload, at(3))
  expect(nodes.length).toBeLessThanOrEqual(mostItems)
  expect(findings).toHaveLength(mostFindings)
})
