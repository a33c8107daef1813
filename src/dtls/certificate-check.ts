import { createHash, type X509Certificate } from 'node:crypto'
import type { AlertName } from './alerts.ts'
import { purposeFault, type Shower } from './certificate-purpose.ts'
import { looksLikeAddress } from './extensions.ts'
import { same } from './octets.ts'
import { parseCertificate } from './peer-key.ts'
import type { PeerIdentity } from './session.types.ts'

/** Resource /0/x/15: what the provisioned certificate says of the one shown (RFC 6698 §2.1.1). */
export const certificateUsages = {
  caConstraint: 0,
  serviceCertificateConstraint: 1,
  trustAnchorAssertion: 2,
  domainIssuedCertificate: 3,
} as const

/** Resource /0/x/13: how the provisioned value is compared (RFC 6698 §2.1.3). */
const digests: Readonly<Record<number, 'sha256' | 'sha384' | 'sha512'>> = {
  1: 'sha256',
  2: 'sha384',
  3: 'sha512',
}

/** What a certificate is held against. */
export interface CertificateRule {
  /** 0 to 3. */
  readonly usage: number
  /** 0 exact, 1 SHA-256, 2 SHA-384, 3 SHA-512. */
  readonly matching: number
  /** The certificate in DER, or its digest, by `matching`. */
  readonly reference: Uint8Array
  /** Certificates in DER that are trusted whatever is provisioned: with usage 0 and 1. */
  readonly trusted?: readonly Uint8Array[]
  /** Host name or IP address that the certificate must bear, but for usage 3; none is asked for without it. */
  readonly name?: string
  /** Who shows it; default: a server. */
  readonly shower?: Shower
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

/** Why a chain is not good: the alert to refuse it with, and what is wrong. */
export interface CertificateFault {
  readonly alert: AlertName
  readonly text: string
}

/**
 * Holds the chain of a peer against what was provisioned (LwM2M Transport §5.2.8.7, RFC 6698 §2.1.1): validity, issuers
 * from the first certificate up, usage, purpose, and name. Undefined when nothing is wrong. Never throws.
 */
export function checkCertificates(peer: PeerIdentity, rule: CertificateRule): CertificateFault | undefined {
  if (peer.kind !== 'x509')
    return { alert: 'unsupported_certificate', text: `a ${peer.kind} instead of a chain` }
  const chain: X509Certificate[] = []
  for (const der of peer.chain) {
    const certificate = parseCertificate(der)
    if (certificate === undefined) return { alert: 'bad_certificate', text: 'a certificate that is no X.509' }
    chain.push(certificate)
  }
  const [leaf] = chain
  if (leaf === undefined) return { alert: 'bad_certificate', text: 'an empty chain' }
  // A domain-issued certificate is trusted as it is: neither issuers nor anchors are asked (RFC 6698 §2.1.1), nor is the
  // name, which whoever provisioned the certificate has vouched for (RFC 7671 §5.1).
  if (rule.usage === certificateUsages.domainIssuedCertificate) {
    if (!matches(leaf, rule))
      return { alert: 'bad_certificate', text: 'not the certificate that was provisioned' }
    return checkValidity(leaf, rule.now)
  }
  return checkPath(chain, rule) ?? checkPurpose(leaf, rule.shower) ?? checkName(leaf, rule.name)
}

function checkPath(chain: readonly X509Certificate[], rule: CertificateRule): CertificateFault | undefined {
  const path = withAnchor(chain, rule)
  for (const certificate of path) {
    const fault = checkValidity(certificate, rule.now)
    if (fault !== undefined) return fault
  }
  for (const [at, certificate] of path.entries()) {
    const issuer = path[at + 1]
    if (issuer !== undefined && !isIssuedBy(certificate, issuer)) {
      return { alert: 'bad_certificate', text: `"${certificate.subject}" is not by "${issuer.subject}"` }
    }
  }
  const { usage } = rule
  const last = path.at(-1)!
  if (usage === certificateUsages.trustAnchorAssertion) {
    const found = path.slice(1).some((one) => matches(one, rule))
    return found ? undefined : { alert: 'unknown_ca', text: 'not by the trust anchor that was provisioned' }
  }
  if (!isTrusted(last, rule)) return { alert: 'unknown_ca', text: `"${last.issuer}" is not trusted` }
  const found =
    usage === certificateUsages.caConstraint
      ? path.slice(1).some((one) => matches(one, rule))
      : matches(path[0]!, rule)
  if (found) return undefined
  const what = usage === certificateUsages.caConstraint ? 'CA' : 'certificate'
  return { alert: 'bad_certificate', text: `not the ${what} that was provisioned` }
}

/** The chain with the trusted certificate that its last is by, where it was left out (RFC 5246 §7.4.2). */
function withAnchor(chain: readonly X509Certificate[], rule: CertificateRule): readonly X509Certificate[] {
  const last = chain.at(-1)!
  const known = [...(rule.trusted ?? []), ...(rule.matching === 0 ? [rule.reference] : [])]
  const anchor = known
    .map(parseCertificate)
    .find((one) => one !== undefined && !one.raw.equals(last.raw) && isIssuedBy(last, one))
  return anchor === undefined ? chain : [...chain, anchor]
}

function isTrusted(certificate: X509Certificate, { trusted = [] }: CertificateRule): boolean {
  return trusted.some((one) => same(one, certificate.raw))
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
  } catch {
    return false
  }
}

function matches({ raw }: X509Certificate, { matching, reference }: CertificateRule): boolean {
  const provisioned = certificateReference(raw, matching)
  return provisioned !== undefined && same(provisioned, reference)
}

/** What /0/x/4 holds of a certificate in DER, by the Matching Type in /0/x/13; undefined where there is no such type. */
export function certificateReference(certificate: Uint8Array, matching: number): Uint8Array | undefined {
  if (matching === 0) return certificate
  const digest = digests[matching]
  return digest && new Uint8Array(createHash(digest).update(certificate).digest())
}

function checkValidity(
  { validFrom, validTo, subject }: X509Certificate,
  now: number,
): CertificateFault | undefined {
  if (now < Date.parse(validFrom)) {
    return { alert: 'certificate_expired', text: `"${subject}" is valid from ${validFrom} on` }
  }
  if (now > Date.parse(validTo)) {
    return { alert: 'certificate_expired', text: `"${subject}" was valid until ${validTo}` }
  }
  return undefined
}

function checkPurpose(certificate: X509Certificate, shower: Shower = 'server'): CertificateFault | undefined {
  const fault = purposeFault(certificate, shower)
  return fault === undefined
    ? undefined
    : { alert: 'unsupported_certificate', text: `"${certificate.subject}" is ${fault}` }
}

function checkName(certificate: X509Certificate, name: string | undefined): CertificateFault | undefined {
  if (name === undefined) return undefined
  const found = looksLikeAddress(name) ? certificate.checkIP(name) : certificate.checkHost(name)
  if (found !== undefined) return undefined
  return { alert: 'bad_certificate', text: `"${certificate.subject}" is not for ${name}` }
}
