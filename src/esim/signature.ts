import { type KeyObject, sign, verify } from 'node:crypto'
import { concat } from '#content'
import { encode } from './codec.ts'
import { signature } from './common.ts'
import { at, type Signed } from './element.ts'
import {
  type EuiccPackageErrorDataSigned,
  type EuiccPackageRequest,
  type EuiccPackageResult,
  type EuiccPackageResultDataSigned,
  type EuiccPackageSigned,
  euiccPackageErrorDataSigned,
  euiccPackageResultDataSigned,
  euiccPackageSigned,
} from './euicc-package.ts'
import { integer } from './numbers.ts'
import type { Element } from './schema.ts'
import { type Sgp32Version, usualVersion } from './version.ts'

/** Curves of SGP.32 keys, as OpenSSL names them. */
export const curves = ['prime256v1', 'brainpoolP256r1'] as const

export type Curve = (typeof curves)[number]

/** What a signature turned out to be. */
export interface SignatureCheck {
  readonly valid: boolean
  /** What is wrong with one that is valid all the same, or with the key that it cannot be checked by. */
  readonly deviation?: string
}

/** r and s of a curve of 256 bits. */
const rawLength = 64

/** Signs octets by ECDSA with SHA-256: r and s, 32 octets each (BSI TR-03111). */
export function signOctets(key: KeyObject, octets: Uint8Array): Uint8Array {
  return new Uint8Array(sign('sha256', octets, { key, dsaEncoding: 'ieee-p1363' }))
}

/** Checks a signature over octets as they were received. One in DER instead of r and s is valid, but a deviation. */
export function checkOctets(key: KeyObject, octets: Uint8Array, value: Uint8Array): SignatureCheck {
  const curve = key.asymmetricKeyDetails?.namedCurve
  if (!curves.some((known) => known === curve))
    return { valid: false, deviation: `the key is on ${curve ?? 'no curve'}, not on ${curves.join(' or ')}` }
  if (value.length === rawLength)
    return { valid: verify('sha256', octets, { key, dsaEncoding: 'ieee-p1363' }, value) }
  if (!verify('sha256', octets, { key, dsaEncoding: 'der' }, value)) return { valid: false }
  return { valid: true, deviation: `a signature of ${value.length} octets in DER, where r and s belong` }
}

const associationToken = at(0x84, integer)

/** What stands behind all that eIM and eUICC sign for each other: the token of their association, 0 without one. */
function tokenOctets(token: number): Uint8Array {
  return encode(associationToken, token)
}

/** The octets of a part that is signed: as they were received, or as they are to be sent. */
function octetsOf<T>(element: Element<Signed<T>>, part: Signed<T>, version: Sgp32Version): Uint8Array {
  return part.der ?? encode(element, part, version)
}

/** What else an eIM's signature takes in. */
export interface EimSigning {
  /** Of the association of eIM and eUICC; 0 where there is none. */
  readonly associationToken?: number
  readonly version?: Sgp32Version
}

/** A package with the signature of an eIM: over the signed part as a whole, and the association token. */
export function signPackage(
  key: KeyObject,
  content: EuiccPackageSigned,
  { associationToken = 0, version = usualVersion }: EimSigning = {},
): EuiccPackageRequest {
  const der = encode(euiccPackageSigned, { content }, version)
  return {
    euiccPackageSigned: { der, content },
    eimSignature: signOctets(key, concat([der, tokenOctets(associationToken)])),
  }
}

/** Whether a package is from the eIM with this public key, for the association with this token. */
export function checkPackage(
  key: KeyObject,
  request: EuiccPackageRequest,
  { associationToken = 0, version = usualVersion }: EimSigning = {},
): SignatureCheck {
  const der = octetsOf(euiccPackageSigned, request.euiccPackageSigned, version)
  return checkOctets(key, concat([der, tokenOctets(associationToken)]), request.eimSignature)
}

/** What else an eUICC's signature takes in. */
export interface EuiccSigning extends EimSigning {
  /** Of the package that is answered; v1.0 takes it in instead of the token. */
  readonly eimSignature?: Uint8Array
}

function behindResult({
  associationToken = 0,
  version = usualVersion,
  eimSignature,
}: EuiccSigning): Uint8Array {
  const isOld = version === '1.0' && eimSignature !== undefined
  return isOld ? encode(signature, eimSignature) : tokenOctets(associationToken)
}

/** The result of a package, with the signature of the eUICC. */
export function signResult(
  key: KeyObject,
  content: EuiccPackageResultDataSigned,
  signing: EuiccSigning = {},
): EuiccPackageResult {
  const der = encode(euiccPackageResultDataSigned, { content }, signing.version)
  const euiccSignEPR = signOctets(key, concat([der, behindResult(signing)]))
  return {
    kind: 'euiccPackageResultSigned',
    value: { euiccPackageResultDataSigned: { der, content }, euiccSignEPR },
  }
}

/** The refusal of a package, with the signature of the eUICC. */
export function signError(
  key: KeyObject,
  content: EuiccPackageErrorDataSigned,
  signing: EuiccSigning = {},
): EuiccPackageResult {
  const der = encode(euiccPackageErrorDataSigned, { content }, signing.version)
  const euiccSignEPE = signOctets(key, concat([der, behindResult(signing)]))
  return {
    kind: 'euiccPackageErrorSigned',
    value: { euiccPackageErrorDataSigned: { der, content }, euiccSignEPE },
  }
}

/** Whether a result or refusal is from the eUICC with this public key; undefined where it bears no signature. */
export function checkResult(
  key: KeyObject,
  result: EuiccPackageResult,
  signing: EuiccSigning = {},
): SignatureCheck | undefined {
  const { version = usualVersion } = signing
  const behind = behindResult(signing)
  if (result.kind === 'euiccPackageResultSigned') {
    const { euiccPackageResultDataSigned: part, euiccSignEPR } = result.value
    const der = octetsOf(euiccPackageResultDataSigned, part, version)
    return checkOctets(key, concat([der, behind]), euiccSignEPR)
  }
  if (result.kind === 'euiccPackageErrorSigned') {
    const { euiccPackageErrorDataSigned: part, euiccSignEPE } = result.value
    const der = octetsOf(euiccPackageErrorDataSigned, part, version)
    return checkOctets(key, concat([der, behind]), euiccSignEPE)
  }
  return undefined
}
