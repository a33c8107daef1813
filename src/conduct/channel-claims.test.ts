import { describe, expect, it } from 'vitest'
import { byChannel, byIxit } from './channel-claims.ts'

describe('what secures the channel of a run', () => {
  it.each([
    ['PSK', 'psk'],
    ['X509', 'x509'],
    ['OSCORE', 'oscore'],
    ['OSCORE', 'psk+oscore'],
  ] as const)('shows %s over %s', (item, channel) => {
    expect(byChannel(item, channel)).toMatchObject({ claimed: true, why: `this run is over ${channel}` })
  })

  it.each([
    ['PSK', 'nosec'],
    ['X509', 'psk'],
    ['QUEUE', 'psk'],
  ] as const)('tells nothing of %s over %s', (item, channel) => {
    expect(byChannel(item, channel)).toBeUndefined()
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
