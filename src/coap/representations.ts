import { type Address, addressText, type Clock } from '#net'
import { type Block, blockOption, readBlock, sizeOf, szxOf } from './block-option.ts'
import { ExpiringMap } from './expiring.ts'
import { readOpaque, readPath, readQuery, readUint, uintOption } from './fields.ts'
import type { Body } from './layer.ts'
import type { CoapMessage, Code, Option } from './message.ts'
import { optionNumbers } from './options.ts'

/** A response body that is longer than a block, kept so that its later blocks can be fetched. */
export interface Representation {
  readonly code: Code
  /** The options every block carries, without Block2. */
  readonly options: readonly Option[]
  readonly body: Uint8Array
}

interface Stored extends Representation {
  readonly storedAt: number
}

const limit = 512
const { block1, block2, etag, observe, size2 } = optionNumbers

/** The bodies that peers fetch block by block (RFC 7959 §2.4). They expire by the clock. */
export class Representations {
  readonly #clock: Clock
  readonly #stored: ExpiringMap<Stored>

  /** @param lifetime milliseconds a body is kept */
  constructor(clock: Clock, lifetime: number) {
    this.#clock = clock
    this.#stored = new ExpiringMap(clock, lifetime, limit)
  }

  /** The body a request for a later block asks for: the response to the same request, or a notification. */
  find(peer: Address, request: CoapMessage): Representation | undefined {
    const response = this.#stored.get(requestKey(peer, request))
    const notified = this.#stored.get(pathKey(peer, readPath(request.options)))
    return (notified?.storedAt ?? -1) > (response?.storedAt ?? -1) ? notified : response
  }

  keepResponse(peer: Address, request: CoapMessage, draft: Representation): Representation {
    return this.#keep(requestKey(peer, request), draft)
  }

  keepNotification(peer: Address, path: readonly string[], draft: Representation): Representation {
    return this.#keep(pathKey(peer, path), draft)
  }

  #keep(key: string, draft: Representation): Representation {
    const { options, body } = draft
    const tagged = readOpaque(options, etag) !== undefined
    const representation = {
      ...draft,
      options: tagged ? options : [...options, { number: etag, value: tagOf(body) }],
      storedAt: this.#clock.now(),
    }
    // Observe and the answer to Block1 belong to the first block alone (RFC 7959 §2.6, §3.3).
    const later = representation.options.filter(({ number }) => number !== observe && number !== block1)
    this.#stored.set(key, { ...representation, options: later })
    return representation
  }
}

/**
 * One block of a body as a response, at the offset the request names and no larger than it asks for.
 * @param asked Block2 of the request
 * @param size octets of our blocks
 */
export function blockOf(
  representation: Representation,
  token: Uint8Array,
  asked: Block | undefined,
  size: number,
  tellSize = false,
): Body {
  const { code, body, options } = representation
  const offset = asked === undefined ? 0 : asked.num * sizeOf(asked.szx)
  const length = asked === undefined ? size : Math.min(size, sizeOf(asked.szx))
  if (offset >= body.length && offset > 0) {
    const text = `The representation has ${body.length} octets; a block at octet ${offset} is not there.`
    return { code: '4.00', token, options: [], payload: new TextEncoder().encode(text) }
  }
  const block = { num: offset / length, more: offset + length < body.length, szx: szxOf(length) }
  return {
    code,
    token,
    options: [...options, blockOption(block2, block), ...(tellSize ? [uintOption(size2, body.length)] : [])],
    payload: body.subarray(offset, offset + length),
  }
}

/** Block2 of a request. */
export function askedBlock(request: CoapMessage): Block | undefined {
  return readBlock(request.options, block2)
}

function requestKey(peer: Address, { code, options }: CoapMessage): string {
  const accept = readUint(options, optionNumbers.accept)
  return JSON.stringify([addressText(peer), code, readPath(options), readQuery(options), accept])
}

function pathKey(peer: Address, path: readonly string[]): string {
  return JSON.stringify([addressText(peer), path])
}

/** The ETag of a body: a digest of 4 octets (FNV-1a), so that the same body has the same. */
export function tagOf(body: Uint8Array): Uint8Array {
  let hash = 0x811c9dc5
  for (const octet of body) hash = Math.imul(hash ^ octet, 0x01000193)
  return Uint8Array.of(hash >>> 24, (hash >>> 16) & 0xff, (hash >>> 8) & 0xff, hash & 0xff)
}
