import type { Address, Random } from '#net'
import { type Complete, hasMore } from './block-download.ts'
import { blockOption, szxOf } from './block-option.ts'
import { BlockUpload } from './block-upload.ts'
import { BodyFetch } from './body-fetch.ts'
import { codeClass } from './code.ts'
import type {
  Exchange,
  ExchangeFailureReason,
  Notification,
  RequestDraft,
  Response,
} from './endpoint.types.ts'
import { ExchangeFailure } from './endpoint.types.ts'
import { buildOptions, readLocation, readNumbers } from './fields.ts'
import type { Answer } from './layer.ts'
import { methods, type Option, type Traced } from './message.ts'
import { Freshness } from './observe.ts'
import { optionNumbers } from './options.ts'
import { type ClientContext, Transaction } from './transaction.ts'
import type { Writable } from './writable.ts'

/** What exchanges of one endpoint share. */
export interface ExchangeContext extends ClientContext {
  readonly random: Random
  readonly maxBody: number
  /** Told when the exchange was given up, so that late notifications of its token are rejected. */
  readonly abandoned: (peer: Address, token: Uint8Array) => void
  readonly ended: (exchange: ClientExchange) => void
}

const { block1, block2 } = optionNumbers
const heldLimit = 100

/** A request of ours from its first block to its last notification. */
export class ClientExchange implements Exchange {
  readonly to: Address
  readonly token: Uint8Array
  readonly sent: Traced
  readonly response: Promise<Response>
  readonly #context: ExchangeContext
  readonly #draft: RequestDraft
  /** The caller set Block options of his own: then blocks are his business. */
  readonly #manual: boolean
  readonly #upload: BlockUpload
  readonly #previous: ClientExchange | undefined
  readonly #listeners: ((notification: Notification) => void)[] = []
  readonly #held: Notification[] = []
  readonly #freshness = new Freshness()
  #responseBody: BodyFetch | undefined
  #notificationBody: BodyFetch | undefined
  #transaction: Transaction
  #settle: { resolve(response: Response): void; reject(failure: ExchangeFailure): void } | undefined
  #over = false

  constructor(
    context: ExchangeContext,
    to: Address,
    draft: RequestDraft,
    token: Uint8Array,
    previous: ClientExchange | undefined,
  ) {
    this.#context = context
    this.to = to
    this.#draft = draft
    this.token = token
    this.#previous = previous
    const own = draft.options ?? []
    this.#manual = own.some(({ number }) => number === block1 || number === block2)
    const { block, whole } = context.layer.room(to)
    const { payload = new Uint8Array(), blockSize } = draft
    const longest = this.#manual ? Number.POSITIVE_INFINITY : (blockSize ?? whole)
    this.#upload = new BlockUpload(payload, blockSize ?? block, longest)
    this.response = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
    })
    this.response.catch(() => {})
    this.#transaction = this.#sendBlock()
    this.sent = this.#transaction.sent
  }

  onNotification(listener: (notification: Notification) => void): void {
    this.#listeners.push(listener)
    for (const notification of this.#held.splice(0)) listener(notification)
  }

  cancel(): void {
    this.end('cancelled', 'The exchange was cancelled')
    this.#context.abandoned(this.to, this.token)
  }

  giveUp(why: string): void {
    this.end('timeout', why)
    this.#context.abandoned(this.to, this.token)
  }

  /** Ends it; a response still waited for is rejected with the reason. */
  end(reason: ExchangeFailureReason, text: string, frame?: number): void {
    if (this.#over) return
    this.#over = true
    this.#previous?.end('cancelled', 'Another request took over the token')
    this.#transaction.end()
    this.#responseBody?.stop()
    this.#notificationBody?.stop()
    this.#settle?.reject(new ExchangeFailure(reason, text, frame))
    this.#settle = undefined
    this.#context.ended(this)
  }

  #sendBlock(): Transaction {
    const { method, type = 'CON', path, query, accept, contentFormat, observe, options = [] } = this.#draft
    const body = {
      code: methods[method],
      token: this.token,
      options: buildOptions({ path, query, accept, contentFormat, observe }, [
        ...options,
        ...this.#upload.options,
        ...this.#negotiation(),
      ]),
      payload: this.#upload.payload,
    }
    return new Transaction(this.#context, type, body, this.to, {
      responded: (response) => this.#responded(response),
      failed: (reason, text, frame) => this.end(reason, text, frame),
      intercept: (response, answer) => this.#intercept(response, answer),
      further: (response, answer) => this.#notified(response, answer),
    })
  }

  /** Block2 with the size we want, in requests whose response is a representation (RFC 7959 §2.4). */
  #negotiation(): Option[] {
    const { method, blockSize } = this.#draft
    if (blockSize === undefined || this.#manual || (method !== 'GET' && method !== 'FETCH')) return []
    return [blockOption(block2, { num: 0, more: false, szx: szxOf(blockSize) })]
  }

  #responded(response: Traced): void {
    if (!this.#manual && this.#upload.advance(response.message)) {
      this.#transaction.end()
      this.#transaction = this.#sendBlock()
      return
    }
    const { observe } = readNumbers(response.message.options)
    const stays = observe !== undefined && this.#draft.observe === 0 && codeClass(response.message.code) === 2
    if (stays) this.#freshness.take(observe, response.at)
    this.#previous?.end('cancelled', 'Another request took over the token')
    const deliver = (complete: Complete): void => {
      this.#settle?.resolve(toResponse(complete, observe))
      this.#settle = undefined
      if (!stays) this.end('cancelled', 'The exchange is complete')
    }
    if (this.#manual || !hasMore(response.message)) {
      deliver({ first: response, payload: response.message.payload })
      return
    }
    if (!stays) this.#transaction.end()
    this.#responseBody = new BodyFetch(this.#context, this.to, this.#draft, stays ? undefined : this.token)
    this.#responseBody.run(response, deliver, (reason, text, frame) => this.end(reason, text, frame))
  }

  /** Late responses to earlier blocks; and, while we wait, notifications of the observation whose token we took. */
  #intercept(response: Traced, answer: Answer): boolean {
    const { type, options } = response.message
    if (
      this.#previous !== undefined &&
      this.#draft.observe !== 0 &&
      readNumbers(options).observe !== undefined
    ) {
      this.#previous.#notified(response, answer)
      return true
    }
    if (!this.#upload.isStale(response.message)) return false
    if (type === 'CON') answer.acknowledge()
    return true
  }

  #notified(traced: Traced, answer: Answer): void {
    const { type, code, options } = traced.message
    const { observe } = readNumbers(options)
    // A stream keeps the order itself (RFC 8323 §7.1); OSCORE lets only newer ones through (RFC 8613 §7.4.1).
    const inOrder = traced.message.transport === 'tcp' || traced.identity !== undefined
    const fresh = this.#freshness.take(observe, traced.at) || inOrder
    const last = observe === undefined || codeClass(code) !== 2
    this.#notificationBody?.stop()
    let rejected = false
    const tell = (complete: Complete): void => {
      const reset = (): void => {
        rejected = true
        this.cancel()
      }
      this.#tell({ ...toResponse(complete, observe), type, fresh, reset })
      if (last) this.end('cancelled', 'The observation ended')
    }
    if (!this.#manual && hasMore(traced.message)) {
      if (type === 'CON') answer.acknowledge()
      this.#notificationBody = new BodyFetch(this.#context, this.to, this.#draft, undefined)
      this.#notificationBody.run(traced, tell, () => {})
      return
    }
    tell({ first: traced, payload: traced.message.payload })
    if (rejected) answer.reset()
    else if (type === 'CON') answer.acknowledge()
  }

  #tell(notification: Notification): void {
    if (this.#listeners.length === 0 && this.#held.length < heldLimit) this.#held.push(notification)
    for (const listener of this.#listeners) listener(notification)
  }
}

/** A complete response as the contract shows it. `observe` is that of the message that announced it. */
function toResponse({ first, payload }: Complete, observe: number | undefined): Response {
  const { message, peer, at, identity, frame } = first
  const { code, options } = message
  const { contentFormat } = readNumbers(options)
  const response: Writable<Response> = { message, peer, at, code, payload, location: readLocation(options) }
  if (identity !== undefined) response.identity = identity
  if (frame !== undefined) response.frame = frame
  if (contentFormat !== undefined) response.contentFormat = contentFormat
  if (observe !== undefined) response.observe = observe
  return response
}
