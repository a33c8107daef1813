import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { Eim, type EimConfigurationData, eimIdTypes } from '#esim'
import type { EsimIxit } from '#ics'

/** Who signs, or why nobody can. */
export function signerOf(facts: EsimIxit | undefined): Eim | string {
  const { eid, eimId, privateKey, euiccKey, counter, associationToken, version } = facts ?? {}
  if (eid === undefined || eimId === undefined || privateKey === undefined)
    return 'the IXIT tells of no eIM that the eUICC knows: it lacks esim.eimId and esim.privateKey'
  const key = keyOf('private', privateKey)
  if (key === undefined) return 'the IXIT at /esim/privateKey: this is no key in PKCS #8 and base64'
  const publicKey = euiccKey === undefined ? undefined : keyOf('public', euiccKey)
  if (euiccKey !== undefined && publicKey === undefined)
    return 'the IXIT at /esim/euiccKey: this is no SubjectPublicKeyInfo in base64'
  return new Eim({
    ...{ eid, eimId, key },
    ...(publicKey !== undefined && { euiccKey: publicKey }),
    ...(counter !== undefined && { counter }),
    ...(associationToken !== undefined && { associationToken }),
    ...(version !== undefined && { version }),
  })
}

function keyOf(half: 'private' | 'public', base64: string): KeyObject | undefined {
  const key = Buffer.from(base64, 'base64')
  try {
    return half === 'private'
      ? createPrivateKey({ key, format: 'der', type: 'pkcs8' })
      : createPublicKey({ key, format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

/** How an eUICC is told of an eIM with this public key. */
export function configurationOf(eimId: string, key: KeyObject): EimConfigurationData {
  const value = new Uint8Array(key.export({ format: 'der', type: 'spki' }))
  return {
    eimId,
    eimIdType: eimIdTypes.proprietary,
    eimPublicKeyData: { kind: 'eimPublicKey', value },
    eimSupportedProtocol: ['eimProprietary'],
  }
}
