import type { CoapMessage, Violation, WireEvent } from '#coap'
import { type Address, addressText } from '#net'

/** The first thing that the peer said on a connection. */
export interface Greeting {
  /** Undefined when it was no message. */
  readonly message: CoapMessage | undefined
  readonly violations: readonly Violation[]
  readonly at: number
  readonly frame: number
  /** Inbox position at which it came. */
  readonly position: number
}

interface Log {
  greeting: Greeting | undefined
  isOpen: boolean
}

/** The TCP connections of one IUT: how each began, and whether it still stands. Over UDP there are none. */
export class Connections {
  readonly #logs = new Map<string, Log>()
  readonly #ends = new Map<string, number>()
  readonly #waiting = new Set<() => void>()

  opened(peer: Address): void {
    this.#logs.set(addressText(peer), { greeting: undefined, isOpen: true })
  }

  ended(peer: Address): void {
    const key = addressText(peer)
    const log = this.#logs.get(key)
    if (log?.isOpen === true) {
      log.isOpen = false
      this.#ends.set(key, this.ends(peer) + 1)
    }
    for (const wake of [...this.#waiting]) wake()
  }

  /** Takes note of a message, in the order of the wire. */
  note({ direction, peer, decoded, at, transport }: WireEvent, frame: number, position: number): void {
    if (transport !== 'tcp') return
    const key = addressText(peer)
    const log = this.#logs.get(key)
    if (log?.isOpen !== true) this.opened(peer)
    const open = this.#logs.get(key)
    if (direction === 'out' || open === undefined || open.greeting !== undefined) return
    open.greeting = { message: decoded.message, violations: decoded.violations, at, frame, position }
  }

  greeting(peer: Address): Greeting | undefined {
    return this.#logs.get(addressText(peer))?.greeting
  }

  isOpen(peer: Address): boolean {
    return this.#logs.get(addressText(peer))?.isOpen === true
  }

  /** How many connections with the peer have ended. */
  ends(peer: Address): number {
    return this.#ends.get(addressText(peer)) ?? 0
  }

  /** Told of every end. @returns no more */
  onEnd(wake: () => void): () => void {
    this.#waiting.add(wake)
    return () => this.#waiting.delete(wake)
  }
}
