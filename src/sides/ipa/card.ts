import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { SoftEuicc, SoftIpa, sampleProfiles } from '#esim'
import type { EsimIxit } from '#ics'

/** Our eUICC with its agent, and the public key of the eIM that manages it. */
export interface Card {
  readonly ipa: SoftIpa
  readonly euicc: SoftEuicc
  readonly eimId: string
  readonly eimKey: KeyObject
}

/** The eUICC that an IXIT tells of, or why there is none. */
export function cardOf(facts: EsimIxit | undefined): Card | string {
  const { eid, eimId, eimKey, euicc: told, counter, associationToken, version } = facts ?? {}
  if (eid === undefined || told === undefined)
    return 'the IXIT tells of no eUICC that the eIM trusts: it lacks esim.euicc, which the command "esim euicc" makes'
  if (eimId === undefined || eimKey === undefined)
    return 'the IXIT does not tell who the eIM is: it lacks esim.eimId and esim.eimKey'
  if (version === '1.0') return 'our eUICC does not sign as SGP.32 1.0 has it'
  const key = keyOf(() => createPrivateKey({ key: octetsOf(told.privateKey), format: 'der', type: 'pkcs8' }))
  if (key === undefined) return 'the IXIT at /esim/euicc/privateKey: this is no key in PKCS #8 and base64'
  const spki = octetsOf(eimKey)
  const publicKey = keyOf(() => createPublicKey({ key: spki, format: 'der', type: 'spki' }))
  if (publicKey === undefined) return 'the IXIT at /esim/eimKey: this is no SubjectPublicKeyInfo in base64'
  const certificates = {
    euiccCertificate: new Uint8Array(octetsOf(told.certificate)),
    eumCertificate: new Uint8Array(octetsOf(told.eumCertificate)),
  }
  const euicc = new SoftEuicc({ eid, key, certificates, profiles: sampleProfiles() })
  euicc.associations.add({
    eimId,
    counterValue: counter ?? 0,
    eimPublicKeyData: { kind: 'eimPublicKey', value: new Uint8Array(spki) },
  })
  const association = euicc.associations.get(eimId)
  if (association !== undefined) association.token = associationToken
  return { ipa: new SoftIpa(euicc), euicc, eimId, eimKey: publicKey }
}

function octetsOf(base64: string): Buffer {
  return Buffer.from(base64, 'base64')
}

function keyOf(make: () => KeyObject): KeyObject | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}
