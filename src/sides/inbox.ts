import type { Clock } from '#net'

/** Something that happened, with its place in the order of the session. */
export interface Stamped<H> {
  readonly happening: H
  /** Counts from 0; "looking back to position p" means from here on. */
  readonly position: number
}

interface Waiter<H> {
  offer(stamped: Stamped<H>): void
}

/** What a chair has heard, in order, kept so that waiting can look back: real devices answer before we listen. */
export class Inbox<H> {
  readonly #items: Stamped<H>[] = []
  readonly #waiters = new Set<Waiter<H>>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The position the next happening will get. */
  get end(): number {
    return this.#items.length
  }

  push(happening: H): void {
    const stamped = { happening, position: this.#items.length }
    this.#items.push(stamped)
    for (const waiter of [...this.#waiters]) waiter.offer(stamped)
  }

  /** All happenings from a position on. */
  since(position: number): readonly Stamped<H>[] {
    return this.#items.slice(position)
  }

  /**
   * The first happening at or after `position` that `pick` accepts, now or within `ms` milliseconds; undefined when
   * time runs out, or nobody wants to know any more.
   */
  async find<T>(
    pick: (happening: H) => T | undefined,
    position: number,
    ms: number,
    unwanted?: AbortSignal,
  ): Promise<{ found: T; position: number } | undefined> {
    for (const item of this.#items.slice(position)) {
      const found = pick(item.happening)
      if (found !== undefined) return { found, position: item.position }
    }
    if (ms <= 0) return undefined
    return new Promise((resolve) => {
      const ends = (hit?: { found: T; position: number }): void => {
        timer.cancel()
        this.#waiters.delete(waiter)
        resolve(hit)
      }
      const waiter: Waiter<H> = {
        offer: (item) => {
          const found = pick(item.happening)
          if (found !== undefined) ends({ found, position: item.position })
        },
      }
      const timer = this.#clock.after(ms, () => ends())
      unwanted?.addEventListener('abort', () => ends(), { once: true })
      this.#waiters.add(waiter)
    })
  }
}
