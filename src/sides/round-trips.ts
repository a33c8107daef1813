import { defaultTransmission } from '#coap'

/** How many of the latest round trips count. */
const span = 31

/** How many requests must have been repeated before it is the path that is slow, and not a message that was lost. */
const enough = 3

/** Of fewer round trips, nobody can say whether they are steady. */
const few = 5

/** What a round trip takes on the path to the IUT. */
export class RoundTrips {
  readonly #latest: number[] = []

  /** @param ms milliseconds from a request to its answer, with all its repetitions */
  note(ms: number): void {
    this.#latest.push(ms)
    if (this.#latest.length > span) this.#latest.shift()
  }

  /** Milliseconds, the median. A request that was repeated tells of a slow path only where most were (RFC 6298 §3). */
  get typical(): number {
    return median(this.#telling())
  }

  /**
   * Milliseconds that they differ by from what is typical, the median: a path that is slow, but steady, has none. Of few
   * it is taken for as long as they take.
   */
  get jitter(): number {
    const telling = this.#telling()
    const { typical } = this
    return telling.length < few ? typical : median(telling.map((ms) => Math.abs(ms - typical)))
  }

  #telling(): readonly number[] {
    const once = this.#latest.filter((ms) => ms < defaultTransmission.ackTimeout)
    const repeated = this.#latest.length - once.length
    return repeated < enough || repeated <= once.length ? once : this.#latest
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
