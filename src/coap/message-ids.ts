import { type Address, addressText, type Random } from '#net'

const peersLimit = 1024

/**
 * Message ids for what we send: counted up for each peer from a random start (RFC 7252 §4.4). An id comes back only
 * after all 65536, and never while `busy`.
 */
export class MessageIds {
  readonly #random: Random
  readonly #next = new Map<string, number>()

  constructor(random: Random) {
    this.#random = random
  }

  take(peer: Address, busy: (messageId: number) => boolean): number {
    const key = addressText(peer)
    let id = this.#next.get(key) ?? this.#random.integer(0, 0xffff)
    for (let tries = 0; tries < 0x10000 && busy(id); tries++) id = (id + 1) & 0xffff
    this.#next.delete(key)
    if (this.#next.size >= peersLimit) this.#forgetOldest()
    this.#next.set(key, (id + 1) & 0xffff)
    return id
  }

  #forgetOldest(): void {
    for (const key of this.#next.keys()) {
      this.#next.delete(key)
      return
    }
  }
}
