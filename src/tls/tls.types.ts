import type { KeyObject } from 'node:crypto'
import type { Carried, Ends } from '#net'

/** Versions of TLS for LwM2M over TCP. */
export const tlsVersions = { '1.2': 'TLSv1.2', '1.3': 'TLSv1.3' } as const

export type TlsVersion = keyof typeof tlsVersions

/** A key that both ends have, and its name, which is text. */
export interface PresharedKey {
  readonly identity: string
  readonly key: Uint8Array
}

/** A certificate of ours in DER, its own first and the chain after it, with its private key. */
export interface OwnCertificate {
  readonly chain: readonly Uint8Array[]
  readonly privateKey: KeyObject
}

/** Why the certificates of a peer (DER, its own first) are not accepted; undefined: they are. */
export type VerifyPeer = (chain: readonly Uint8Array[]) => string | undefined

interface Manner {
  /** Default: both, or those that the suites are of. */
  readonly versions?: readonly TlsVersion[]
  /** By their IANA names, the best first; default: those of LwM2M. */
  readonly suites?: readonly string[]
  /** What is carried (ALPN); default: CoAP (RFC 8323 §8.2). */
  readonly protocol?: 'coap' | 'http/1.1'
}

/** What our end of a handshake does otherwise than it usually does. */
export interface TlsOtherwise {
  readonly client?: Pick<Manner, 'suites'> & { readonly psk?: PresharedKey }
  readonly server?: Pick<Manner, 'suites'> & { readonly certificate?: OwnCertificate }
}

/** As whom we connect: with a key that the server has, too, or with a certificate. */
export type TlsClient = Manner & {
  /** Server Name Indication (RFC 6066 §3). */
  readonly serverName?: string
} & (
    | { readonly psk: PresharedKey }
    | { readonly certificate?: OwnCertificate; readonly verifyPeer: VerifyPeer }
  )

/** As whom we answer those who connect; a certificate of theirs is asked for where it is verified. */
export type TlsServer = Manner &
  (
    | { readonly psk: (identity: string) => Uint8Array | undefined }
    | { readonly certificate: OwnCertificate; readonly verifyPeer?: VerifyPeer }
  )

/** What two ends agreed on. */
export interface TlsAssociation {
  readonly version: TlsVersion
  /** By its IANA name. */
  readonly suite: string
  /** Of a client, towards its server. */
  readonly identity?: string
  /** In DER, the peer's own first; none with a PSK. */
  readonly certificates: readonly Uint8Array[]
}

/** A handshake message of the peer, in the shape that those of DTLS have. */
export interface ClearMessage {
  readonly type: number
  /** How many came before it. */
  readonly sequence: number
  readonly body: Uint8Array
}

/** What becomes of a connection under TLS. */
export type TlsEvent =
  /** There is a connection; the handshake begins. */
  | { readonly kind: 'opened'; readonly at: number; readonly by: 'us' | 'peer' }
  /** The peer said it before it encrypts: with TLS 1.3 no more than its hello. */
  | { readonly kind: 'message'; readonly message: ClearMessage }
  | { readonly kind: 'agreed'; readonly association: TlsAssociation }
  /** The handshake ended without a session: by whom, and why. */
  | { readonly kind: 'refused'; readonly by: 'us' | 'peer' | 'silence'; readonly reason: string }

/** Told what happens below the octets that a secured connection carries. */
export interface TlsWatch {
  /** Octets of TLS as they passed the connection. */
  carried(carried: Carried): void
  happened(ends: Ends, event: TlsEvent): void
  /** A line of an NSS key log. */
  key(ends: Ends, line: string): void
}
