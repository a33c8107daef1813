import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { chainFaults, checkOctets, curves, eidFaults, eidOf, esimPki, isEid, signOctets } from './index.ts'

const now = Date.UTC(2026, 10, 21)
const eid = eidOf('890490321234512345123456789012')

it('an EID has digits that check it', () => {
  expect(eid).toBe('89049032123451234512345678901235')
  expect([isEid(eid), isEid(eid.replace('3212', '3213')), isEid(eid.slice(1)), isEid('')]).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect(() => eidOf('89')).toThrow('30 digits')
})

describe.each(curves)('keys and certificates on %s', (curve) => {
  const pki = esimPki({ now, eid, eimId: 'eim.example.com', curve })
  const chain = { euiccCertificate: pki.euicc.certificate, eumCertificate: pki.eum.certificate }
  const trust = { issuers: [pki.ci.certificate], now }

  it('lead from the eUICC to the CI', () => {
    expect(chainFaults(chain, trust)).toEqual([])
    // In a thousand years, the EUM is gone, but not the eUICC.
    expect(chainFaults(chain, { ...trust, now: Date.UTC(3026, 1, 1) })).toEqual([
      'the certificate of the EUM is not valid at this time',
    ])
  })

  it('are those of the holders', () => {
    for (const { certificate, privateKey, publicKey, keyId } of [pki.ci, pki.eum, pki.euicc, pki.eim]) {
      const read = new X509Certificate(certificate)
      expect(read.checkPrivateKey(privateKey)).toBe(true)
      expect(keyId).toMatch(/^[\da-f]{40}$/)
      const octets = Uint8Array.of(1)
      expect(checkOctets(publicKey, octets, signOctets(privateKey, octets))).toEqual({ valid: true })
      expect(privateKey.asymmetricKeyDetails?.namedCurve).toBe(curve)
    }
    const eim = new X509Certificate(pki.eim.certificate)
    expect([eim.subject, eim.checkIssued(new X509Certificate(pki.ci.certificate))]).toEqual([
      'O=LwM2M conformance tests\nCN=eim.example.com',
      true,
    ])
  })

  it('are all different', () => {
    const all = [pki.ci, pki.eum, pki.euicc, pki.eim].map(({ certificate }) => certificate)
    const faulty = Object.values(pki.faulty).map(({ eumCertificate }) => eumCertificate)
    const serials = [...all, ...faulty].map((der) => new X509Certificate(der).serialNumber)
    expect(new Set(serials).size).toBe(7)
  })

  it.each([
    ['otherCi', 'the certificate of the EUM is not signed by a trusted issuer'],
    ['expiredEum', 'the certificate of the EUM is not valid at this time'],
  ] as const)('fail by one thing alone: %s', (fault, says) => {
    expect(chainFaults(pki.faulty[fault], trust)).toEqual([says])
  })

  it('are not for EIDs of other manufacturers', () => {
    expect(chainFaults(pki.faulty.outsideRange, trust)).toEqual([])
    expect(eidFaults(chain, eid)).toEqual([])
    expect(eidFaults(pki.faulty.outsideRange, eid)).toEqual([
      'the certificate of the EUM is for EIDs that begin with 90150143',
    ])
  })

  it('are not those of another eUICC', () => {
    const other = eidOf('890490321234512345123456789013')
    expect(eidFaults(chain, other)).toEqual([`the certificate of the eUICC is for EID ${eid}`])
  })

  it('in the wrong places are told', () => {
    const swapped = { euiccCertificate: pki.eum.certificate, eumCertificate: pki.euicc.certificate }
    expect(chainFaults(swapped, trust)).toContain('the certificate of the EUM is not that of a CA')
    expect(chainFaults(swapped, trust)).toContain('the certificate of the eUICC is that of a CA')
    expect(chainFaults({ ...chain, eumCertificate: Uint8Array.of(0x30, 0) }, trust)).toEqual([
      'the certificate of the EUM is none that X.509 knows',
    ])
  })
})
