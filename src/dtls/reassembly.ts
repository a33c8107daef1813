import type { HandshakeFragment, HandshakeMessage } from './handshake.ts'
import { concat } from './octets.ts'

interface Unfinished {
  readonly type: number
  readonly length: number
  /** By offset; they may overlap. */
  readonly pieces: { readonly offset: number; readonly octets: Uint8Array }[]
}

/** As many messages ahead of the next are kept. */
const mostAhead = 16
/** Octets of pieces kept at once, which bounds what a peer can make us hold. */
const mostOctets = 2 ** 17

/** Brings handshake messages into order, and their pieces together (RFC 6347 §4.2.2, §4.2.3). */
export class Reassembly {
  readonly #unfinished = new Map<number, Unfinished>()
  #held = 0
  #next = 0

  /** The message_seq that is due. */
  get next(): number {
    return this.#next
  }

  /** Goes on from another message_seq, as a server does that kept nothing of a first ClientHello. */
  startAt(sequence: number): void {
    this.#next = sequence
    this.#unfinished.clear()
    this.#held = 0
  }

  /**
   * Takes a piece. `repeated` when its message was already complete; `contradicts` when it disagrees with another
   * piece of the same message; `beyond` when it is not kept.
   */
  offer({
    type,
    length,
    sequence,
    offset,
    fragment,
  }: HandshakeFragment): 'kept' | 'repeated' | 'contradicts' | 'beyond' {
    if (sequence < this.#next) return 'repeated'
    if (sequence >= this.#next + mostAhead) return 'beyond'
    const known = this.#unfinished.get(sequence) ?? { type, length, pieces: [] }
    if (known.type !== type || known.length !== length) return 'contradicts'
    const twice = known.pieces.some(
      (piece) => piece.offset === offset && piece.octets.length >= fragment.length,
    )
    if (!twice) {
      // A piece costs its place in the list, too.
      if (this.#held + fragment.length + 64 > mostOctets) return 'beyond'
      known.pieces.push({ offset, octets: fragment })
      this.#held += fragment.length + 64
    }
    this.#unfinished.set(sequence, known)
    return 'kept'
  }

  /** The message that is due, once all of it is there. */
  take(): HandshakeMessage | undefined {
    const found = this.#unfinished.get(this.#next)
    const body = found && join(found)
    if (found === undefined || body === undefined) return undefined
    this.#unfinished.delete(this.#next)
    this.#held -= found.pieces.reduce((sum, { octets }) => sum + octets.length + 64, 0)
    return { type: found.type, sequence: this.#next++, body }
  }
}

/** The whole, or undefined while some of it is missing. */
function join({ length, pieces }: Unfinished): Uint8Array | undefined {
  const parts: Uint8Array[] = []
  let at = 0
  for (const { offset, octets } of pieces.toSorted((one, other) => one.offset - other.offset)) {
    if (offset > at) return undefined
    const end = offset + octets.length
    if (end <= at) continue
    parts.push(octets.subarray(at - offset))
    at = end
  }
  return at === length ? concat(...parts) : undefined
}
