import { describe, expect, it } from 'vitest'
import { decode, encode, euiccMemoryResetRequest, messageFromEimToIpa, messageFromIpaToEim } from './index.ts'
import { relayedToEim, relayedToIpa } from './relayed.fixture.ts'
import { anew, commonVectors, laterVectors } from './vectors.fixture.ts'

const octetsOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))
const hexOf = (octets: Uint8Array): string => Buffer.from(octets).toString('hex').toUpperCase()

const cases = [
  ...commonVectors.flatMap((vector) =>
    (['1.0', '1.2', '1.3'] as const).map((version) => ({ ...vector, version })),
  ),
  ...laterVectors.flatMap((vector) => (['1.2', '1.3'] as const).map((version) => ({ ...vector, version }))),
]

describe.each(cases)('v$version: $name', ({ message, hex, version }) => {
  const { value, findings } = decode(message, octetsOf(hex), version)

  it('is read without findings', () => {
    expect(findings).toEqual([])
    expect(value).toBeDefined()
  })

  it('is written as it was', () => {
    expect(hexOf(encode(message, value, version))).toBe(hex)
    expect(hexOf(encode(message, anew(value), version))).toBe(hex)
  })
})

// The one of the other encoder's messages that is not DER, so that it is not written as it was.
it('reads named bits with a zero at their end, as devices write them, and leaves it away', () => {
  const { value, findings } = decode(euiccMemoryResetRequest, octetsOf('BF640482020184'))
  expect(value).toEqual({ resetOptions: ['deleteOperationalProfiles', 'resetEimConfigData'] })
  expect(findings).toEqual([{ offset: 3, clause: 'X.690 §11.2.2', text: expect.stringContaining('zeros') }])
  expect(hexOf(encode(euiccMemoryResetRequest, value!))).toBe('BF640482020284')
})

describe('what is passed on between an IPA and an SM-DP+', () => {
  it.each(relayedToEim)('is read as it was written, to the eIM (%#)', (message) => {
    expect(decode(messageFromIpaToEim, encode(messageFromIpaToEim, message))).toEqual({
      value: message,
      findings: [],
    })
  })

  it.each(relayedToIpa)('is read as it was written, to the IPA (%#)', (message) => {
    expect(decode(messageFromEimToIpa, encode(messageFromEimToIpa, message))).toEqual({
      value: message,
      findings: [],
    })
  })
})
