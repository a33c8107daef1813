import { generateKeyPairSync } from 'node:crypto'
import { Eim, type EimOptions } from './eim.ts'
import { SoftEuicc } from './soft-euicc.ts'
import type { SoftProfile } from './soft-profiles.ts'

export const eid = '89049032123451234512345678901235'
export const iccids = {
  first: '89000000000000000001',
  second: '89000000000000000002',
  third: '89000000000000000003',
}

/** A key pair, and its public half as SubjectPublicKeyInfo. */
export function keys(namedCurve: 'P-256' | 'brainpoolP256r1' = 'P-256') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
  return { privateKey, publicKey, spki: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })) }
}

/** Certificates that nobody looks into. */
const certificates = { euiccCertificate: Uint8Array.of(0x30, 0), eumCertificate: Uint8Array.of(0x30, 0) }

/** A profile that may be switched; the first is enabled. */
export function profile(iccid: string, facts: Partial<SoftProfile> = {}): SoftProfile {
  return {
    ...{ iccid, aid: `a0000005591010ffffffff89000011${iccid.slice(-2)}`, name: `profile ${iccid.slice(-1)}` },
    ...{ class: 'operational', isEnabled: iccid === iccids.first, isFallback: false, mayBeFallback: true },
    ...{ mayBeDisabled: true, mayBeDeleted: true, connects: true },
    ...facts,
  }
}

/** An eUICC with three profiles, and an eIM that it knows. */
export function associated(
  facts: { readonly [iccid: string]: Partial<SoftProfile> } = {},
  eimOptions: Partial<EimOptions> = {},
  { curve, token = false }: { readonly curve?: 'P-256' | 'brainpoolP256r1'; readonly token?: boolean } = {},
) {
  const [eimKeys, euiccKeys] = [keys(curve), keys(curve)]
  const euicc = new SoftEuicc({
    ...{ eid, key: euiccKeys.privateKey, certificates },
    profiles: Object.values(iccids).map((iccid) => profile(iccid, facts[iccid])),
  })
  const added = euicc.associations.add({
    eimId: 'eIM1',
    ...(token && { associationToken: -1 }),
    eimPublicKeyData: { kind: 'eimPublicKey', value: eimKeys.spki },
  })
  const eim = new Eim({
    ...{ eimId: 'eIM1', key: eimKeys.privateKey, eid, euiccKey: euiccKeys.publicKey },
    ...(added.kind === 'associationToken' && { associationToken: added.value }),
    ...eimOptions,
  })
  return { euicc, eim, eimKeys, euiccKeys }
}
