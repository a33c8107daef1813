import { X509Certificate } from 'node:crypto'
import { Findings } from '#content'
import { decode } from './codec.ts'
import { readTlvs, type Tlv } from './der.ts'
import { at } from './element.ts'
import { oid } from './identifiers.ts'
import { type EuiccChain, rspRoles } from './pki.ts'

/** What an eUICC is held against. */
export interface EuiccTrust {
  /** Certificates of the issuers that are trusted, in DER. */
  readonly issuers: readonly Uint8Array[]
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

/**
 * What is wrong with an eUICC's certificates, in sentences; nothing for a chain that leads to a trusted issuer. Whether
 * they are for its EID is told by {@link eidFaults}.
 */
export function chainFaults(chain: EuiccChain, { issuers, now }: EuiccTrust): string[] {
  const euicc = parse(chain.euiccCertificate)
  const eum = parse(chain.eumCertificate)
  if (euicc === undefined) return ['the certificate of the eUICC is none that X.509 knows']
  if (eum === undefined) return ['the certificate of the EUM is none that X.509 knows']
  const roots = issuers.flatMap((der) => parse(der) ?? [])
  const faults: [boolean, string][] = [
    [!isBy(euicc, eum), 'the certificate of the eUICC is not signed by the EUM'],
    [!roots.some((root) => isBy(eum, root)), 'the certificate of the EUM is not signed by a trusted issuer'],
    [!isValid(euicc, now), 'the certificate of the eUICC is not valid at this time'],
    [!isValid(eum, now), 'the certificate of the EUM is not valid at this time'],
    [!eum.ca, 'the certificate of the EUM is not that of a CA'],
    [euicc.ca, 'the certificate of the eUICC is that of a CA'],
    [!roleOf(euicc).includes(rspRoles.euicc), 'the certificate of the eUICC is not for the role of an eUICC'],
    [!roleOf(eum).includes(rspRoles.eum), 'the certificate of the EUM is not for the role of an EUM'],
  ]
  return faults.filter(([isSo]) => isSo).map(([, fault]) => fault)
}

/**
 * How an eUICC's certificates are not for its EID, in sentences: cards for tests are sold with those of other EIDs.
 * @param eid that the eUICC is known by
 */
export function eidFaults({ euiccCertificate, eumCertificate }: EuiccChain, eid: string): string[] {
  const [euicc, eum] = [parse(euiccCertificate), parse(eumCertificate)]
  const serial = euicc && serialOf(euicc)
  const prefixes = eum === undefined ? [] : permittedSerials(eum)
  const isOutside = prefixes.length > 0 && !prefixes.some((prefix) => eid.startsWith(prefix))
  return [
    ...(serial === eid ? [] : [`the certificate of the eUICC is for EID ${serial ?? '(none)'}`]),
    ...(isOutside ? [`the certificate of the EUM is for EIDs that begin with ${prefixes.join(' or ')}`] : []),
  ]
}

function parse(der: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(der)
  } catch {
    return undefined
  }
}

function isBy(one: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return one.issuer === issuer.subject && one.verify(issuer.publicKey)
  } catch {
    return false
  }
}

function isValid({ validFrom, validTo }: X509Certificate, now: number): boolean {
  return Date.parse(validFrom) <= now && now <= Date.parse(validTo)
}

function serialOf({ subject }: X509Certificate): string | undefined {
  return /^serialNumber=(.*)$/m.exec(subject)?.[1]
}

/** Identifiers of the policies (RFC 5280 §4.2.1.4). */
function roleOf(certificate: X509Certificate): string[] {
  return extension(certificate, '2.5.29.32')
    .flatMap(children)
    .flatMap((policy) => oidOf(children(policy)[0]) ?? [])
}

/** What the serial numbers of those whom a CA may certify begin with (RFC 5280 §4.2.1.10). */
function permittedSerials(certificate: X509Certificate): string[] {
  const permitted = extension(certificate, '2.5.29.30')
    .flatMap(children)
    .filter(({ tag }) => tag === 0xa0)
  const names = permitted
    .flatMap(children)
    .flatMap(children)
    .filter(({ tag }) => tag === 0xa4)
  const attributes = names.flatMap(children).flatMap(children).flatMap(children).map(children)
  return attributes
    .filter(([type]) => oidOf(type) === '2.5.4.5')
    .map(([, value]) => new TextDecoder().decode(value?.content))
}

/** What stands in an extension. */
function extension({ raw }: X509Certificate, wanted: string): Tlv[] {
  const [certificate] = tlvs(raw)
  const [body] = certificate === undefined ? [] : children(certificate)
  const parts = body === undefined ? [] : children(body)
  const extensions = parts
    .filter(({ tag }) => tag === 0xa3)
    .flatMap(children)
    .flatMap(children)
  const found = extensions.map(children).find(([type]) => oidOf(type) === wanted)
  return found?.at(-1) === undefined ? [] : tlvs(found.at(-1)!.content)
}

const oidElement = at(0x06, oid)

function oidOf(tlv: Tlv | undefined): string | undefined {
  return tlv === undefined ? undefined : decode(oidElement, tlv.octets).value
}

function children({ content }: Tlv): Tlv[] {
  return tlvs(content)
}

function tlvs(octets: Uint8Array): Tlv[] {
  return readTlvs(octets, 0, new Findings())
}
