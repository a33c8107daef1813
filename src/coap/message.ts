import type { Address } from '#net'

export type MessageType = 'CON' | 'NON' | 'ACK' | 'RST'

/** A method or response code as the RFCs print it: `0.01` GET, `2.05` Content, `0.00` Empty. */
export type Code = `${number}.${string}`

/** Request methods (RFC 7252 §12.1.1, RFC 8132). */
export const methods = {
  GET: '0.01',
  POST: '0.02',
  PUT: '0.03',
  DELETE: '0.04',
  FETCH: '0.05',
  PATCH: '0.06',
  iPATCH: '0.07',
} as const satisfies Record<string, Code>

export type Method = keyof typeof methods

/** One option, in the order of the wire. */
export interface Option {
  readonly number: number
  readonly value: Uint8Array
}

/** A CoAP message (RFC 7252 §3). */
export interface CoapMessage {
  readonly type: MessageType
  readonly code: Code
  /** 0 to 65535. */
  readonly messageId: number
  /** 0 to 8 octets. */
  readonly token: Uint8Array
  /** Sorted by number, as on the wire. */
  readonly options: readonly Option[]
  readonly payload: Uint8Array
  /** Set where the message came or goes by a stream (RFC 8323): it has neither type nor message id, they read NON and 0. */
  readonly transport?: 'tcp'
}

/** Something in a datagram that the RFCs forbid. */
export interface Violation {
  /** Octets from the start of the datagram. */
  readonly offset: number
  /** For example `RFC 7252 §3`. */
  readonly clause: string
  readonly text: string
}

/** What strict reading of a datagram found. It never throws. */
export interface Decoded {
  /** Absent when the datagram is not a CoAP message (format error, unknown version). */
  readonly message?: CoapMessage
  /** Type and message id, where the header could be read although the message could not: enough to reset it. */
  readonly header?: { readonly type: MessageType; readonly messageId: number }
  readonly violations: readonly Violation[]
}

/** A datagram, or a message of a TCP connection, as it passed our socket: what the journal, the capture and the evidence are made of. */
export interface WireEvent {
  readonly direction: 'in' | 'out'
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly local: Address
  readonly peer: Address
  readonly datagram: Uint8Array
  readonly decoded: Decoded
  /** Where the message was protected and could be read: what passed the socket. `decoded` is what was inside then. */
  readonly outer?: Decoded
  /** A copy sent again by us, or received again by RFC 7252 §4.5. */
  readonly repeated: boolean
  /** UDP unless said otherwise. */
  readonly transport?: 'tcp'
}

/** Who the peer is, as its security context tells: its Sender ID, and the ID Context where there is one. */
export interface Identity {
  readonly id: Uint8Array
  readonly idContext?: Uint8Array
}

/** A message with the place it has in the evidence. */
export interface Traced {
  readonly message: CoapMessage
  readonly peer: Address
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  /** Of whom it is, where it was protected on its way. */
  readonly identity?: Identity
  /** Frame number in the capture, counted from 1, where a capture runs. */
  readonly frame?: number
}
