import { concat } from '../encode.ts'
import { type FrameSize, frameSize } from './frame.ts'

/** What a stream gave: a whole message, or what cannot become one. */
export type Read =
  | { readonly frame: Uint8Array }
  | { readonly tooLong: FrameSize; readonly octets: Uint8Array }

/** Cuts the octets of a stream into messages, in whatever pieces they come (RFC 8323 §3.2). */
export class FrameReader {
  readonly #most: number
  #pieces: Uint8Array[] = []
  #length = 0
  /** As many octets must be there before it is worth looking again. */
  #needed = 1
  #over = false

  /** @param most octets of the longest message that is taken */
  constructor(most: number) {
    this.#most = most
  }

  /** Takes octets; the messages that they complete. After one that is too long nothing more is read. */
  push(octets: Uint8Array): Read[] {
    if (octets.length === 0 || this.#over) return []
    this.#pieces.push(octets)
    this.#length += octets.length
    if (this.#length < this.#needed) return []
    const found: Read[] = []
    let rest: Uint8Array = concat(this.#pieces)
    for (;;) {
      const size = frameSize(rest)
      this.#needed = size?.total ?? rest.length + 1
      if (size !== undefined && size.total > this.#most) {
        found.push({ tooLong: size, octets: rest })
        this.#over = true
        rest = new Uint8Array()
      }
      if (rest.length === 0 || rest.length < this.#needed) break
      found.push({ frame: rest.slice(0, this.#needed) })
      rest = rest.subarray(this.#needed)
    }
    this.#pieces = rest.length === 0 ? [] : [rest.slice()]
    this.#length = rest.length
    return found
  }

  /** Octets of a message whose end has not come. */
  get rest(): Uint8Array {
    return concat(this.#pieces)
  }
}
