import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { checkCertificates } from './certificate-check.ts'
import type { ClientOptions } from './client.ts'
import { publicKeyOf } from './ecdh.ts'
import { looksLikeAddress } from './extensions.ts'
import { hex, same } from './octets.ts'
import { certifiedKey } from './peer-key.ts'
import { remembered } from './remembered.ts'
import type { ServerOptions } from './server.types.ts'
import type { OwnCertificate } from './session.types.ts'

/** Security modes with DTLS, by the number in /0/x/2 (Core 1.1.1 Appendix E.1). */
export const securityModes = { psk: 0, rpk: 1, x509: 2 } as const

export type SecurityMode = keyof typeof securityModes

/** How DTLS or TLS secures a channel, alone or below OSCORE (`psk+oscore`); undefined: not at all. */
export function securityModeOf(channel: string): SecurityMode | undefined {
  return channel.split('+').find(isSecurityMode)
}

function isSecurityMode(name: string): name is SecurityMode {
  return Object.hasOwn(securityModes, name)
}

/** What a device holds of an account in its Security object. Keys and certificates are in DER. */
export interface DeviceAccount {
  readonly mode: SecurityMode
  /** /0/x/3: the PSK identity, or its own public key or certificate. */
  readonly identity: Uint8Array
  /** /0/x/4: the public key or certificate of the server, or a digest of it; empty with a PSK. */
  readonly serverPublicKey: Uint8Array
  /** /0/x/5: the PSK, or its private key (PKCS #8). */
  readonly secretKey: Uint8Array
  /** /0/x/13: how a certificate is compared; 0, exactly, unless said otherwise. */
  readonly matchingType?: number
  /** /0/x/14: the host name that it asks for, and that a certificate must bear. */
  readonly sni?: string
  /** /0/x/15: what `serverPublicKey` says of a certificate; 3, domain-issued, unless said otherwise. */
  readonly certificateUsage?: number
  /** The CA that signs the server's certificates; the device trusts it, whatever it was given. */
  readonly authority?: Uint8Array
}

/** What is wrong with a certificate that a server shows to find out whether its client looks. */
export type CertificateFlaw = 'wrongName' | 'expired' | 'notYetValid' | 'selfSigned' | PurposeFlaw

/** A certificate for the other side, and one whose key is not to sign. */
export type PurposeFlaw = 'otherSide' | 'noSigning'

/** An account with what its server needs beside, to prove who it is by a key or certificate. */
export interface SharedAccount extends DeviceAccount {
  readonly serverSecretKey?: Uint8Array
  /** The chain that the server shows, its own certificate first; default: `serverPublicKey` alone. */
  readonly serverCertificates?: readonly Uint8Array[]
  /** A chain with another certificate for the server's key, by the same CA and as good. */
  readonly otherCertificates?: readonly Uint8Array[]
  /** Other chains for the server's key, which a client is to refuse. */
  readonly faultyCertificates?: { readonly [flaw in CertificateFlaw]?: readonly Uint8Array[] }
  /** Chains for the key of the client, by the same CA as the server's, which a server is to refuse. */
  readonly faultyIdentities?: { readonly [flaw in PurposeFlaw]?: readonly Uint8Array[] }
}

/** A value of a Resource of the Security object. */
export type SecurityValue = string | number | bigint | Uint8Array

const resources = {
  identity: 3,
  serverPublicKey: 4,
  secretKey: 5,
  matchingType: 13,
  sni: 14,
  certificateUsage: 15,
} as const

/** What a Security instance holds for an account, by Resource, its mode included. */
export function securityResources(account: DeviceAccount): ReadonlyMap<number, string | number | Uint8Array> {
  const values = Object.entries(resources).flatMap(([name, id]) => {
    const value = account[name as keyof typeof resources]
    return value === undefined ? [] : [[id, value] as const]
  })
  return new Map<number, string | number | Uint8Array>([[2, securityModes[account.mode]], ...values])
}

/** The account that a Security instance holds; undefined in a mode without DTLS. Absent octets are empty. */
export function accountIn(resource: (id: number) => SecurityValue | undefined): DeviceAccount | undefined {
  const number = (id: number): number | undefined => {
    const value = resource(id)
    return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined
  }
  const octets = (id: number): Uint8Array => {
    const value = resource(id)
    return value instanceof Uint8Array ? value : new Uint8Array()
  }
  const mode = Object.entries(securityModes).find(([, id]) => id === number(2))?.[0]
  if (mode === undefined || !isSecurityMode(mode)) return undefined
  const [matchingType, certificateUsage] = [
    number(resources.matchingType),
    number(resources.certificateUsage),
  ]
  const sni = resource(resources.sni)
  return {
    mode,
    identity: octets(resources.identity),
    serverPublicKey: octets(resources.serverPublicKey),
    secretKey: octets(resources.secretKey),
    ...(matchingType !== undefined && { matchingType }),
    ...(typeof sni === 'string' && sni !== '' && { sni }),
    ...(certificateUsage !== undefined && { certificateUsage }),
  }
}

/**
 * How the device of an account connects.
 * @param now milliseconds since the Unix epoch, for the validity of certificates
 * @throws RangeError when a key or certificate in it is none
 */
export function deviceEnd(account: DeviceAccount, now: () => number): Omit<ClientOptions, 'random'> {
  const { mode, identity, secretKey, serverPublicKey, sni } = account
  const serverName = sni === undefined || looksLikeAddress(sni) ? {} : { serverName: sni }
  if (mode === 'psk') return { psk: { identity, key: secretKey }, ...serverName }
  const certificate = shownBy(mode, [identity], secretKey, '')
  if (mode === 'rpk') {
    return {
      certificate,
      ...serverName,
      verifyPeer: (peer) =>
        peer.kind === 'rpk' && same(peer.publicKey, serverPublicKey) ? undefined : 'bad_certificate',
    }
  }
  const rule = {
    usage: account.certificateUsage ?? 3,
    matching: account.matchingType ?? 0,
    reference: serverPublicKey,
    ...(account.authority && { trusted: [account.authority] }),
    ...(sni === undefined ? {} : { name: sni }),
  }
  return {
    certificate,
    ...serverName,
    verifyPeer: (peer) => checkCertificates(peer, { ...rule, now: now() })?.alert,
  }
}

/**
 * How the server of accounts in one mode answers those who connect.
 * @throws RangeError when a key or certificate is none, or the server's are missing
 */
export function serverEnd(accounts: readonly SharedAccount[]): Omit<ServerOptions, 'random' | 'cookies'> {
  const [first] = accounts
  if (first === undefined || first.mode === 'psk') {
    const keys = new Map(accounts.map(({ identity, secretKey }) => [hex(identity), secretKey]))
    return { psk: (identity) => keys.get(hex(identity)) }
  }
  const { mode, serverPublicKey, serverCertificates = [serverPublicKey], serverSecretKey } = first
  if (serverSecretKey === undefined)
    throw new RangeError('serverSecretKey is missing; a server proves by it who it is')
  const known = (shown: Uint8Array | undefined): boolean =>
    shown !== undefined && accounts.some(({ identity }) => same(identity, shown))
  return {
    certificate: shownBy(mode, serverCertificates, serverSecretKey, 'server'),
    verifyPeer: (peer) => {
      const shown = peer.kind === 'rpk' ? peer.publicKey : peer.kind === 'x509' ? peer.chain[0] : undefined
      return peer.kind === mode && known(shown) ? undefined : 'bad_certificate'
    },
  }
}

/** @param whose before the names of its fields: `server` or nothing */
function shownBy(
  mode: 'rpk' | 'x509',
  chain: readonly Uint8Array[],
  secretKey: Uint8Array,
  whose: '' | 'server',
): OwnCertificate {
  const [own = new Uint8Array()] = chain
  const named =
    whose === '' ? { own: 'identity', key: 'secretKey' } : { own: 'serverPublicKey', key: 'serverSecretKey' }
  const pair = keyPairOf(secretKey)
  if (pair === undefined) throw new RangeError(`${named.key} is no private key on secp256r1 (PKCS #8)`)
  const { privateKey, publicKey } = pair
  const shown = mode === 'x509' ? certifiedKey(own) : own
  if (shown === undefined) throw new RangeError(`${named.own} is no certificate`)
  if (publicKeyOf(shown) === undefined)
    throw new RangeError(`${named.own} is no public key on secp256r1 (SubjectPublicKeyInfo)`)
  if (!same(publicKey, shown)) throw new RangeError(`${named.key} does not belong to ${named.own}`)
  return mode === 'rpk' ? { kind: mode, publicKey: own, privateKey } : { kind: mode, chain, privateKey }
}

/** A private key, and the public one that belongs to it (SubjectPublicKeyInfo). */
interface OwnKeys {
  readonly privateKey: KeyObject
  readonly publicKey: Uint8Array
}

/** The keys of a private key on secp256r1 in PKCS #8 or, as others write it, by itself (RFC 5915). */
const keyPairOf = remembered((der): OwnKeys | undefined => {
  for (const type of ['pkcs8', 'sec1'] as const) {
    try {
      const privateKey = createPrivateKey({ key: Buffer.from(der), format: 'der', type })
      if (privateKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return undefined
      return { privateKey, publicKey: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }) }
    } catch {}
  }
  return undefined
})
