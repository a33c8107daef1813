import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { UserError } from '../user-error.ts'
import type { EsimIxit } from './documents.ts'

/** What octets are to be: what it is called, and what reads them. */
interface Kind {
  readonly what: string
  /** @throws where they are something else */
  readonly reads: (octets: Buffer) => unknown
}

const privateKey: Kind = {
  what: 'key in PKCS #8 and base64',
  reads: (key) => createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
}
const publicKey: Kind = {
  what: 'SubjectPublicKeyInfo in base64',
  reads: (key) => createPublicKey({ key, format: 'der', type: 'spki' }),
}
const certificate: Kind = {
  what: 'certificate in DER and base64',
  reads: (octets) => new X509Certificate(octets),
}

/**
 * What is told of an eUICC, when its keys and certificates are such, and each profile has one role alone: a run that
 * deletes the spare one is not to delete another.
 * @throws UserError naming file, place and mend
 */
export function checkedEsim(esim: EsimIxit, file: string): EsimIxit {
  const { euicc, issuers = [], profiles = {} } = esim
  holds('privateKey', esim.privateKey, privateKey)
  holds('euiccKey', esim.euiccKey, publicKey)
  holds('eimKey', esim.eimKey, publicKey)
  holds('euicc/privateKey', euicc?.privateKey, privateKey)
  holds('euicc/certificate', euicc?.certificate, certificate)
  holds('euicc/eumCertificate', euicc?.eumCertificate, certificate)
  for (const [index, issuer] of issuers.entries()) holds(`issuers/${index}`, issuer, certificate)
  const roles = new Map<string, string>()
  for (const [role, iccid] of Object.entries(profiles)) {
    const before = roles.get(iccid)
    if (before !== undefined)
      throw new UserError(
        `${file}: the IXIT at /esim/profiles/${role}: this is the profile ${before} already; each is to be another one`,
      )
    roles.set(iccid, role)
  }
  return esim

  function holds(place: string, base64: string | undefined, { what, reads }: Kind): void {
    if (base64 === undefined) return
    try {
      reads(Buffer.from(base64, 'base64'))
    } catch {
      throw new UserError(`${file}: the IXIT at /esim/${place}: this is no ${what}`)
    }
  }
}
