import type { KeyObject } from 'node:crypto'
import type { Random } from '#net'
import type { AlertName } from './alerts.ts'
import type { HandshakeMessage } from './handshake.ts'
import type { Ladder } from './ladder.ts'
import type { Violation } from './octets.ts'
import type { Suite } from './suites.ts'

/** What a peer proved to be. */
export type PeerIdentity =
  | { readonly kind: 'psk'; readonly identity: Uint8Array }
  | { readonly kind: 'rpk'; readonly publicKey: Uint8Array }
  /** In DER, its own certificate first. */
  | { readonly kind: 'x509'; readonly chain: readonly Uint8Array[] }
  | { readonly kind: 'anonymous' }

/** By what we prove who we are. */
export type OwnCertificate =
  | { readonly kind: 'rpk'; readonly publicKey: Uint8Array; readonly privateKey: KeyObject }
  | { readonly kind: 'x509'; readonly chain: readonly Uint8Array[]; readonly privateKey: KeyObject }

/** What a later handshake needs to go on with the same master secret. */
export interface Resumable {
  readonly id: Uint8Array
  readonly master: Uint8Array
  readonly suite: number
  readonly extendedMasterSecret: boolean
  readonly peer: PeerIdentity
  readonly serverName?: string
}

/** What a handshake came to. */
export interface Association {
  readonly suite: Suite
  readonly peer: PeerIdentity
  /** The host name that the client asked for (RFC 6066 §3). */
  readonly serverName?: string
  /** Connection ids, where the extension was agreed on (RFC 9146); empty ones are not used. */
  readonly cid?: { readonly own: Uint8Array; readonly peer: Uint8Array }
  readonly extendedMasterSecret: boolean
  readonly encryptThenMac: boolean
  readonly resumed: boolean
  /** Where the server gave a session id. */
  readonly resumable?: Resumable
}

/** Why a session is over. */
export type CloseReason =
  | { readonly by: 'us' | 'peer'; readonly alert: string }
  /** The peer did not answer a flight however often it was sent. */
  | { readonly by: 'silence'; readonly alert?: undefined }

/** What a session tells; datagrams are to be sent in this order. */
export type DtlsEvent =
  | { readonly kind: 'datagram'; readonly datagram: Uint8Array }
  | { readonly kind: 'data'; readonly content: Uint8Array; readonly newest: boolean }
  /** A handshake message of the peer, in its turn and before it is judged. */
  | { readonly kind: 'message'; readonly message: HandshakeMessage }
  | { readonly kind: 'alert'; readonly level: 'warning' | 'fatal'; readonly name: string }
  /** Something that the peer, or who speaks in its name, did against a rule. */
  | { readonly kind: 'violation'; readonly violation: Violation }
  /** A record or message that was passed over without blame: repeated, late, of another epoch, or not authentic. */
  | { readonly kind: 'dropped'; readonly violation: Violation }
  | { readonly kind: 'established'; readonly association: Association }
  | { readonly kind: 'closed'; readonly reason: CloseReason }

/** When a flight is sent again (RFC 6347 §4.2.4.1), in milliseconds. */
export interface Retransmission {
  readonly first: number
  readonly longest: number
  /** Transmissions in all. */
  readonly attempts: number
}

export interface SessionOptions {
  readonly random: Random
  /** Suites by preference; by what credentials there are unless said otherwise. */
  readonly suites?: readonly number[]
  /** Most octets of a datagram; 1200 unless said otherwise. */
  readonly mtu?: number
  /** Agree on connection ids, and which we want to see; an empty one is none towards us. */
  readonly cid?: Uint8Array
  /** Both are agreed on unless false. */
  readonly extendedMasterSecret?: boolean
  readonly encryptThenMac?: boolean
  /** What of the peer's proofs is not looked at; `early data` is taken before there is a Finished. */
  readonly trusts?: readonly ('signatures' | 'Finished' | 'early data')[]
  /** Asked of who proved to have a key or certificate: the alert by which it is refused, or undefined. */
  readonly verifyPeer?: (peer: PeerIdentity) => AlertName | undefined
  /** Told each master secret, as a line of an NSS key log. */
  readonly keyLog?: (line: string) => void
  /** Records that came before are taken again if false (RFC 6347 §4.1.2.6 leaves it open). */
  readonly detectsReplays?: boolean
  readonly retransmission?: Partial<Retransmission>
  readonly ladder?: Ladder
}
