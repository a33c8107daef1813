import { type Address, addressText, type Clock, type Timer } from '#net'
import { hex } from './describe.ts'
import { sameOctets } from './duplicates.ts'
import type { ExchangeFailureReason, TransmissionParameters } from './endpoint.types.ts'
import type { Answer, Body, Layer, Sending } from './layer.ts'
import type { Traced } from './message.ts'
import { unrecognisedCritical } from './rules.ts'
import { understands } from './understood.ts'

/** What an exchange wants to hear of one of its requests. */
export interface TransactionListener {
  /** The response. A CON one is acknowledged already. */
  responded(response: Traced): void
  failed(reason: ExchangeFailureReason, text: string, frame?: number): void
  /** Asked of a separate response. True: it was not the one waited for, and has been dealt with. */
  intercept?(response: Traced, answer: Answer): boolean
  /** A response to the token after the first. It answers the message itself. Absent: the token ends with the first. */
  further?(response: Traced, answer: Answer): void
}

/** What transactions share. */
export interface ClientContext {
  readonly layer: Layer
  readonly clock: Clock
  readonly parameters: TransmissionParameters
  readonly tokens: TokenTable
  readonly endsAtForeignToken: boolean
}

/** Which transaction a response belongs to: by token and address (RFC 7252 §5.3.2). */
export class TokenTable {
  readonly #transactions = new Map<string, Transaction>()

  get(peer: Address, token: Uint8Array): Transaction | undefined {
    return this.#transactions.get(keyOf(peer, token))
  }

  put(peer: Address, token: Uint8Array, transaction: Transaction): void {
    this.#transactions.set(keyOf(peer, token), transaction)
  }

  /** Takes the transaction out, unless another took its place. */
  remove(peer: Address, token: Uint8Array, transaction: Transaction): void {
    if (this.get(peer, token) === transaction) this.#transactions.delete(keyOf(peer, token))
  }
}

/** One request message and its response (RFC 7252 §5.2). */
export class Transaction {
  readonly sent: Traced
  readonly #context: ClientContext
  readonly #listener: TransactionListener
  readonly #sending: Sending
  readonly #to: Address
  readonly #token: Uint8Array
  #timer: Timer | undefined
  #state: 'waiting' | 'responded' | 'over' = 'waiting'

  constructor(
    context: ClientContext,
    type: 'CON' | 'NON',
    body: Body,
    to: Address,
    listener: TransactionListener,
  ) {
    this.#context = context
    this.#listener = listener
    this.#to = to
    this.#token = body.token
    this.#sending = context.layer.send(type, body, to, {
      acknowledged: (reply) => this.#acknowledged(reply),
      reset: ({ frame }) => this.#fail('reset', 'The peer rejected the request with a Reset', frame),
      failed: (text) => this.#fail('timeout', text),
    })
    this.sent = this.#sending.sent
    context.tokens.put(to, body.token, this)
    if (type === 'NON' || !context.layer.acknowledges) this.#awaitResponse()
  }

  /** A response to our token that is no ACK. */
  receive(response: Traced, answer: Answer): void {
    const { type, options } = response.message
    if (unrecognisedCritical(options, understands).length > 0) {
      if (type === 'CON') answer.reset()
    } else if (this.#state === 'responded') {
      this.#listener.further?.(response, answer)
    } else if (!(this.#listener.intercept?.(response, answer) ?? false)) {
      if (type === 'CON') answer.acknowledge()
      this.#respond(response)
    }
  }

  /** Forgets the token; nothing is told any more. */
  end(): void {
    this.#state = 'over'
    this.#sending.stop()
    this.#timer?.cancel()
    this.#context.tokens.remove(this.#to, this.#token, this)
  }

  #acknowledged(reply: Traced): boolean {
    const { code, token, options } = reply.message
    if (code === '0.00') {
      this.#awaitResponse()
      return true
    }
    const isForeign = !sameOctets(token, this.#token)
    if (isForeign && this.#context.endsAtForeignToken) {
      const text = `an ACK of this message, but with token ${octetsText(token)} in the place of ${octetsText(this.#token)}`
      this.#fail('mismatch', text, reply.frame)
      return true
    }
    if (isForeign || unrecognisedCritical(options, understands).length > 0) return false
    this.#respond(reply)
    return true
  }

  #respond(response: Traced): void {
    this.#sending.stop()
    this.#timer?.cancel()
    this.#state = 'responded'
    if (this.#listener.further === undefined) this.end()
    this.#listener.responded(response)
  }

  #awaitResponse(): void {
    const { responseTimeout } = this.#context.parameters
    const text = `No response came within ${responseTimeout / 1000} s`
    this.#timer = this.#context.clock.after(responseTimeout, () => this.#fail('timeout', text))
  }

  #fail(reason: ExchangeFailureReason, text: string, frame?: number): void {
    this.end()
    this.#listener.failed(reason, text, frame)
  }
}

function octetsText(token: Uint8Array): string {
  return token.length === 0 ? '(empty)' : hex(token)
}

function keyOf(peer: Address, token: Uint8Array): string {
  return `${addressText(peer)} ${hex(token)}`
}
