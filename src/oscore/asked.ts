import {
  type Answer,
  type Block,
  type Body,
  blockOption,
  type CoapMessage,
  codeClass,
  type Layer,
  type Outcome,
  optionNumbers,
  type Sending,
  type Traced,
} from '#coap'
import type { Address } from '#net'
import type { SecurityContext } from './context.ts'
import { echoIn } from './echo.ts'
import { decodeHeader } from './oscore-option.ts'
import { OuterBlocks } from './outer-blocks.ts'
import type { RequestBinding } from './protect.ts'
import { unwrapId, withIdContext } from './rederivation.ts'
import { identityOf } from './traced.ts'
import { isProtected, type Unprotected, unprotectResponse } from './unprotect.ts'

/** What a protected request needs of the endpoint it leaves from. */
export interface AskedContext {
  readonly below: Layer
  readonly protect: (security: SecurityContext, body: Body) => { message: Body; binding: RequestBinding }
  /** Whether a request goes out once more with the Echo option that it was answered by. */
  readonly heedsEcho: () => boolean
  /** The next context of a negotiation that the old one began, once the server gave R2; undefined: it began none. */
  readonly advance: (old: SecurityContext, r2: Uint8Array) => SecurityContext | undefined
}

/** A message as it was inside; or that it was no answer, but a reason to ask once more, which was done. */
export type Read = Traced | 'asked again' | undefined

/** A protected request of ours: what its responses are verified by, and how it is asked again when it must be. */
export class Asked {
  readonly sent: Traced
  readonly #context: AskedContext
  readonly #type: 'CON' | 'NON'
  readonly #body: Body
  readonly #to: Address
  readonly #outcome: Outcome
  #binding: RequestBinding
  /** The request as it left, protected. */
  #message: Body
  readonly #blocks = new OuterBlocks()
  #sending: Sending | undefined
  /** Whether an empty ACK came: what stands above hears of one alone. */
  #acknowledged = false
  #echoed = false

  constructor(
    context: AskedContext,
    security: SecurityContext,
    type: 'CON' | 'NON',
    body: Body,
    to: Address,
    outcome: Outcome,
  ) {
    this.#context = context
    this.#type = type
    this.#body = body
    this.#to = to
    this.#outcome = outcome
    const { message, binding } = context.protect(security, body)
    this.#binding = binding
    this.#message = message
    this.sent = this.#send(message)
  }

  stop(): void {
    this.#sending?.stop()
  }

  /** The response inside; undefined where it is none to this request (RFC 8613 §8.4). */
  read(response: Traced): Read {
    const { message } = response
    if (!isProtected(message)) {
      // Whoever cannot read a request says so in the clear; nothing else is believed (§8.2).
      if (codeClass(message.code) < 4) return undefined
      return this.#showFreshness(response) ?? response
    }
    const whole = this.#blocks.take(message)
    if (whole === undefined) return undefined
    return 'num' in whole ? this.#askOn(whole) : this.#readWhole({ ...response, message: whole })
  }

  #readWhole(response: Traced): Read {
    if (this.#wasNegotiated(response)) return 'asked again'
    const result = unprotectResponse(this.#binding, response.message)
    if (!result.accepted) return undefined
    const { context } = this.#binding
    // The peer has the context: from now on its ID Context needs no wrapping.
    context.announced = context.parameters.idContext
    const plain = { ...response, message: result.message, identity: identityOf(context) }
    return this.#showFreshness(plain) ?? plain
  }

  /** Asks for the next outer block. It says nothing new: whoever made the blocks answers it (RFC 7959 §2.4). */
  #askOn(block: Block): 'asked again' {
    const { block2 } = optionNumbers
    const { code, token, options } = this.#message
    const others = options.filter(({ number }) => number !== block2)
    this.stop()
    this.#send({ code, token, options: [...others, blockOption(block2, block)], payload: new Uint8Array() })
    return 'asked again'
  }

  /** Looks into a response without taking note of it. */
  peek(message: CoapMessage): Unprotected<CoapMessage> {
    return unprotectResponse(this.#binding, message, { peek: true })
  }

  /** A response that came by itself. */
  receive(response: Traced, answer: Answer): Read {
    const read = this.read(response)
    if (read === 'asked again' && response.message.type === 'CON') answer.acknowledge()
    return read
  }

  #send(message: Body): Traced {
    this.#sending = this.#context.below.send(this.#type, message, this.#to, {
      acknowledged: (reply) => this.#wasAcknowledged(reply),
      reset: (reply) => this.#outcome.reset?.(reply),
      failed: (text) => this.#outcome.failed?.(text),
    })
    return this.#sending.sent
  }

  #wasAcknowledged(reply: Traced): boolean {
    if (reply.message.code === '0.00') {
      if (this.#acknowledged) return true
      this.#acknowledged = true
      return this.#outcome.acknowledged?.(reply) ?? true
    }
    const read = this.read(reply)
    if (read === undefined) return false
    return read === 'asked again' || (this.#outcome.acknowledged?.(read) ?? true)
  }

  /** A request that was answered 4.01 with an Echo option goes out once more, with it (RFC 9175 §2.3). */
  #showFreshness({ message }: Traced): 'asked again' | undefined {
    const echo = message.code === '4.01' ? echoIn(message.options) : undefined
    if (echo === undefined || this.#echoed || !this.#context.heedsEcho()) return undefined
    this.#echoed = true
    this.#binding.context.wasAsked = true
    const others = this.#body.options.filter(({ number }) => number !== optionNumbers.echo)
    this.#again(this.#binding.context, { ...this.#body, options: [...others, echo] })
    return 'asked again'
  }

  /** The first answer of a negotiation brings R2, under the keys of R2 || ID1 (RFC 8613 Appendix B.2). */
  #wasNegotiated({ message }: Traced): boolean {
    const { context } = this.#binding
    const id1 = context.parameters.idContext
    const option = message.options.find(({ number }) => number === optionNumbers.oscore)
    const told = decodeHeader(option?.value ?? new Uint8Array()).header?.kidContext
    const r2 = told && unwrapId(told)
    if (id1 === undefined || r2 === undefined) return false
    const { kid, partialIv } = this.#binding
    const verifying = {
      ...this.#binding,
      context: withIdContext(context, Uint8Array.of(...r2, ...id1)),
      // Without a Partial IV it takes the nonce of the request as it was, not one under its own Common IV (§5.2).
      requestNonce: context.nonce(kid, partialIv),
    }
    if (!unprotectResponse(verifying, message).accepted) return false
    context.wasAsked = true
    const next = this.#context.advance(context, r2)
    if (next !== undefined) this.#again(next, this.#body)
    return next !== undefined
  }

  #again(security: SecurityContext, body: Body): void {
    this.stop()
    const { message, binding } = this.#context.protect(security, body)
    this.#binding = binding
    this.#message = message
    this.#send(message)
  }
}
