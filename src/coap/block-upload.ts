import { type Block, blockOption, readBlock, sizeOf, szxOf } from './block-option.ts'
import { codeClass } from './code.ts'
import { uintOption } from './fields.ts'
import type { CoapMessage, Option } from './message.ts'
import { optionNumbers } from './options.ts'

/** A request body on its way out, block by block when it is long (RFC 7959 §2.5). */
export class BlockUpload {
  readonly #body: Uint8Array
  #size: number
  #offset = 0
  #blockwise: boolean

  /**
   * @param size octets of a block
   * @param longest octets of a body that goes whole, without Block1
   */
  constructor(body: Uint8Array, size: number, longest: number) {
    this.#body = body
    this.#size = size
    this.#blockwise = body.length > longest
  }

  /** The block due now: Block1 and, with the first, Size1; none when the body goes whole. */
  get options(): Option[] {
    if (!this.#blockwise) return []
    const options = [blockOption(optionNumbers.block1, this.#block)]
    return this.#offset === 0 ? [...options, uintOption(optionNumbers.size1, this.#body.length)] : options
  }

  get payload(): Uint8Array {
    return this.#blockwise ? this.#body.subarray(this.#offset, this.#offset + this.#size) : this.#body
  }

  /** Whether the response is a late one, to a block before the one due. */
  isStale(response: CoapMessage): boolean {
    const block = readBlock(response.options, optionNumbers.block1)
    return this.#blockwise && block !== undefined && block.num < this.#block.num
  }

  /**
   * Takes the response to the block. True: another block is due. False: this is the response to the request.
   * The receiver may ask for smaller blocks with any response, and for a new start with 4.13 (§2.3, §2.9.3).
   */
  advance(response: CoapMessage): boolean {
    const answered = readBlock(response.options, optionNumbers.block1)
    if (answered === undefined || (answered.szx > 6 && response.transport !== 'tcp')) return false
    const wanted = sizeOf(answered.szx)
    if (response.code === '4.13' && wanted < (this.#blockwise ? this.#size : this.#body.length)) {
      this.#size = wanted
      this.#offset = 0
      this.#blockwise = true
      return true
    }
    if (!this.#blockwise || codeClass(response.code) !== 2 || !this.#block.more) return false
    this.#offset += this.#size
    this.#size = Math.min(this.#size, wanted)
    return true
  }

  get #block(): Block {
    return {
      num: this.#offset / this.#size,
      more: this.#offset + this.#size < this.#body.length,
      szx: szxOf(this.#size),
    }
  }
}
