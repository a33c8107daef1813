import type { Answer, Body, CoapMessage, Layer, Outcome, Receive, Sending, Traced, Transport } from '#coap'
import type { Address } from '#net'
import { Asked, type Read } from './asked.ts'
import type { SecurityContext } from './context.ts'
import type { Evidence } from './evidence.ts'
import type { OscoreOptions } from './layer.ts'
import { protectRequest } from './protect.ts'
import { protectRaw } from './raw.ts'
import { randomSegment, withIdContext, wrapId } from './rederivation.ts'
import { identityOf, keyOf, plainOf } from './traced.ts'
import { type Unprotected, unprotectResponse } from './unprotect.ts'

const tokensKept = 4096
const requestsPerToken = 4
const rawKept = 256

/** Who can tell whether a response is to one request, and what it says. */
interface Reader {
  receive(response: Traced, answer: Answer): Read
  peek(message: CoapMessage): Unprotected<CoapMessage>
}

/** The client role under OSCORE: protects requests, verifies responses, and negotiates a new ID Context when told. */
export class Asking {
  readonly #below: Layer
  readonly #options: OscoreOptions
  readonly #evidence: Evidence
  /** By peer and token, the newest first: a token is taken again for the next block, or to end an observation. */
  readonly #asked = new Map<string, readonly Reader[]>()
  /** Octets that went out as they are, by peer and octets: their copies are copies of what was protected. */
  readonly #raw = new Map<string, Uint8Array>()
  /** Contexts whose negotiation we began. */
  readonly #negotiating = new WeakSet<SecurityContext>()

  constructor(below: Layer, options: OscoreOptions, evidence: Evidence) {
    this.#below = below
    this.#options = options
    this.#evidence = evidence
  }

  /** Sends a request under a context. */
  send(context: SecurityContext, type: 'CON' | 'NON', body: Body, to: Address, outcome: Outcome): Sending {
    const footing = {
      below: this.#below,
      protect: (security: SecurityContext, content: Body) => this.#protect(security, content),
      heedsEcho: () => this.#options.heedsEcho?.() ?? true,
      advance: (old: SecurityContext, r2: Uint8Array) => this.#advance(old, r2),
    }
    const asked = new Asked(footing, context, type, body, to, outcome)
    this.#expect(to, body.token, asked)
    return { sent: plainOf(asked.sent, body, context), stop: () => asked.stop() }
  }

  /** The octets of a request, protected; as they are where there is nothing to protect. */
  raw(to: Address, octets: Uint8Array, transport: Transport): Uint8Array {
    const key = keyOf(to, octets)
    const before = this.#raw.get(key)
    if (before !== undefined) return before
    const context = this.#options.keyring.to(to)
    const sent = context && protectRaw(context, octets, transport, this.#options.rawFaults)
    if (sent === undefined) return octets
    // A stream knows no copies: the same octets once more are another request.
    if (transport === 'udp') this.#keepRaw(key, sent.octets)
    const { binding, content, ciphertext } = sent
    this.#evidence.keep(ciphertext, content)
    this.#expect(to, content.token, {
      receive: (response) => {
        const result = unprotectResponse(binding, response.message)
        return result.accepted
          ? { ...response, message: result.message, identity: identityOf(binding.context) }
          : undefined
      },
      peek: (message) => unprotectResponse(binding, message, { peek: true }),
    })
    return sent.octets
  }

  #keepRaw(key: string, octets: Uint8Array): void {
    this.#raw.set(key, octets)
    const [oldest] = this.#raw.keys()
    if (this.#raw.size > rawKept && oldest !== undefined) this.#raw.delete(oldest)
  }

  /** Looks into a response, for the evidence. */
  peek(peer: Address, message: CoapMessage): Unprotected<CoapMessage> | undefined {
    for (const reader of this.#asked.get(keyOf(peer, message.token)) ?? []) {
      const result = reader.peek(message)
      if (result.accepted) return result
    }
    return undefined
  }

  #protect(security: SecurityContext, body: Body): ReturnType<typeof protectRequest<Body>> {
    const sent = protectRequest(security, body, this.#options.faults?.(body, 'request'))
    this.#evidence.keep(sent.message.payload, body)
    return sent
  }

  #expect(to: Address, token: Uint8Array, reader: Reader): void {
    const key = keyOf(to, token)
    const before = this.#asked.get(key) ?? []
    this.#asked.delete(key)
    this.#asked.set(key, [reader, ...before].slice(0, requestsPerToken))
    const [oldest] = this.#asked.keys()
    if (this.#asked.size > tokensKept && oldest !== undefined) this.#asked.delete(oldest)
  }

  /** A response in a CON or NON. One that cannot be verified is as if it had not come (RFC 8613 §8.4). */
  receive(response: Traced, answer: Answer, deliver: Receive): void {
    const candidates = this.#asked.get(keyOf(response.peer, response.message.token))
    if (candidates === undefined) {
      deliver(response, answer)
      return
    }
    for (const asked of candidates) {
      const read = asked.receive(response, answer)
      if (read === undefined) continue
      if (read !== 'asked again') deliver(read, answer)
      return
    }
  }

  /** Begins to negotiate: the next request tells ID1 (RFC 8613 Appendix B.2). */
  negotiate(lost: SecurityContext): SecurityContext {
    const context = this.#announce(lost, randomSegment(this.#options.random))
    this.#negotiating.add(context)
    return context
  }

  /** Goes on: the next request tells R2 || R3. */
  #advance(old: SecurityContext, r2: Uint8Array): SecurityContext | undefined {
    if (!this.#negotiating.delete(old)) return undefined
    return this.#announce(old, Uint8Array.of(...r2, ...randomSegment(this.#options.random)))
  }

  #announce(old: SecurityContext, id: Uint8Array): SecurityContext {
    const context = withIdContext(old, id)
    context.announced = wrapId(id)
    this.#options.keyring.replace(old, context)
    return context
  }
}
