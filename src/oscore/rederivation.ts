import { createHmac } from 'node:crypto'
import { hex } from '#coap'
import type { Random } from '#net'
import { encodeItem } from './cbor.ts'
import { SecurityContext } from './context.ts'
import { equal, join } from './octets.ts'

const segment = 8

/** The same agreed parameters with another ID Context, and therefore other keys (RFC 8613 Appendix B.2). */
export function withIdContext({ parameters }: SecurityContext, idContext: Uint8Array): SecurityContext {
  return new SecurityContext({ ...parameters, idContext })
}

/** An ID Context as the kid context of a negotiation carries it: a CBOR byte string. */
export function wrapId(id: Uint8Array): Uint8Array {
  return encodeItem(id)
}

/** The ID Context in a kid context; undefined when it is no CBOR byte string in the shortest form. */
export function unwrapId(kidContext: Uint8Array): Uint8Array | undefined {
  const id = kidContext.subarray((kidContext[0] ?? 0) === 0x58 ? 2 : 1)
  return equal(encodeItem(id), kidContext) ? id : undefined
}

/** The server's part of a negotiation: R2, which shows by itself that it is of this server and not used yet. */
export class Rederivations {
  readonly #random: Pick<Random, 'bytes'>
  readonly #keys = new Map<string, Uint8Array>()

  constructor(random: Pick<Random, 'bytes'>) {
    this.#random = random
  }

  /** R2 for whoever has this kid: a random S2, and its HMAC. */
  challenge(kid: Uint8Array): Uint8Array {
    const s2 = this.#random.bytes(segment)
    return join(s2, this.#mark(kid, s2))
  }

  /** Whether an ID Context is R2 || R3 with an R2 of ours. */
  isAnswer(kid: Uint8Array, id: Uint8Array): boolean {
    const s2 = id.subarray(0, segment)
    return id.length > 2 * segment && equal(this.#mark(kid, s2), id.subarray(segment, 2 * segment))
  }

  /** No R2 given until now is good any more: a request that repeats one would find an empty replay window. */
  conclude(kid: Uint8Array): void {
    this.#keys.delete(hex(kid))
  }

  #mark(kid: Uint8Array, s2: Uint8Array): Uint8Array {
    const key = this.#keys.get(hex(kid)) ?? this.#random.bytes(32)
    this.#keys.set(hex(kid), key)
    return new Uint8Array(createHmac('sha256', key).update(s2).digest().subarray(0, segment))
  }
}

/** A part of an ID Context that is ours to choose: ID1 or R3. */
export function randomSegment(random: Random): Uint8Array {
  return random.bytes(segment)
}
