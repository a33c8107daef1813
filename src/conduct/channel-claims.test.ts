import { describe, expect, it } from 'vitest'
import { byCarriage, byIxit } from './channel-claims.ts'

describe('what a run is over', () => {
  it.each([
    ['PSK', 'psk', 'udp', 'psk'],
    ['RPK', 'rpk', 'udp', 'rpk'],
    ['X509', 'x509', 'udp', 'x509'],
    ['OSCORE', 'oscore', 'udp', 'oscore'],
    ['OSCORE', 'psk+oscore', 'udp', 'psk+oscore'],
    ['TCP', 'psk', 'tcp', 'TCP'],
  ] as const)('shows %s over %s and %s', (item, channel, transport, told) => {
    expect(byCarriage(item, { channel, transport })).toMatchObject({
      claimed: true,
      why: `this run is over ${told}`,
    })
  })

  it.each([
    ['PSK', 'nosec'],
    ['X509', 'psk'],
    ['RPK', 'x509'],
    ['TCP', 'psk'],
    ['QUEUE', 'psk'],
  ] as const)('tells nothing of %s over %s', (item, channel) => {
    expect(byCarriage(item, { channel, transport: 'udp' })).toBeUndefined()
  })
})

it('a smartcard is there where the IXIT says how it gets in', () => {
  expect(byIxit('SMARTCARD', { values: {}, smartcard: 'open the lid' })).toMatchObject({ claimed: true })
  expect(byIxit('SMARTCARD', { values: {} })).toMatchObject({
    claimed: false,
    why: expect.stringContaining('IXIT'),
  })
  expect(byIxit('QUEUE', { values: {} })).toBeUndefined()
})
