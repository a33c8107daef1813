import { type Block, type CoapMessage, optionNumbers, readBlock, sizeOf } from '#coap'
import { join } from './octets.ts'

/** Octets of the longest message that comes in outer blocks (MAX_UNFRAGMENTED_SIZE, RFC 8613 §4.1.3.4.2). */
export const maxUnfragmented = 2 ** 16

const { block2, size2 } = optionNumbers

/** A protected response that a proxy cut into blocks, which are asked for one after the other. */
export class OuterBlocks {
  #blocks: Uint8Array[] = []

  /** Takes a block: the whole response, the block to ask for next, or undefined for one that is not due. */
  take(message: CoapMessage): CoapMessage | Block | undefined {
    const block = readBlock(message.options, block2)
    if (block === undefined) return message
    const { num, more, szx } = block
    const size = sizeOf(szx)
    const { length } = message.payload
    if (num === 0) this.#blocks = []
    if (num !== this.#blocks.length || length > size || (more && length < size)) return undefined
    if ((num + 1) * size > maxUnfragmented) return undefined
    this.#blocks.push(message.payload)
    if (more) return { num: num + 1, more: false, szx }
    const options = message.options.filter(({ number }) => number !== block2 && number !== size2)
    return { ...message, options, payload: join(...this.#blocks) }
  }
}
