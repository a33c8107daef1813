import type { AlertName } from './alerts.ts'
import type { HandshakeMessage } from './handshake.ts'
import type { Violation } from './octets.ts'
import type { ReceivedRecord } from './record.ts'
import type { Opened, PlainRecord } from './record-layer.ts'

/** Which transmission of which of our flights it is; application data and alerts have none. */
export interface FlightTurn {
  /** From 1 on. */
  readonly flight: number
  /** 1 for the first transmission. */
  readonly attempt: number
}

/**
 * How a session is made to misbehave on purpose: each rung sees what is about to leave and says what leaves instead.
 * The same item is as it was, none is a loss, several are a repetition; another order is another order.
 */
export interface Ladder {
  /** Handshake messages as they are made, before they are hashed and cut: both sides hash what this returns. */
  readonly message?: (message: HandshakeMessage) => readonly HandshakeMessage[]
  /** Records before they are protected. */
  readonly record?: (record: PlainRecord) => readonly PlainRecord[]
  /** Datagrams that are about to leave together. */
  readonly datagrams?: (datagrams: readonly Uint8Array[], turn?: FlightTurn) => readonly Uint8Array[]
  /** What a record that came in is taken for; undefined: what it is. */
  readonly reads?: (record: ReceivedRecord) => Opened | undefined
  /** The fatal alert by which it ends over a record that it should pass over. */
  readonly endsOver?: (violation: Violation) => AlertName | undefined
}
