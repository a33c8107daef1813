import { type Address, addressText } from '#net'
import type { Session } from './session.ts'

/** Something that a session is told. */
export type Tale = (session: Session) => void

const mostPeers = 64
const mostTales = 64

/**
 * What passes before we know whose it is: over TCP a CSM, over DTLS and TLS a handshake goes before the Register that names the
 * endpoint. Over plain UDP the first message names it, and strangers are of no interest.
 */
export class Strangers {
  readonly #held = new Map<string, Tale[]>()

  /** Keeps what is to be told of the peer. */
  hold(peer: Address, tale: Tale): void {
    const key = addressText(peer)
    const held = this.#held.get(key) ?? []
    if (held.length < mostTales) held.push(tale)
    this.#held.delete(key)
    for (const oldest of this.#held.keys()) {
      if (this.#held.size < mostPeers) break
      this.#held.delete(oldest)
    }
    this.#held.set(key, held)
  }

  /** What there is to tell of the peer since it connected, in order. */
  release(peer: Address): Tale[] {
    const key = addressText(peer)
    const held = this.#held.get(key) ?? []
    this.#held.delete(key)
    return held
  }
}
