import {
  type Answer,
  Assembly,
  type Block,
  type Body,
  blockOption,
  type CoapMessage,
  encodeUint,
  type Layer,
  optionNumbers,
  type Receive,
  readBlock,
  type Traced,
} from '#coap'
import type { Address } from '#net'
import { decodePartialIv, type SecurityContext } from './context.ts'
import { Challenges } from './echo.ts'
import type { Evidence } from './evidence.ts'
import type { OscoreOptions } from './layer.ts'
import { decodeHeader } from './oscore-option.ts'
import { maxUnfragmented } from './outer-blocks.ts'
import { protectResponse, type RequestBinding, type ResponseManner } from './protect.ts'
import { Rederivations, unwrapId, withIdContext, wrapId } from './rederivation.ts'
import { identityOf, keyOf, plainOf } from './traced.ts'
import { isProtected, type Refusal, type Unprotected, unprotectRequest } from './unprotect.ts'

const bindingsKept = 4096
/** EXCHANGE_LIFETIME of RFC 7252 §4.8.2: a challenge is good as long as its request may last, and so are blocks. */
const exchangeLifetime = 247_000
const unprotectedRefusal: Refusal = { code: '4.01', text: 'Only protected requests are served' }
const utf8 = new TextEncoder()

/** The server role under OSCORE: verifies requests, asks for freshness, protects responses and notifications. */
export class Answering {
  readonly #below: Layer
  readonly #options: OscoreOptions
  readonly #evidence: Evidence
  readonly #challenges: Challenges
  readonly #rederivations: Rederivations
  readonly #assembly: Assembly
  /** The newest request of each peer and token: what responses and notifications are bound to. */
  readonly #bindings = new Map<string, RequestBinding>()

  constructor(below: Layer, options: OscoreOptions, evidence: Evidence) {
    this.#below = below
    this.#options = options
    this.#evidence = evidence
    this.#challenges = new Challenges(options.clock, options.random, exchangeLifetime)
    this.#rederivations = new Rederivations(options.random)
    this.#assembly = new Assembly(
      options.clock,
      exchangeLifetime,
      { size: 1024, refusing: false },
      maxUnfragmented,
    )
  }

  /** A request in a CON or NON. */
  receive(request: Traced, answer: Answer, deliver: Receive): void {
    const { peer } = request
    const { keyring, admits } = this.#options
    const message = this.#assembled(request, answer)
    if (message === undefined) return
    if (!isProtected(message)) {
      this.#bindings.delete(keyOf(peer, message.token))
      if (admits?.(request) ?? false) deliver(request, answer)
      else this.#refuse(request, answer, unprotectedRefusal)
      return
    }
    const negotiated = this.#negotiated(message)
    const result = unprotectRequest(
      (kid, kidContext) => negotiated?.context ?? keyring.find(kid, kidContext),
      message,
    )
    if (!result.accepted) {
      this.#refuse(request, answer, result.refusal)
      return
    }
    const block = outerBlock(request.message)
    const outer = block === undefined ? [] : [blockOption(optionNumbers.block1, block)]
    const binding = { ...result.binding, outer }
    const { context } = binding
    const plain = { ...request, message: result.message, identity: identityOf(context) }
    if (negotiated?.step === 'first') {
      this.#offer(plain, answer, binding)
      return
    }
    if (negotiated !== undefined) {
      keyring.replace(negotiated.old, context)
      this.#rederivations.conclude(context.parameters.recipientId)
    }
    if (!context.windowKnown && !this.#isFresh(plain, binding)) {
      this.#challenge(plain, answer, binding)
      return
    }
    keyring.met(peer, context)
    this.#remember(peer, message.token, binding)
    deliver(plain, this.#protecting(answer, binding))
  }

  /** A request whose outer blocks are all there, or that has none; undefined while there are more to come (§4.1.3.4.2). */
  #assembled(request: Traced, answer: Answer): CoapMessage | undefined {
    const { message, peer } = request
    if (outerBlock(message) === undefined) return message
    const taken = this.#assembly.take(peer, message)
    if (taken.complete) {
      const { block1, size1 } = optionNumbers
      const options = message.options.filter(({ number }) => number !== block1 && number !== size1)
      return { ...message, options, payload: taken.payload }
    }
    const { code, options, text = '' } = taken
    this.#reply(request, answer, { code, token: message.token, options, payload: utf8.encode(text) })
    return undefined
  }

  /** A response or notification of ours as it has to go out, with the context it goes under; undefined: in the clear. */
  protect(to: Address, body: Body): { body: Body; context: SecurityContext } | undefined {
    const binding = this.#bindings.get(keyOf(to, body.token))
    if (binding === undefined) return undefined
    return { body: this.#protectResponse(binding, body), context: binding.context }
  }

  /** Looks into a request, for the evidence. */
  peek(message: CoapMessage): Unprotected<CoapMessage> {
    const negotiated = this.#negotiated(message)
    const { keyring } = this.#options
    return unprotectRequest(
      (kid, kidContext) => negotiated?.context ?? keyring.find(kid, kidContext),
      message,
      { peek: true },
    )
  }

  #protectResponse(binding: RequestBinding, body: Body, manner: ResponseManner = {}): Body {
    const faults = this.#options.faults?.(body, 'response')
    const sent = protectResponse(binding, body, { ...manner, ...(faults && { faults }) })
    this.#evidence.keep(sent.payload, body)
    return sent
  }

  #protecting(answer: Answer, binding: RequestBinding): Answer {
    return {
      isGiven: () => answer.isGiven(),
      acknowledge: (body) => {
        if (body === undefined || body.code === '0.00') return answer.acknowledge(body)
        return plainOf(answer.acknowledge(this.#protectResponse(binding, body)), body, binding.context)
      },
      reset: () => answer.reset(),
    }
  }

  /** Whether the peer repeats a challenge of ours; then the window begins with its request (RFC 8613 Appendix B.1.2). */
  #isFresh({ message }: Traced, { context, partialIv }: RequestBinding): boolean {
    if (!this.#challenges.isMet(context, message.options)) return false
    context.window.startAfter(decodePartialIv(partialIv))
    context.windowKnown = true
    return true
  }

  #challenge(request: Traced, answer: Answer, binding: RequestBinding): void {
    const body: Body = {
      code: '4.01',
      token: request.message.token,
      options: [this.#challenges.issue(binding.context)],
      payload: new Uint8Array(),
    }
    // As the request may be a replay, its nonce may have been taken for a response before.
    this.#reply(request, answer, this.#protectResponse(binding, body, { ownPartialIv: true }))
  }

  /** A request whose kid context is a CBOR byte string, of a context that we know by another ID Context, or by none. */
  #negotiated(
    message: CoapMessage,
  ): { step: 'first' | 'second'; old: SecurityContext; context: SecurityContext } | undefined {
    const { keyring, negotiates = false } = this.#options
    const option = message.options.find(({ number }) => number === optionNumbers.oscore)
    const { kid, kidContext } = decodeHeader(option?.value ?? new Uint8Array()).header ?? {}
    if (!negotiates || kid === undefined || kidContext === undefined) return undefined
    const id = unwrapId(kidContext)
    const [old, ...others] = keyring.named(kid)
    if (id === undefined || old === undefined || others.length > 0) return undefined
    if (keyring.find(kid, kidContext) !== undefined) return undefined
    const known = keyring.find(kid, id)
    if (known !== undefined) return { step: 'second', old, context: known }
    const step = this.#rederivations.isAnswer(kid, id) ? 'second' : 'first'
    return { step, old, context: withIdContext(old, id) }
  }

  /** The answer to the first request of a negotiation: R2, under the keys of R2 || ID1 (RFC 8613 Appendix B.2). */
  #offer(request: Traced, answer: Answer, binding: RequestBinding): void {
    const r2 = this.#rederivations.challenge(binding.kid)
    const id1 = binding.context.parameters.idContext ?? new Uint8Array()
    const context = withIdContext(binding.context, Uint8Array.of(...r2, ...id1))
    const body: Body = { code: '4.01', token: request.message.token, options: [], payload: new Uint8Array() }
    const manner = { ownPartialIv: true, kidContext: wrapId(r2) }
    this.#reply(request, answer, this.#protectResponse({ ...binding, context }, body, manner))
  }

  /** In the clear, as whoever cannot be understood has no keys in common with us; not to be kept by caches (§8.2). */
  #refuse(request: Traced, answer: Answer, { code, text }: Refusal): void {
    const options = [{ number: optionNumbers.maxAge, value: encodeUint(0) }]
    this.#reply(request, answer, { code, token: request.message.token, options, payload: utf8.encode(text) })
  }

  #reply({ message, peer }: Traced, answer: Answer, body: Body): void {
    if (message.type === 'CON') answer.acknowledge(body)
    else this.#below.send('NON', body, peer, {})
  }

  #remember(peer: Address, token: Uint8Array, binding: RequestBinding): void {
    const key = keyOf(peer, token)
    this.#bindings.delete(key)
    this.#bindings.set(key, binding)
    const [oldest] = this.#bindings.keys()
    if (this.#bindings.size > bindingsKept && oldest !== undefined) this.#bindings.delete(oldest)
  }
}

/** What a proxy that cut a protected request into blocks says of this one; inner blocks are not to be seen. */
function outerBlock(message: CoapMessage): Block | undefined {
  return isProtected(message) ? readBlock(message.options, optionNumbers.block1) : undefined
}
