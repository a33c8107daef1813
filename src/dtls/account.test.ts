import { describe, expect, it } from 'vitest'
import { certificates, shown } from '../certificates.fixture.ts'
import {
  accountIn,
  type DeviceAccount,
  deviceEnd,
  type SharedAccount,
  securityResources,
  serverEnd,
} from './account.ts'
import { accountFault } from './account-fault.ts'

const octets = (text: string): Uint8Array => new TextEncoder().encode(text)
const pkcs8 = (whose: 'client' | 'server'): Uint8Array =>
  new Uint8Array(shown.rpk[whose].privateKey.export({ format: 'der', type: 'pkcs8' }))
const publicKey = (whose: 'client' | 'server'): Uint8Array => {
  const own = shown.rpk[whose]
  return own.kind === 'rpk' ? own.publicKey : new Uint8Array()
}

const psk: SharedAccount = {
  ...{ mode: 'psk', identity: octets('me'), secretKey: octets('key'), serverPublicKey: octets('') },
}
const rpk: SharedAccount = {
  ...{ mode: 'rpk', identity: publicKey('client'), secretKey: pkcs8('client') },
  ...{ serverPublicKey: publicKey('server'), serverSecretKey: pkcs8('server') },
}
const x509: SharedAccount = {
  ...{ mode: 'x509', identity: certificates.client, secretKey: pkcs8('client') },
  ...{ serverPublicKey: certificates.server, serverSecretKey: pkcs8('server') },
}
const now = (): number => Date.UTC(2027, 0, 1)

describe('an account', () => {
  it.each<[DeviceAccount]>([
    [psk],
    [{ ...rpk, sni: 'server.example' }],
    [{ ...x509, matchingType: 1, certificateUsage: 2 }],
  ])('is what the Security object holds of it (%#)', (account) => {
    const { mode, identity, serverPublicKey, secretKey, matchingType, sni, certificateUsage } = account
    const resources = securityResources(account)
    expect(accountIn((id) => resources.get(id))).toEqual({
      ...{ mode, identity, serverPublicKey, secretKey },
      ...(matchingType !== undefined && { matchingType }),
      ...(sni !== undefined && { sni }),
      ...(certificateUsage !== undefined && { certificateUsage }),
    })
    expect(resources.get(2)).toBe({ psk: 0, rpk: 1, x509: 2 }[mode])
  })

  it('is none without DTLS', () => {
    expect(accountIn((id) => (id === 2 ? 3n : undefined))).toBeUndefined()
    expect(accountIn(() => undefined)).toBeUndefined()
  })

  it.each<[Partial<SharedAccount>, string]>([
    [{ secretKey: octets('?') }, 'secretKey is no private key'],
    [{ identity: octets('?') }, 'identity is no public key'],
    [{ secretKey: pkcs8('server') }, 'secretKey does not belong to identity'],
    [{ mode: 'x509' }, 'identity is no certificate'],
  ])('with keys that are none cannot be used (%#)', (wrong, text) => {
    expect(() => deviceEnd({ ...rpk, ...wrong }, now)).toThrow(text)
  })

  it('lacks what a server needs', () => {
    const { serverSecretKey: _, ...device } = rpk
    expect(() => serverEnd([device])).toThrow('serverSecretKey is missing')
    expect(() => serverEnd([{ ...rpk, serverSecretKey: pkcs8('client') }])).toThrow(
      'serverSecretKey does not belong to serverPublicKey',
    )
  })
})

describe('the two ends of an account', () => {
  it('know each other by identity and key', () => {
    const other = { ...psk, identity: octets('you'), secretKey: octets('other') }
    const { psk: keyOf } = serverEnd([psk, other])
    expect(keyOf?.(octets('you'))).toEqual(octets('other'))
    expect(keyOf?.(octets('nobody'))).toBeUndefined()
    expect(deviceEnd(psk, now).psk).toEqual({ identity: octets('me'), key: octets('key') })
  })

  it.each<[string, SharedAccount, Uint8Array, Uint8Array]>([
    ['raw public keys', rpk, publicKey('client'), publicKey('server')],
    ['certificates', x509, certificates.client, certificates.server],
  ])('know each other by %s alone', (_, account, client, server) => {
    const peer = (der: Uint8Array) =>
      account.mode === 'rpk'
        ? ({ kind: 'rpk', publicKey: der } as const)
        : ({ kind: 'x509', chain: [der] } as const)
    const [device, serving] = [deviceEnd(account, now), serverEnd([account])]
    expect(device.verifyPeer?.(peer(server))).toBeUndefined()
    expect(device.verifyPeer?.(peer(client))).toBe('bad_certificate')
    expect(serving.verifyPeer?.(peer(client))).toBeUndefined()
    expect(serving.verifyPeer?.(peer(server))).toBe('bad_certificate')
    expect(device.verifyPeer?.({ kind: 'anonymous' })).toBeDefined()
  })

  it('ask a certificate for the host name, where one is told', () => {
    const account = { ...x509, certificateUsage: 1, authority: certificates.ca }
    const verify = (sni: string) =>
      deviceEnd({ ...account, sni }, now).verifyPeer?.({ kind: 'x509', chain: [certificates.server] })
    expect(verify('server.example')).toBeUndefined()
    expect(verify('other.example')).toBe('bad_certificate')
  })
})

describe('what an account says of its server', () => {
  const authority = certificates.ca
  it.each<[SharedAccount, 'device' | 'server']>([
    [psk, 'device'],
    [rpk, 'server'],
    [x509, 'device'],
    [{ ...x509, certificateUsage: 0, authority }, 'device'],
    [{ ...x509, certificateUsage: 0 }, 'server'],
    [{ ...x509, matchingType: 1, serverPublicKey: new Uint8Array(32) }, 'device'],
  ])('has no fault (%#)', (account, end) => {
    expect(accountFault(account, end)).toBeUndefined()
  })
  it.each<[Partial<SharedAccount>, string]>([
    [{ mode: 'rpk' }, 'serverPublicKey is no public key'],
    [{ serverPublicKey: octets('?') }, 'serverPublicKey is no certificate'],
    [{ matchingType: 2, serverPublicKey: new Uint8Array(32) }, 'a digest by matchingType 2 has 48'],
    [{ authority: octets('?') }, 'authority is no certificate'],
    [{ certificateUsage: 0 }, 'authority is missing'],
    [{ certificateUsage: 1 }, 'authority is missing'],
    [{ serverCertificates: [authority, octets('?')] }, 'serverCertificates/1 is no certificate'],
    [{ faultyIdentities: { noSigning: [octets('?')] } }, 'faultyIdentities/noSigning/0 is no certificate'],
  ])('has one (%#)', (wrong, text) => {
    expect(accountFault({ ...x509, ...wrong }, 'device')).toContain(text)
  })
})
