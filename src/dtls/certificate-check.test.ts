import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { certificates, shown } from '../certificates.fixture.ts'
import { madePki } from '../test-pki.fixture.ts'
import { type CertificateRule, checkCertificates } from './certificate-check.ts'

const { ca, server, client, expired } = certificates
const now = Date.UTC(2030, 0, 1)
const by = (chain: Uint8Array[], rule: Omit<CertificateRule, 'now'> & { now?: number }): string | undefined =>
  checkCertificates({ kind: 'x509', chain }, { now, ...rule })?.alert
const exactly = { matching: 0 }

describe('a CA constraint', () => {
  const rule = { ...exactly, usage: 0, reference: ca, trusted: [ca] }
  it('lets what a trusted CA issued pass', () => {
    expect(by([server], rule)).toBeUndefined()
    expect(by([server, ca], rule)).toBeUndefined()
  })
  it('stops what is not trusted, and what is by another CA', () => {
    expect(by([server], { ...rule, trusted: [] })).toBe('unknown_ca')
    expect(by([server], { ...rule, reference: client })).toBe('bad_certificate')
  })
})

describe('a service certificate constraint', () => {
  const rule = { ...exactly, usage: 1, reference: server, trusted: [ca] }
  it('lets the certificate pass that was provisioned, if it is trusted', () => {
    expect(by([server], rule)).toBeUndefined()
    expect(by([server], { ...rule, trusted: [] })).toBe('unknown_ca')
  })
  it('stops any other by the same CA', () => expect(by([client], rule)).toBe('bad_certificate'))
})

describe('a trust anchor assertion', () => {
  const rule = { ...exactly, usage: 2, reference: ca }
  it('lets what the anchor issued pass, trusted otherwise or not', () => {
    expect(by([server], rule)).toBeUndefined()
  })
  it('stops what another issued, and the anchor in the place of a certificate', () => {
    expect(by([server], { ...rule, reference: client, trusted: [ca] })).toBe('unknown_ca')
    expect(by([client], { ...rule, reference: client, trusted: [] })).toBe('unknown_ca')
  })
})

describe('a domain-issued certificate', () => {
  const rule = { ...exactly, usage: 3, reference: server }
  it('passes when it is the one that was provisioned', () => expect(by([server], rule)).toBeUndefined())
  it('is not asked for its issuers, so that a valid path saves no other', () => {
    expect(by([client], { ...rule, trusted: [ca] })).toBe('bad_certificate')
  })
  it.each([
    [1, 'sha256'],
    [2, 'sha384'],
    [3, 'sha512'],
  ] as const)('is known by its digest, matching type %d', (matching, digest) => {
    const reference = new Uint8Array(createHash(digest).update(server).digest())
    expect(by([server], { usage: 3, matching, reference })).toBeUndefined()
    expect(by([client], { usage: 3, matching, reference })).toBe('bad_certificate')
  })
})

describe('what a certificate is for', async () => {
  const { ca, server, client, faulty, faultyClient } = await madePki(now)
  const rule = { ...exactly, usage: 2, reference: ca }
  it('lets pass what is for the side that shows it, and what is not limited', () => {
    expect(by([server.certificate], rule)).toBeUndefined()
    expect(by([client.certificate], { ...rule, shower: 'client' })).toBeUndefined()
    for (const shower of ['server', 'client'] as const)
      expect(by([certificates.server], { ...rule, reference: certificates.ca, shower })).toBeUndefined()
  })
  it('stops what is for the other side, and a key that is not to sign', () => {
    for (const chain of [faulty.otherSide, faulty.noSigning])
      expect(by([...chain], rule)).toBe('unsupported_certificate')
    for (const chain of [faultyClient.otherSide, faultyClient.noSigning])
      expect(by([...chain], { ...rule, shower: 'client' })).toBe('unsupported_certificate')
  })
  it('is not asked where the certificate itself was provisioned', () => {
    const [reference] = faulty.otherSide
    expect(by([reference!], { ...exactly, usage: 3, reference: reference! })).toBeUndefined()
  })
})

describe('whatever the usage', () => {
  it.each([0, 1, 2, 3])('%d, what is not valid at the time is stopped', (usage) => {
    const reference = usage === 0 || usage === 2 ? ca : expired
    const rule = { ...exactly, usage, reference, trusted: [ca] }
    expect(by([expired], rule)).toBe('certificate_expired')
    expect(by([expired], { ...rule, now: Date.UTC(2000, 0, 1) })).toBe('certificate_expired')
  })
  it('the name must be borne, where one is asked for', () => {
    const rule = { ...exactly, usage: 2, reference: ca }
    for (const name of ['server.example', '127.0.0.1'])
      expect(by([server], { ...rule, name })).toBeUndefined()
    for (const name of ['other.example', '127.0.0.2'])
      expect(by([server], { ...rule, name })).toBe('bad_certificate')
  })
  it('the name is not asked where the certificate itself was provisioned', () => {
    const rule = { ...exactly, usage: 3, reference: server }
    expect(by([server], { ...rule, name: 'other.example' })).toBeUndefined()
  })
  it('broken chains are stopped', () => {
    const rule = { ...exactly, usage: 2, reference: ca }
    expect(by([], rule)).toBe('bad_certificate')
    expect(by([Uint8Array.of(1, 2)], rule)).toBe('bad_certificate')
    expect(by([server, client], rule)).toBe('bad_certificate')
    expect(by([server.with(-1, server.at(-1)! ^ 1)], rule)).toBeDefined()
    const { kind, publicKey } = shown.rpk.server as { kind: 'rpk'; publicKey: Uint8Array }
    expect(checkCertificates({ kind, publicKey }, { ...rule, now })?.alert).toBe('unsupported_certificate')
  })
})
