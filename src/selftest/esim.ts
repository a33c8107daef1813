import { esimPki, SoftEim, SoftEuicc, SoftIpa, SoftSim, sampleIccids, sampleProfiles } from '#esim'
import type { EsimIxit } from '#ics'
import type { ReferenceClient, ReferenceServer } from '#peers'

const eid = '89049032123451234512345678901235'
const eimId = 'eIM1'

/** Keys and certificates of all, from the day on which simulated worlds begin. */
const pki = esimPki({ now: Date.UTC(2026, 0, 1), eid, eimId })
const base64 = (octets: Uint8Array): string => Buffer.from(octets).toString('base64')
const privateKey = (of: 'eim' | 'euicc'): string =>
  base64(pki[of].privateKey.export({ format: 'der', type: 'pkcs8' }))
const publicKey = (of: 'eim' | 'euicc'): Buffer => pki[of].publicKey.export({ format: 'der', type: 'spki' })
const certificates = { euiccCertificate: pki.euicc.certificate, eumCertificate: pki.eum.certificate }

/** What an IXIT says of the reference Client's eUICC, and of the eIM beside the reference Server. */
export const esimIxit: EsimIxit = {
  ...{ eid, eimId, profiles: sampleIccids },
  privateKey: privateKey('eim'),
  euiccKey: base64(publicKey('euicc')),
  issuers: [base64(pki.ci.certificate)],
  eimKey: base64(publicKey('eim')),
  euicc: {
    privateKey: privateKey('euicc'),
    certificate: base64(pki.euicc.certificate),
    eumCertificate: base64(pki.eum.certificate),
  },
  ...{ reconnect: 60, fallback: 60 },
}

/** A manufacturer's certificate by an issuer that nobody trusts. */
export const strangeEum = pki.faulty.otherCi.eumCertificate

/** The agents behind the mailboxes of Clients, where faults reach into them. */
export const agents = new WeakMap<ReferenceClient, SoftIpa>()

/** Gives a Client an eUICC that the eIM of the IXIT may manage, and a Server by object 504. */
export function withEuicc(client: ReferenceClient): void {
  const euicc = new SoftEuicc({
    ...{ eid, key: pki.euicc.privateKey, certificates },
    profiles: sampleProfiles(),
  })
  euicc.associations.add({
    eimId,
    eimPublicKeyData: { kind: 'eimPublicKey', value: new Uint8Array(publicKey('eim')) },
  })
  const ipa = new SoftIpa(euicc)
  agents.set(client, ipa)
  client.mailbox.open(ipa)
  client.effects.remoteSim.open(new SoftSim(euicc))
}

/** The eIMs of Servers, likewise. */
export const eims = new WeakMap<ReferenceServer, SoftEim>()

/** Gives a Server an eIM that manages the eUICC of the IXIT. */
export function withEim(server: ReferenceServer): void {
  const eim = new SoftEim({
    ...{ eid, eimId, key: pki.eim.privateKey },
    euiccKey: pki.euicc.publicKey,
  })
  eims.set(server, eim)
  server.mail.open(eim)
}
