import { type Block, readBlock, sizeOf } from './block-option.ts'
import { codeClass } from './code.ts'
import { sameOctets } from './duplicates.ts'
import { concat } from './encode.ts'
import { ExchangeFailure } from './endpoint.types.ts'
import { readOpaque } from './fields.ts'
import type { CoapMessage, Traced } from './message.ts'
import { optionNumbers } from './options.ts'

/** A response with its whole body. */
export interface Complete {
  /** The message that began the body. */
  readonly first: Traced
  readonly payload: Uint8Array
}

const restartsAllowed = 3

/** Whether the response is the first block of a longer body. */
export function hasMore(response: CoapMessage): boolean {
  const block = readBlock(response.options, optionNumbers.block2)
  return block?.more === true && block.num === 0 && codeClass(response.code) === 2
}

/**
 * Fetches the blocks that follow the first (RFC 7959 §2.4). A body that changes on the way (another ETag) is begun
 * anew, three times at most. An error response in place of a block becomes the response.
 * @param fetch requests one block
 * @throws ExchangeFailure 'incomplete' when the blocks do not make a body
 */
export async function fetchRest(
  first: Traced,
  fetch: (block: Block) => Promise<Traced>,
  maxBody: number,
): Promise<Complete> {
  let restarts = 0
  let begin = first
  let parts: Uint8Array[] = []
  let offset = 0
  let current = first
  for (;;) {
    const block = readBlock(current.message.options, optionNumbers.block2)
    if (block === undefined || codeClass(current.message.code) !== 2) {
      return { first: current, payload: current.message.payload }
    }
    if (!sameBody(begin.message, current.message)) {
      if (++restarts > restartsAllowed) throw incomplete('the representation kept changing between blocks')
      parts = []
      offset = 0
      if (block.num > 0) {
        begin = await fetch({ num: 0, more: false, szx: block.szx })
        current = begin
        continue
      }
      begin = current
    }
    const { payload } = current.message
    checkBlock(block, payload, offset, current.message.transport === 'tcp')
    parts.push(payload)
    offset += payload.length
    if (offset > maxBody) throw incomplete(`the body is longer than ${maxBody} octets`)
    if (!block.more) return { first: begin, payload: concat(parts) }
    current = await fetch({ num: offset / sizeOf(block.szx), more: false, szx: block.szx })
  }
}

function sameBody(one: CoapMessage, other: CoapMessage): boolean {
  const etag = readOpaque(one.options, optionNumbers.etag) ?? new Uint8Array()
  return sameOctets(etag, readOpaque(other.options, optionNumbers.etag) ?? new Uint8Array())
}

/** @param stream whether a block of size exponent 7 is several in one (BERT, RFC 8323 §6) */
function checkBlock(block: Block, payload: Uint8Array, offset: number, stream: boolean): void {
  const bert = block.szx === 7
  if (bert && !stream) throw incomplete('a block has the reserved size exponent 7')
  const size = sizeOf(block.szx)
  if (block.num * size !== offset) {
    throw incomplete(`block ${block.num} of ${size} octets came where octet ${offset} was due`)
  }
  if (bert && (!block.more || (payload.length > 0 && payload.length % size === 0))) return
  if (payload.length > size || (block.more && payload.length !== size)) {
    throw incomplete(`block ${block.num} has ${payload.length} octets instead of ${size}`)
  }
}

function incomplete(text: string): ExchangeFailure {
  return new ExchangeFailure('incomplete', `The block-wise response cannot be put together: ${text}`)
}
