import type { Clock } from '#net'

/** A map whose entries end by the clock and whose number is bounded: the oldest goes first. Needs no timer. */
export class ExpiringMap<Value> {
  readonly #clock: Clock
  readonly #lifetime: number
  readonly #limit: number
  readonly #entries = new Map<string, { value: Value; until: number }>()

  /** @param lifetime milliseconds an entry lives after it was set */
  constructor(clock: Clock, lifetime: number, limit: number) {
    this.#clock = clock
    this.#lifetime = lifetime
    this.#limit = limit
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key)
    return entry !== undefined && entry.until > this.#clock.now() ? entry.value : undefined
  }

  /** Sets or replaces an entry; its lifetime begins anew. */
  set(key: string, value: Value, lifetime = this.#lifetime): void {
    this.#entries.delete(key)
    this.#prune()
    this.#entries.set(key, { value, until: this.#clock.now() + lifetime })
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }

  #prune(): void {
    for (const [key, { until }] of this.#entries) {
      if (until > this.#clock.now() && this.#entries.size < this.#limit) return
      this.#entries.delete(key)
    }
  }
}
