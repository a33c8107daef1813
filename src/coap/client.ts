import { type Address, addressText } from '#net'
import { hex } from './describe.ts'
import type { Exchange, RequestDraft } from './endpoint.types.ts'
import { ClientExchange, type ExchangeContext } from './exchange.ts'
import { ExpiringMap } from './expiring.ts'
import { readUint } from './fields.ts'
import type { Answer } from './layer.ts'
import type { Traced } from './message.ts'
import { optionNumbers } from './options.ts'

const abandonedLimit = 1024

/** The client role: requests, and the responses and notifications that belong to them. */
export class Client {
  readonly #context: ExchangeContext
  readonly #exchanges = new Map<string, ClientExchange>()
  readonly #abandoned: ExpiringMap<true>
  readonly #pings = new Set<() => void>()
  #open = true

  constructor(context: Omit<ExchangeContext, 'abandoned' | 'ended'>) {
    this.#abandoned = new ExpiringMap(context.clock, 24 * 3600 * 1000, abandonedLimit)
    this.#context = {
      ...context,
      abandoned: (peer, token) => this.#abandoned.set(keyOf(peer, token), true),
      ended: (exchange) => this.#forget(exchange),
    }
  }

  request(to: Address, draft: RequestDraft): Exchange {
    const token = draft.token ?? this.#freshToken(to)
    const key = keyOf(to, token)
    this.#abandoned.delete(key)
    const exchange = new ClientExchange(this.#context, to, draft, token, this.#exchanges.get(key))
    this.#exchanges.set(key, exchange)
    if (!this.#open) exchange.end('cancelled', 'The endpoint is closed')
    return exchange
  }

  /** A response in a CON or NON. What belongs to no request of ours is rejected (RFC 7252 §4.2, §4.3). */
  receive(response: Traced, answer: Answer): void {
    const { peer, message } = response
    const transaction = this.#context.tokens.get(peer, message.token)
    if (transaction !== undefined) {
      transaction.receive(response, answer)
      return
    }
    const notification = readUint(message.options, optionNumbers.observe) !== undefined
    const unwanted = notification && this.#abandoned.get(keyOf(peer, message.token)) === true
    if (message.type === 'CON' || unwanted) answer.reset()
  }

  ping(to: Address): Promise<boolean> {
    return new Promise((resolve) => {
      if (!this.#open) return resolve(false)
      const done = (alive: boolean): void => {
        this.#pings.delete(giveUp)
        resolve(alive)
      }
      const giveUp = (): void => {
        stop()
        done(false)
      }
      this.#pings.add(giveUp)
      const stop = this.#context.layer.ping(to, done)
    })
  }

  /** Ends every exchange with 'cancelled'. */
  close(): void {
    this.#open = false
    for (const exchange of [...this.#exchanges.values()]) exchange.end('cancelled', 'The endpoint was closed')
    for (const giveUp of [...this.#pings]) giveUp()
  }

  #forget(exchange: ClientExchange): void {
    const key = keyOf(exchange.to, exchange.token)
    if (this.#exchanges.get(key) === exchange) this.#exchanges.delete(key)
  }

  #freshToken(to: Address): Uint8Array {
    for (;;) {
      const token = this.#context.random.bytes(8)
      if (!this.#exchanges.has(keyOf(to, token))) return token
    }
  }
}

function keyOf(peer: Address, token: Uint8Array): string {
  return `${addressText(peer)} ${hex(token)}`
}
