import type { SharedAccount } from './account.ts'
import { certificateUsages } from './certificate-check.ts'
import { publicKeyOf } from './ecdh.ts'
import { parseCertificate } from './peer-key.ts'

/** Octets of the digests that a Matching Type stands for (RFC 6698 §2.1.3). */
const digestOctets: Readonly<Record<number, number>> = { 1: 32, 2: 48, 3: 64 }

/**
 * What is wrong with what an account says of its server, or with a chain that is to be shown; undefined: nothing. No
 * server could be known by such an account, and it would be the one that is blamed.
 * @param end which end of the account we are
 */
export function accountFault(account: SharedAccount, end: 'device' | 'server'): string | undefined {
  if (account.mode === 'psk') return undefined
  if (account.mode === 'rpk')
    return publicKeyOf(account.serverPublicKey) === undefined
      ? 'serverPublicKey is no public key on secp256r1 (SubjectPublicKeyInfo)'
      : undefined
  return referenceFault(account) ?? authorityFault(account, end) ?? chainFault(account)
}

function referenceFault({ serverPublicKey, matchingType = 0 }: SharedAccount): string | undefined {
  if (matchingType === 0)
    return parseCertificate(serverPublicKey) === undefined ? 'serverPublicKey is no certificate' : undefined
  const octets = digestOctets[matchingType]
  return serverPublicKey.length === octets
    ? undefined
    : `serverPublicKey has ${serverPublicKey.length} octets; a digest by matchingType ${matchingType} has ${octets}`
}

function authorityFault(
  { authority, certificateUsage = 3 }: SharedAccount,
  end: 'device' | 'server',
): string | undefined {
  if (authority !== undefined)
    return parseCertificate(authority) === undefined ? 'authority is no certificate' : undefined
  const { caConstraint, serviceCertificateConstraint } = certificateUsages
  const needsOne = certificateUsage === caConstraint || certificateUsage === serviceCertificateConstraint
  return needsOne && end === 'device'
    ? `authority is missing; with certificateUsage ${certificateUsage} our client trusts no other CA`
    : undefined
}

function chainFault(account: SharedAccount): string | undefined {
  const { serverCertificates = [], otherCertificates = [], faultyCertificates, faultyIdentities } = account
  const named = [
    ...Object.entries({ serverCertificates, otherCertificates }),
    ...Object.entries(faultyCertificates ?? {}).map(
      ([flaw, it]) => [`faultyCertificates/${flaw}`, it] as const,
    ),
    ...Object.entries(faultyIdentities ?? {}).map(([flaw, it]) => [`faultyIdentities/${flaw}`, it] as const),
  ]
  for (const [name, chain] of named) {
    const at = chain.findIndex((one) => parseCertificate(one) === undefined)
    if (at >= 0) return `${name}/${at} is no certificate`
  }
  return undefined
}
