import { getHeapStatistics } from 'node:v8'
import { describe, expect, it } from 'vitest'
import * as esim from './index.ts'
import { decode, sgp32Versions } from './index.ts'

const MiB = 2 ** 20
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))

/** Two megabytes that are mostly one thing over and over. */
function filled(head: string, unit: string): Uint8Array {
  const payload = new Uint8Array(2 * MiB)
  payload.set(hex(head))
  const part = hex(unit)
  for (let at = hex(head).length; at + part.length <= payload.length; at += part.length) payload.set(part, at)
  return payload
}

/** Tag and length of what fills two megabytes after `before` octets. */
const rest = (tag: string, before: number): string =>
  `${tag}83${(2 * MiB - before - tag.length / 2 - 4).toString(16)}`

/** Each tag after the other, so that the last one has all that is left in it. */
const nested = (...tags: readonly string[]): string =>
  tags.reduce((head, tag) => head + rest(tag, head.length / 2), '')

const lengths = ['84ffffffff', '88ffffffffffffffff', 'ff', '80', '8400000000'].map(
  (length) => `bf50${length}`,
)

const messages: readonly [string, esim.Element<unknown>, Uint8Array][] = [
  ...lengths.map((head): [string, esim.Element<unknown>, Uint8Array] => [
    `lengths ${head}`,
    esim.messageFromIpaToEim,
    filled(head, head),
  ]),
  ['acknowledgements', esim.eimAcknowledgements, filled(nested('bf53'), '800100')],
  ['nothing but heads', esim.eimAcknowledgements, filled(nested('bf53'), '0000')],
  ['a tag list', esim.ipaEuiccDataRequest, filled(nested('bf52', '5c'), '5a')],
  ['a tag without end', esim.ipaEuiccDataRequest, filled(nested('bf52', '5c'), 'ff')],
  ['an INTEGER', esim.profileRollbackResponse, filled(nested('bf58', '02'), 'ff')],
  ['an object identifier', esim.configureImmediateProfileEnablingRequest, filled(nested('bf59', '81'), '2a')],
  ['a BIT STRING', esim.euiccMemoryResetRequest, filled(nested('bf64', '82'), '00')],
  ['an identifier', esim.getEimPackageRequest, filled(nested('bf4f', '5a'), '89')],
  ['an ICCID', esim.psmo, filled(nested('a4', '5a'), '89')],
  ['text', esim.setDefaultDpAddressRequest, filled(nested('bf65', '80'), 'ff')],
  ['sequences in sequences', esim.addInitialEimRequest, filled(nested('bf57', 'a0'), '3080')],
  ['sequences of sequences', esim.addInitialEimRequest, filled(nested('bf57', 'a0'), '3000')],
  ['keys in keys', esim.eco, filled(nested('a8', 'a5', 'a0'), '30020500')],
  ['its own tag in itself', esim.cancelSessionRequest, filled(nested('bf41', 'a1'), 'bf41')],
  ['results', esim.euiccPackageResult, filled(nested('bf51', 'a0', '30', '30'), '830100')],
  ['results without their tag', esim.euiccPackageResult, filled(nested('bf51', '30', '30'), '830100')],
]

describe('in a heap of 64 MB', () => {
  it('this process lives', () => {
    expect(getHeapStatistics().heap_size_limit).toBeLessThan(128 * MiB)
  })

  it.each(messages)('two megabytes of %s are read, and cost no more than that', (_, message, octets) => {
    for (const version of sgp32Versions) {
      const before = process.memoryUsage().arrayBuffers
      const { findings } = decode(message, octets, version)
      const held = process.memoryUsage().arrayBuffers - before
      expect(findings.length).toBeGreaterThan(0)
      expect(findings.length).toBeLessThanOrEqual(100)
      expect(held).toBeLessThanOrEqual(4 * octets.length)
    }
  })
})
