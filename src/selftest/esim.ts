import { generateKeyPairSync } from 'node:crypto'
import { SoftEuicc, SoftIpa, sampleIccids, sampleProfiles } from '#esim'
import type { EsimIxit } from '#ics'
import type { ReferenceClient } from '#peers'

const eid = '89049032123451234512345678901235'
const eimId = 'eIM1'

const [eimKeys, euiccKeys] = [0, 1].map(() => generateKeyPairSync('ec', { namedCurve: 'P-256' })) as [
  ReturnType<typeof generateKeyPairSync>,
  ReturnType<typeof generateKeyPairSync>,
]
const publicKey = ({ publicKey: key }: typeof eimKeys): Buffer => key.export({ format: 'der', type: 'spki' })

/** What an IXIT says of the reference Client's eUICC. */
export const esimIxit: EsimIxit = {
  ...{ eid, eimId, profiles: sampleIccids },
  privateKey: eimKeys.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  euiccKey: publicKey(euiccKeys).toString('base64'),
  reconnect: 60,
}

/** Certificates that nobody looks into. */
const certificates = { euiccCertificate: Uint8Array.of(0x30, 0), eumCertificate: Uint8Array.of(0x30, 0) }

/** The agents behind the mailboxes of Clients, where faults reach into them. */
export const agents = new WeakMap<ReferenceClient, SoftIpa>()

/** Gives a Client an eUICC that the eIM of the IXIT may manage. */
export function withEuicc(client: ReferenceClient): void {
  const euicc = new SoftEuicc({
    ...{ eid, key: euiccKeys.privateKey, certificates },
    profiles: sampleProfiles(),
  })
  euicc.associations.add({
    eimId,
    eimPublicKeyData: { kind: 'eimPublicKey', value: new Uint8Array(publicKey(eimKeys)) },
  })
  const ipa = new SoftIpa(euicc)
  agents.set(client, ipa)
  client.mailbox.open(ipa)
}
