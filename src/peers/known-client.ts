import type { Exchange, RequestDraft } from '#coap'
import type { Registration } from '#lwm2m'
import type { Address, Timer } from '#net'

/** A Client as the reference Server knows it. */
export interface KnownClient {
  readonly id: string
  readonly endpoint: string
  address: Address
  registration: Registration
  /** Seconds. */
  lifetime: number
  expiry: Timer | undefined
  /** Milliseconds since the epoch. */
  lastHeard: number
}

/** An observation as the reference Server holds it. */
export interface ServerObservation {
  readonly exchange: Exchange
  readonly token: Uint8Array
  /** Of a composite one: all its paths, with blanks between. */
  readonly path: string
  /** The request that began it, without its token. */
  readonly draft: RequestDraft
  /** The next notification is to be answered with RST. */
  cancelled: boolean
}
