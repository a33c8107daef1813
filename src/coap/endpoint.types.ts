import type { Address, Clock, Random } from '#net'
import type { Intake } from './assembly.ts'
import type { Protection } from './layer.ts'
import type { Code, MessageType, Method, Option, Traced, WireEvent } from './message.ts'

/** Transmission parameters of RFC 7252 §4.8, times in milliseconds. */
export interface TransmissionParameters {
  readonly ackTimeout: number
  readonly ackRandomFactor: number
  readonly maxRetransmit: number
  /** How long a server waits before it acknowledges a request it cannot answer yet. */
  readonly processingDelay: number
  readonly maxLatency: number
  /** How long we wait for the response to a request that was acknowledged or sent NON. */
  readonly responseTimeout: number
}

/** A request to send. Options that have a field of their own are not repeated in `options`. */
export interface RequestDraft {
  readonly method: Method
  /** CON unless said otherwise. */
  readonly type?: 'CON' | 'NON'
  /** Uri-Path segments. */
  readonly path?: readonly string[]
  /** Uri-Query items, `key=value` or `key`. */
  readonly query?: readonly string[]
  readonly accept?: number
  readonly contentFormat?: number
  readonly observe?: 0 | 1
  readonly options?: readonly Option[]
  readonly payload?: Uint8Array
  /** Chosen at random, 8 octets and unique, when absent. */
  readonly token?: Uint8Array
  /** Octets of a Block1 or Block2 block we ask for: 16 … 1024, a power of two. Payloads that are longer go block-wise. */
  readonly blockSize?: number
}

/** A response or notification to send. */
export interface ResponseDraft {
  readonly code: Code
  /** Default: piggybacked on the ACK of a CON, NON for a NON; CON when it must go separately. */
  readonly type?: 'CON' | 'NON'
  readonly contentFormat?: number
  /** Location-Path segments. */
  readonly location?: readonly string[]
  readonly observe?: number
  readonly options?: readonly Option[]
  readonly payload?: Uint8Array
}

/**
 * Why an exchange ended without a response; `incomplete`: the blocks of the response do not make a body; `mismatch`: it
 * came in an ACK that has another token.
 */
export type ExchangeFailureReason = 'timeout' | 'reset' | 'cancelled' | 'incomplete' | 'mismatch'

export class ExchangeFailure extends Error {
  readonly reason: ExchangeFailureReason
  /** Of the message that shows it, where one does. */
  readonly frame: number | undefined
  constructor(reason: ExchangeFailureReason, message: string, frame?: number) {
    super(message)
    this.reason = reason
    this.frame = frame
  }
}

/** A complete response: block-wise bodies are put together, `payload` is the whole body. */
export interface Response extends Traced {
  readonly code: Code
  readonly payload: Uint8Array
  readonly contentFormat?: number
  readonly observe?: number
  readonly location: readonly string[]
}

/** A request of ours and what came of it. */
export interface Exchange {
  readonly token: Uint8Array
  /** The (first) request message, once it left. */
  readonly sent: Traced
  /** Rejects with ExchangeFailure. Never an unhandled rejection. */
  readonly response: Promise<Response>
  /** Further responses to the same token: notifications (RFC 7641). Order and duplicates as received, fresh or not. */
  onNotification(listener: (notification: Notification) => void): void
  /** Forgets the exchange; a notification that comes later is answered with RST (RFC 7641 §3.6), over a stream ignored. */
  cancel(): void
  /** The same, where it is known that nobody answers any more: the response rejects as after a timeout. */
  giveUp(why: string): void
}

/** A notification as it came in. It is acknowledged (if CON) unless `reset()` is called inside the listener. */
export interface Notification extends Response {
  readonly type: MessageType
  /** Whether it is newer than all before it (RFC 7641 §3.4). */
  readonly fresh: boolean
  /** Rejects it with RST, which ends the observation; a stream knows no RST, there it is forgotten. */
  reset(): void
}

/** A complete request from the peer: block-wise bodies are put together, `payload` is the whole body. */
export interface IncomingRequest extends Traced {
  readonly code: Code
  /** Undefined for a method code we do not know. */
  readonly method?: Method
  /** Uri-Path segments; an absent path is []. */
  readonly path: readonly string[]
  readonly query: readonly string[]
  readonly accept?: number
  readonly contentFormat?: number
  readonly observe?: number
  readonly payload: Uint8Array
  /** Answers it, once. Bodies longer than a block go by Block2. Returns what was sent. */
  respond(draft: ResponseDraft): Traced
  /** Rejects it with RST (RFC 7252 §4.2, §4.3). */
  reject(): void
}

/**
 * How a message that we sent on our own ended. NON: `sent` until an RST comes. Over a stream, which delivers by
 * itself, a CON is `acknowledged` as soon as a connection took it.
 */
export type Delivery = 'acknowledged' | 'reset' | 'timeout' | 'sent'

export interface NotificationDraft extends ResponseDraft {
  readonly token: Uint8Array
  /** The request path, so that a block-wise notification can be fetched on by GET. */
  readonly path?: readonly string[]
}

export interface CoapEndpointOptions {
  readonly clock: Clock
  readonly random: Random
  readonly parameters?: Partial<TransmissionParameters>
  /** Octets of our blocks when the peer states no preference; default 1024. */
  readonly blockSize?: number
  /** How bodies are taken that come in blocks; default: in blocks of `blockSize`. */
  readonly intake?: Readonly<Intake>
  /** Octets of the longest body put together from blocks, either way; default 1 MiB. */
  readonly maxBody?: number
  /** Over streams: goes on with a peer whose first message is no CSM. The violation is reported as any other. */
  readonly lenient?: boolean
  /**
   * An ACK with a response to another token ends the request that it acknowledges: nothing else will come to it. Default:
   * it is passed over (RFC 7252 §5.3.2), and the request is repeated.
   */
  readonly endsAtForeignToken?: boolean
  /** Protects requests and responses; without it they go as they are. */
  readonly protection?: Protection
  /** Sees every datagram in wire order; the number it returns becomes `frame`. */
  readonly tap?: (event: WireEvent) => number | undefined
}

/** What an endpoint over streams can do beside (RFC 8323). */
export interface Streams {
  /** Whether a connection with the peer is open. */
  isOpen(peer: Address): boolean
  /** Sends a signalling message, known or not; nothing leaves where no connection is open. */
  signal(
    to: Address,
    message: { code: Code; token?: Uint8Array; options?: readonly Option[]; payload?: Uint8Array },
  ): Traced
  /** Ends the connection with a peer, without a word. */
  end(peer: Address): void
  /** Told of every connection that begins, and of every one that ends, by whichever side. */
  onChange(listener: (peer: Address, change: 'opened' | 'ended') => void): void
}

/** The CoAP room's door: one socket, both roles. */
export interface CoapEndpoint {
  /** Where it listens; port 0 where it only opens connections. */
  readonly local: Address
  /** Over streams alone. */
  readonly streams?: Streams
  /** Resolves when a message to the peer can leave at once: over a stream, with a connection. False when there is none. */
  connect(to: Address): Promise<boolean>
  /** Sends a request; block-wise, retransmission and matching are taken care of. */
  request(to: Address, draft: RequestDraft): Exchange
  /** Sends a notification of an observation of ours. `delivered` never rejects. */
  notify(
    to: Address,
    draft: NotificationDraft,
  ): { sent: Traced; delivered: Promise<Delivery>; onReset(listener: () => void): void }
  /** The one listener for requests. Without one, or when it throws, a request is answered 5.01 / 5.00. */
  onRequest(listener: (request: IncomingRequest) => void): void
  /**
   * CoAP ping: true when an RST (or ACK) comes back before the retransmissions end (RFC 7252 §4.3), over a stream a
   * Pong (RFC 8323 §5.4).
   */
  ping(to: Address): Promise<boolean>
  /**
   * Sends bytes as they are: malformed messages, on purpose.
   * @param piece over a stream, octets that are handed to the network at once; default: all
   */
  sendRaw(to: Address, datagram: Uint8Array, piece?: number): void
  /** Ends all exchanges with 'cancelled' and closes the socket. */
  close(): Promise<void>
}
