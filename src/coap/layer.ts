import type { Address } from '#net'
import type { CoapMessage, Traced, WireEvent } from './message.ts'
import type { Transport } from './open.ts'

/** A message before it has a type and a message id. */
export type Body = Pick<CoapMessage, 'code' | 'token' | 'options' | 'payload'>

/** How a message that we sent can end. */
export interface Outcome {
  /** An ACK, empty or with a response, came. Returns whether it is ours; false: go on as if it had not come. */
  acknowledged?(reply: Traced): boolean
  /** An RST came: to a CON while it waits, to a NON within NON_LIFETIME. */
  reset?(reply: Traced): void
  /** No ACK came to a CON, nor to its retransmissions; over a stream, there is no connection (any more). */
  failed?(text: string): void
}

/** A message on its way. */
export interface Sending {
  readonly sent: Traced
  /** No more retransmissions; no outcome is told any more. */
  stop(): void
}

/** The message-layer reply to a CON or NON that came in; kept, so that a duplicate is answered the same. */
export interface Answer {
  /** Whether an ACK or RST went out. */
  isGiven(): boolean
  /** Sends an ACK, empty or with a response. */
  acknowledge(body?: Body): Traced
  reset(): void
}

/** How much a peer takes at once, in octets. */
export interface Room {
  /** Of a block: 16 to 1024, a power of two. */
  readonly block: number
  /** Of the longest body that needs no blocks. */
  readonly whole: number
}

/** Takes requests and responses in CON and NON messages, each once. */
export type Receive = (message: Traced, answer: Answer) => void

/** What stands between requests and responses above and their messages below, as OSCORE does (RFC 8613). */
export interface Protection {
  /** Makes the layer that both roles speak through, of the one that carries it. */
  over(receive: Receive, below: (receive: Receive) => Layer): Layer
  /** Octets that go out as they are: a request among them is protected, what is no message is not. */
  raw(to: Address, octets: Uint8Array, transport: Transport): Uint8Array
  /** A message on the wire as those see it who have the keys; without them it stays as it is. */
  reveal(event: WireEvent): WireEvent
}

/** What carries requests and responses: the message layer over datagrams, or a stream. */
export interface Layer {
  /**
   * Whether receivers acknowledge messages, so that silence is noticed. A stream does not: whoever waits for a
   * response has to watch the time himself.
   */
  readonly acknowledges: boolean
  send(type: 'CON' | 'NON', body: Body, to: Address, outcome: Outcome): Sending
  /** Asks the peer for a sign of life. @returns gives up, without telling */
  ping(to: Address, told: (alive: boolean) => void): () => void
  room(peer: Address): Room
  close(): void
}
