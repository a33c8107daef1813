import type { AlertName } from './alerts.ts'
import type { OwnCertificate, Resumable, SessionOptions } from './session.types.ts'

export interface ServerOptions extends SessionOptions {
  /** The key of an identity; undefined refuses it with unknown_psk_identity. */
  readonly psk?: (identity: Uint8Array) => Uint8Array | undefined
  readonly pskHint?: Uint8Array
  readonly certificate?: OwnCertificate
  /** With a certificate, what clients must show of themselves: `required` unless said otherwise. */
  readonly clientCertificate?: 'required' | 'requested' | 'none'
  /** Of which type, by preference; the kind of our own unless said otherwise. */
  readonly clientCertificateTypes?: readonly number[]
  /** Asks for a cookie first (RFC 6347 §4.2.1); `peer` names where the datagrams come from. */
  readonly cookies?: { readonly secret: Uint8Array; readonly peer: string }
  /** A client that names a session is not asked for a cookie, known or not. */
  readonly sparesCookie?: true
  /** Refuses whoever showed its cookie with this fatal alert in the place of a ServerHello. */
  readonly refusesWith?: AlertName
  /** Sessions to resume, by id in hexadecimal; without it none are offered. */
  readonly sessions?: Map<string, Resumable>
}
