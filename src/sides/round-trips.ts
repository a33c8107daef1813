/** How many of the latest round trips count. */
const span = 31

/** What a round trip takes on the path to the IUT. */
export class RoundTrips {
  readonly #latest: number[] = []

  /** @param ms milliseconds from a request to its answer, with all its repetitions */
  note(ms: number): void {
    this.#latest.push(ms)
    if (this.#latest.length > span) this.#latest.shift()
  }

  /** Milliseconds, the median: one request that had to be repeated does not make the path a slow one. */
  get typical(): number {
    const sorted = this.#latest.toSorted((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)] ?? 0
  }
}
