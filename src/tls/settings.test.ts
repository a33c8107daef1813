import { generateKeyPairSync } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { contextOptions } from './settings.ts'

/** The suites of TLS 1.2 for a certificate with this key. */
function suitesFor(privateKey: ReturnType<typeof generateKeyPairSync>['privateKey']): string[] {
  const { cert: _, ...options } = contextOptions('certificate', {}, { chain: [], privateKey })
  expect(() => createSecureContext(options)).not.toThrow()
  return (options.ciphers ?? '').split(':').filter((name) => name.startsWith('ECDHE-'))
}

describe('suites of TLS 1.2', () => {
  it('are by RSA as well for a certificate with an RSA key, and by ECDSA alone for others', () => {
    const rsa = suitesFor(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)
    const ecdsa = suitesFor(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
    expect(rsa).toEqual([...ecdsa, 'ECDHE-RSA-AES128-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'])
    expect(ecdsa.filter((name) => !name.startsWith('ECDHE-ECDSA-'))).toEqual([])
  })
})
