import type { Clock } from '#net'
import type { Scribe } from './session.ts'

/** Milliseconds that an IUT may take for anything, a round trip among it, without being waited for. */
const moment = 250

/** Books waiting, each millisecond once, however many windows are open at a time. */
export class Booking {
  readonly #session: { readonly clock: Clock; readonly scribe: Scribe }
  /** Milliseconds since the epoch up to which all is booked. */
  #until = 0

  /** @param session its scribe is looked up at each wait: the conductor may change it */
  constructor(session: { readonly clock: Clock; readonly scribe: Scribe }) {
    this.#session = session
  }

  /** Books a window that is waited for to its end. @param ms milliseconds @param from when it opened; default: now */
  window(ms: number, reason: string, from = this.#session.clock.now()): void {
    this.#book(from, from + ms, reason, 'case')
  }

  /** Books what was waited, until now, for something that a case gives so many milliseconds: what is longer is not the case's. */
  deadline(ms: number, reason: string, from: number): void {
    this.#book(from, Math.min(from + ms, this.#session.clock.now()), reason, 'case')
  }

  /** Books what the IUT needed, until now; a moment is no wait. */
  needed(reason: string, from: number): void {
    const now = this.#session.clock.now()
    if (now - from > moment) this.#book(from, now, reason, 'iut')
  }

  #book(from: number, to: number, reason: string, booked: 'case' | 'iut'): void {
    const ms = Math.round(to - Math.max(from, this.#until))
    if (ms <= 0) return
    this.#until = to
    this.#session.scribe.wait(ms, reason, booked)
  }
}
