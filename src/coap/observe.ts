/** Whether a notification is newer than the newest before it (RFC 7641 §3.4): 24-bit sequence numbers, 128 s. */
export class Freshness {
  #newest: { value: number; at: number } | undefined

  /**
   * Takes note of a notification and tells whether it is fresh. One without Observe is: it ends the observation.
   * @param at milliseconds
   */
  take(observe: number | undefined, at: number): boolean {
    if (observe === undefined) return true
    const newest = this.#newest
    const fresh = newest === undefined || isAfter(observe, newest.value) || at > newest.at + 128_000
    if (fresh) this.#newest = { value: observe, at }
    return fresh
  }
}

function isAfter(value: number, newest: number): boolean {
  const half = 2 ** 23
  return newest < value ? value - newest < half : newest - value > half
}
