import type { Exchange } from '#coap'
import type { DataFormat } from '#content'
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
  readonly path: string
  readonly format: DataFormat | undefined
  /** The next notification is to be answered with RST. */
  cancelled: boolean
}
