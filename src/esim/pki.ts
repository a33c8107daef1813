import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import { certificate, keyIdentifier, type Name } from './certificate.ts'
import type { Curve } from './signature.ts'

/** Roles of certificate holders (SGP.22 §4.5.2). */
export const rspRoles = {
  ci: '2.23.146.1.2.1.0',
  euicc: '2.23.146.1.2.1.1',
  eum: '2.23.146.1.2.1.2',
} as const

/** Somebody who has a key and a certificate for it. */
export interface Holder {
  /** X.509, in DER. */
  readonly certificate: Uint8Array
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
  /** Subject key identifier, in hexadecimal. */
  readonly keyId: string
}

/** What an eUICC shows of itself: its own certificate and that of its manufacturer, in DER. */
export interface EuiccChain {
  readonly euiccCertificate: Uint8Array
  readonly eumCertificate: Uint8Array
}

/** Keys and certificates for tests alone: of a certificate issuer, a manufacturer, an eUICC and an eIM. */
export interface EsimPki {
  readonly ci: Holder
  readonly eum: Holder
  readonly euicc: Holder
  readonly eim: Holder
  /** Chains for the key of the eUICC that are not to be accepted. */
  readonly faulty: {
    readonly otherCi: EuiccChain
    readonly expiredEum: EuiccChain
    /** The manufacturer's certificate is for EIDs that begin otherwise. */
    readonly outsideRange: EuiccChain
  }
}

export interface EsimPkiOptions {
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  /** 32 digits. */
  readonly eid: string
  readonly eimId: string
  readonly curve?: Curve
  /** The eUICC's; default: new ones. */
  readonly euiccKeys?: EsimKeyPair
}

const day = 24 * 60 * 60 * 1000
const year = 365 * day

/** eUICCs outlive everybody: their certificates end in the year 7500. */
const endOfEuicc = Date.UTC(7500, 0, 1)

/** Digits of an EID that tell its manufacturer. */
const eumDigits = 8

const makers = { organization: 'LwM2M conformance test EUM' } as const
const issuers: Name = { organization: 'LwM2M conformance tests', commonName: 'LwM2M conformance test CI' }

/** Makes new keys and what certifies them. */
export function esimPki({ now, eid, eimId, curve = 'prime256v1', euiccKeys }: EsimPkiOptions): EsimPki {
  const keys = {
    ci: keyPair(curve),
    other: keyPair(curve),
    eum: keyPair(curve),
    euicc: euiccKeys ?? keyPair(curve),
    eim: keyPair(curve),
  }
  const eumName = (prefix: string): Name => ({ ...makers, serialNumber: prefix, commonName: 'Test EUM' })
  const ownPrefix = eid.slice(0, eumDigits)
  const valid = { from: now - day, to: now + 10 * year }
  const byCi = (privateKey: KeyObject) => ({ name: issuers, privateKey })

  const eumCertificate = ({ by = keys.ci, prefix = ownPrefix, to = valid.to } = {}): Uint8Array =>
    certificate({
      subject: eumName(ownPrefix),
      publicKey: keys.eum.publicKey,
      issuer: byCi(by.privateKey),
      from: Math.min(valid.from, to - year),
      to,
      role: rspRoles.eum,
      isCa: { below: 0 },
      permitted: { ...makers, serialNumber: prefix },
    })
  const euiccCertificate = certificate({
    subject: { ...makers, serialNumber: eid, commonName: 'Test eUICC' },
    publicKey: keys.euicc.publicKey,
    issuer: { name: eumName(ownPrefix), privateKey: keys.eum.privateKey },
    from: valid.from,
    to: endOfEuicc,
    role: rspRoles.euicc,
  })
  const ciCertificate = certificate({
    subject: issuers,
    publicKey: keys.ci.publicKey,
    issuer: byCi(keys.ci.privateKey),
    ...valid,
    role: rspRoles.ci,
    isCa: {},
  })
  const eimCertificate = certificate({
    subject: { organization: issuers.organization, commonName: eimId },
    publicKey: keys.eim.publicKey,
    issuer: byCi(keys.ci.privateKey),
    ...valid,
  })
  return {
    ci: holder(keys.ci, ciCertificate),
    eum: holder(keys.eum, eumCertificate()),
    euicc: holder(keys.euicc, euiccCertificate),
    eim: holder(keys.eim, eimCertificate),
    faulty: {
      otherCi: { euiccCertificate, eumCertificate: eumCertificate({ by: keys.other }) },
      expiredEum: { euiccCertificate, eumCertificate: eumCertificate({ to: now - day }) },
      outsideRange: { euiccCertificate, eumCertificate: eumCertificate({ prefix: otherDigits(ownPrefix) }) },
    },
  }
}

export interface EsimKeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

/** A new key pair for signatures of SGP.32. */
export function keyPair(curve: Curve = 'prime256v1'): EsimKeyPair {
  return generateKeyPairSync('ec', { namedCurve: curve })
}

/** The key pair on P-256 that belongs to a secret: the same each time. */
export function keyPairOf(secret: string): EsimKeyPair {
  const d = createHash('sha256').update(secret).digest()
  const exchange = createECDH('prime256v1')
  exchange.setPrivateKey(d)
  const point = exchange.getPublicKey()
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'))
  const key = { kty: 'EC', crv: 'P-256', d: d.toString('base64url'), x: x!, y: y! }
  const privateKey = createPrivateKey({ key, format: 'jwk' })
  return { privateKey, publicKey: createPublicKey(privateKey) }
}

function holder(keys: EsimKeyPair, certificate: Uint8Array): Holder {
  return { ...keys, certificate, keyId: keyIdentifier(keys.publicKey) }
}

/** Digits none of which is the one that was given. */
function otherDigits(digits: string): string {
  return digits.replaceAll(/\d/g, (digit) => String((Number(digit) + 1) % 10))
}
