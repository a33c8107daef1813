/** Which sequence numbers of a peer have been taken: a sliding window like that of DTLS (RFC 8613 §3.2.2, §7.4). */
export class ReplayWindow {
  readonly #size: number
  readonly #taken = new Set<number>()
  #next = 0

  /** @param size how many numbers back from the highest may still come; 32 by default */
  constructor(size = 32) {
    this.#size = size
  }

  /** Whether the number is neither taken nor left of the window. */
  isFresh(number: number): boolean {
    return number >= this.#next || (number >= this.#lowest && !this.#taken.has(number))
  }

  /** Marks a number as taken; the window moves with the highest. */
  take(number: number): void {
    this.#taken.add(number)
    this.#next = Math.max(this.#next, number + 1)
    for (const one of this.#taken) if (one < this.#lowest) this.#taken.delete(one)
  }

  /** Everything up to the number counts as taken: its sender has proved to be fresh (RFC 8613 Appendix B.1.2). */
  startAfter(number: number): void {
    this.#taken.clear()
    this.#next = number + 1
    for (let one = this.#lowest; one <= number; one++) this.#taken.add(one)
  }

  get #lowest(): number {
    return Math.max(0, this.#next - this.#size)
  }
}
