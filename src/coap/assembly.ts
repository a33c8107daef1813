import { type Address, addressText, type Clock } from '#net'
import { type Block, blockOption, readBlock, sizeOf, szxOf } from './block-option.ts'
import { concat } from './encode.ts'
import { ExpiringMap } from './expiring.ts'
import { readPath, readQuery, readUint, uintOption } from './fields.ts'
import type { CoapMessage, Code, Option } from './message.ts'
import { optionNumbers } from './options.ts'

/** How bodies are taken that come in blocks; it may change on the way. */
export interface Intake {
  /** Octets of the blocks we ask for. */
  size: number
  /** Whether larger blocks are refused with 4.13, not only answered with our size (RFC 7959 §2.9.3). */
  refusing: boolean
  /** Octets of the longest body that is taken; more are refused with 4.13 and Size1 (RFC 7252 §5.9.2.9). */
  longest?: number
}

/** What becomes of a block of a request body: the whole request, or a response to the block. */
export type Assembled =
  | { readonly complete: true; readonly payload: Uint8Array; readonly contentFormat: number | undefined }
  | {
      readonly complete: false
      readonly code: Code
      readonly options: readonly Option[]
      readonly text?: string
    }

interface Pieces {
  readonly parts: Uint8Array[]
  readonly contentFormat: number | undefined
  length: number
}

const limit = 128
const { block1, size1, contentFormat } = optionNumbers

/** Puts block-wise request bodies together (RFC 7959 §2.5), by peer, method, path and query; the token may change. */
export class Assembly {
  readonly #incomplete: ExpiringMap<Pieces>
  readonly #intake: Readonly<Intake>
  readonly #maxBody: number

  /**
   * @param lifetime milliseconds a body may wait for its next block
   * @param maxBody octets of the longest body
   */
  constructor(clock: Clock, lifetime: number, intake: Readonly<Intake>, maxBody: number) {
    this.#incomplete = new ExpiringMap(clock, lifetime, limit)
    this.#intake = intake
    this.#maxBody = maxBody
  }

  take(peer: Address, request: CoapMessage): Assembled {
    const block = readBlock(request.options, block1)
    const format = readUint(request.options, contentFormat)
    if (block === undefined) return { complete: true, payload: request.payload, contentFormat: format }
    const { payload } = request
    const length = sizeOf(block.szx)
    // A BERT block is as many blocks as it has octets for, over a stream alone (RFC 8323 §6).
    const bert = block.szx === 7 && payload.length > 0 && (!block.more || payload.length % length === 0)
    if (!bert && (payload.length > length || (block.more && payload.length !== length))) {
      return refuse('4.00', block, `Block1 announces ${length} octets, the payload has ${payload.length}.`)
    }
    const key = keyOf(peer, request)
    const declared = readUint(request.options, size1) ?? 0
    const offset = block.num * length
    const longest = Math.min(this.#maxBody, this.#intake.longest ?? this.#maxBody)
    if (Math.max(declared, offset + payload.length) > longest) {
      this.#incomplete.delete(key)
      return { ...refuse('4.13', block), options: [uintOption(size1, longest)] }
    }
    const szx = Math.min(block.szx, szxOf(this.#intake.size))
    if (this.#intake.refusing && length > this.#intake.size) {
      this.#incomplete.delete(key)
      return refuse('4.13', { ...block, szx })
    }
    const pieces: Pieces | undefined =
      block.num === 0 ? { parts: [], contentFormat: format, length: 0 } : this.#incomplete.get(key)
    if (pieces === undefined || pieces.length !== offset) {
      this.#incomplete.delete(key)
      return refuse('4.08', block, `A block at octet ${pieces?.length ?? 0} was due, not at octet ${offset}.`)
    }
    pieces.parts.push(payload)
    pieces.length += payload.length
    if (block.more) {
      this.#incomplete.set(key, pieces)
      return { complete: false, code: '2.31', options: [blockOption(block1, { ...block, szx })] }
    }
    this.#incomplete.delete(key)
    return {
      complete: true,
      payload: concat(pieces.parts),
      contentFormat: format ?? pieces.contentFormat,
    }
  }
}

function refuse(code: Code, block: Block, text = ''): Extract<Assembled, { complete: false }> {
  return { complete: false, code, options: [blockOption(block1, block)], text }
}

function keyOf(peer: Address, { code, options }: CoapMessage): string {
  const tags = options.filter(({ number }) => number === optionNumbers.requestTag)
  return JSON.stringify([
    addressText(peer),
    code,
    readPath(options),
    readQuery(options),
    tags.map(({ value }) => [...value]),
  ])
}
