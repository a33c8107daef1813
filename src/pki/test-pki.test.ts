import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { KeyUsageFlags, KeyUsagesExtension, X509Certificate as PeculiarCertificate } from '@peculiar/x509'
import { describe, expect, it } from 'vitest'
import { makeKeyPair, testPki } from './test-pki.ts'

const now = Date.UTC(2026, 10, 21)
const names = { serverName: 'server.example.com', clientName: 'urn:dev:ops:1' }
const pki = await testPki({ now, ...names })

const read = (der: Uint8Array | undefined): X509Certificate => new X509Certificate(der ?? new Uint8Array())
const ca = read(pki.ca)
const isBy = (one: X509Certificate, issuer: X509Certificate): boolean =>
  one.checkIssued(issuer) && one.verify(issuer.publicKey)
const isValid = ({ validFrom, validTo }: X509Certificate): boolean =>
  Date.parse(validFrom) < now && now < Date.parse(validTo)

describe('the test PKI', () => {
  it('has a CA that says who server and client are', () => {
    for (const { certificate, privateKey, publicKey } of [pki.server, pki.client]) {
      expect([isBy(read(certificate), ca), isValid(read(certificate))]).toEqual([true, true])
      const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' })
      expect(read(certificate).checkPrivateKey(key)).toBe(true)
      expect(new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }))).toEqual(publicKey)
      expect(key.asymmetricKeyDetails?.namedCurve).toBe('prime256v1')
    }
    expect([ca.ca, isBy(ca, ca), isValid(ca)]).toEqual([true, true, true])
    expect(read(pki.server.certificate).ca).toBe(false)
  })

  it('names the server by host and the client by endpoint', () => {
    expect(read(pki.server.certificate).checkHost(names.serverName)).toBe(names.serverName)
    expect(read(pki.client.certificate).subject).toBe(`CN=${names.clientName}`)
    expect(read(pki.server.certificate).keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    expect(read(pki.client.certificate).keyUsage).toEqual(['1.3.6.1.5.5.7.3.2'])
  })

  it('has a chain by way of another CA', () => {
    const [leaf, intermediate] = pki.chain.map(read)
    expect([isBy(leaf!, intermediate!), isBy(intermediate!, ca), intermediate!.ca]).toEqual([
      true,
      true,
      true,
    ])
    expect(isBy(leaf!, ca)).toBe(false)
  })

  it('has certificates for the same key that fail by one thing alone', () => {
    const facts = Object.entries(pki.faulty).map(([fault, [leaf]]) => {
      const one = read(leaf)
      const named = one.checkHost(names.serverName) !== undefined
      const ours = Buffer.compare(one.publicKey.export({ format: 'der', type: 'spki' }), pki.server.publicKey)
      return [fault, { named, valid: isValid(one), byCa: isBy(one, ca), ours: ours === 0 }]
    })
    expect(Object.fromEntries(facts)).toEqual({
      wrongName: { named: false, valid: true, byCa: true, ours: true },
      expired: { named: true, valid: false, byCa: true, ours: true },
      notYetValid: { named: true, valid: false, byCa: true, ours: true },
      selfSigned: { named: true, valid: true, byCa: false, ours: true },
      otherSide: { named: true, valid: true, byCa: true, ours: true },
      noSigning: { named: true, valid: true, byCa: true, ours: true },
    })
    const own = read(pki.faulty.selfSigned[0])
    expect([own.issuer === own.subject, own.verify(own.publicKey)]).toEqual([true, true])
  })

  it('has certificates that are for the other side, and with keys that are not to sign', () => {
    const facts = ({ otherSide, noSigning }: typeof pki.faultyClient) =>
      [otherSide, noSigning].map(([leaf]) => {
        const { keyUsage, raw } = read(leaf)
        const uses = new PeculiarCertificate(raw).getExtension(KeyUsagesExtension)?.usages
        return [keyUsage, uses]
      })
    const [serverAuth, clientAuth] = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']
    const { digitalSignature, keyAgreement } = KeyUsageFlags
    expect(facts(pki.faulty)).toEqual([
      [[clientAuth], digitalSignature],
      [[serverAuth], keyAgreement],
    ])
    expect(facts(pki.faultyClient)).toEqual([
      [[serverAuth], digitalSignature],
      [[clientAuth], keyAgreement],
    ])
  })

  it('never has the same keys or serial numbers again', async () => {
    const [one, other] = [await makeKeyPair(), await makeKeyPair()]
    expect(one.privateKey).not.toEqual(other.privateKey)
    const all = [
      pki.ca,
      pki.server.certificate,
      pki.client.certificate,
      ...pki.chain,
      ...Object.values(pki.faulty).flat(),
      ...Object.values(pki.faultyClient).flat(),
    ]
    expect(new Set(all.map((der) => read(der).serialNumber)).size).toBe(all.length)
    expect(all.map((der) => read(der).serialNumber.length).filter((digits) => digits > 40)).toEqual([])
  })
})
