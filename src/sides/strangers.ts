import type { WireEvent } from '#coap'
import { type Address, addressText } from '#net'

const mostPeers = 64
const mostMessages = 16

/**
 * What a connection says before we know whose it is: over TCP, a CSM goes before the Register that names the endpoint.
 * Over UDP the first message names it, and strangers are of no interest.
 */
export class Strangers {
  readonly #held = new Map<string, WireEvent[]>()

  /** @returns undefined: it has no place in any evidence yet */
  hold(event: WireEvent): undefined {
    if (event.transport !== 'tcp') return
    const key = addressText(event.peer)
    const held = this.#held.get(key) ?? []
    if (held.length < mostMessages) held.push(event)
    this.#held.delete(key)
    for (const oldest of this.#held.keys()) {
      if (this.#held.size < mostPeers) break
      this.#held.delete(oldest)
    }
    this.#held.set(key, held)
  }

  /** What came from and went to the peer since it connected, in order. */
  release(peer: Address): WireEvent[] {
    const key = addressText(peer)
    const held = this.#held.get(key) ?? []
    this.#held.delete(key)
    return held
  }
}
