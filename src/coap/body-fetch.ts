import type { Address } from '#net'
import { type Complete, fetchRest } from './block-download.ts'
import { type Block, blockOption } from './block-option.ts'
import { ExchangeFailure, type ExchangeFailureReason, type RequestDraft } from './endpoint.types.ts'
import type { ExchangeContext } from './exchange.ts'
import { buildOptions } from './fields.ts'
import { methods, type Traced } from './message.ts'
import { optionNumbers } from './options.ts'
import { Transaction } from './transaction.ts'

/** Fetches the rest of one block-wise body: without Observe, Block1 and payload (RFC 7959 §2.6, §3.3). */
export class BodyFetch {
  readonly #context: ExchangeContext
  readonly #to: Address
  readonly #draft: RequestDraft
  readonly #token: Uint8Array | undefined
  #transaction: Transaction | undefined
  #stopped = false

  /** @param token the token of all requests; undefined under an observation: each takes one of its own */
  constructor(context: ExchangeContext, to: Address, draft: RequestDraft, token: Uint8Array | undefined) {
    this.#context = context
    this.#to = to
    this.#draft = draft
    this.#token = token
  }

  /** Tells either the complete body or why there is none; nothing after `stop`. */
  run(
    first: Traced,
    deliver: (complete: Complete) => void,
    fail: (reason: ExchangeFailureReason, text: string, frame?: number) => void,
  ): void {
    fetchRest(first, (block) => this.#fetch(block), this.#context.maxBody).then(
      (complete) => {
        if (!this.#stopped) deliver(complete)
      },
      (failure: unknown) => {
        if (this.#stopped) return
        if (failure instanceof ExchangeFailure) fail(failure.reason, failure.message, failure.frame)
        else fail('incomplete', String(failure))
      },
    )
  }

  stop(): void {
    this.#stopped = true
    this.#transaction?.end()
  }

  #fetch(block: Block): Promise<Traced> {
    const { method, type = 'CON', path, query, accept, options = [] } = this.#draft
    const body = {
      code: methods[method],
      token: this.#token ?? this.#context.random.bytes(8),
      options: buildOptions({ path, query, accept }, [...options, blockOption(optionNumbers.block2, block)]),
      payload: new Uint8Array(),
    }
    return new Promise((resolve, reject) => {
      if (this.#stopped) return
      this.#transaction = new Transaction(this.#context, type, body, this.#to, {
        responded: resolve,
        failed: (reason, text, frame) => reject(new ExchangeFailure(reason, text, frame)),
      })
    })
  }
}
