import { expect, it } from 'vitest'
import { credentialOf, isForbidden } from './suite-families.ts'
import { suites } from './suites.ts'

it('the suites spoken here are of their mode, and none is forbidden', () => {
  for (const { id, keyExchange } of suites) {
    expect(credentialOf(id)).toBe(keyExchange === 'ECDHE_ECDSA' ? 'certificate' : 'psk')
    expect(isForbidden(id)).toBe(false)
  }
})

it.each([
  ['TLS_RSA_WITH_NULL_SHA256', 0x003b, 'certificate'],
  ['TLS_PSK_WITH_NULL_SHA', 0x002c, 'psk'],
  ['TLS_PSK_WITH_NULL_SHA256', 0x00b0, 'psk'],
  ['TLS_ECDHE_PSK_WITH_NULL_SHA256', 0xc03a, 'psk'],
  ['TLS_PSK_WITH_RC4_128_SHA', 0x008a, 'psk'],
  ['TLS_ECDHE_ECDSA_WITH_RC4_128_SHA', 0xc007, 'certificate'],
  ['TLS_RSA_EXPORT_WITH_DES40_CBC_SHA', 0x0008, 'certificate'],
])('%s is forbidden', (_, id, credential) => {
  expect(isForbidden(id)).toBe(true)
  expect(credentialOf(id)).toBe(credential)
})

it.each([
  ['TLS_EMPTY_RENEGOTIATION_INFO_SCSV', 0x00ff],
  ['TLS_AES_128_CCM_8_SHA256', 0x1305],
])('%s is of no mode', (_, id) => {
  expect(credentialOf(id)).toBeUndefined()
  expect(isForbidden(id)).toBe(false)
})

it.each([
  ['TLS_PSK_WITH_AES_128_CCM', 0xc0a4],
  ['TLS_PSK_WITH_CHACHA20_POLY1305_SHA256', 0xccab],
  ['TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256', 0xd001],
])('%s is of pre-shared keys', (_, id) => {
  expect(credentialOf(id)).toBe('psk')
})
