/** Which sequence numbers of an epoch were seen: a sliding window of 64 (RFC 6347 §4.1.2.6). */
export class ReplayWindow {
  #highest = -1
  #seen = 0n

  /** Whether the record may be new. */
  admits(sequence: number): boolean {
    const behind = this.#highest - sequence
    if (behind < 0) return true
    return behind < 64 && ((this.#seen >> BigInt(behind)) & 1n) === 0n
  }

  /** Notes a record that proved genuine; whether it is newer than all before. */
  mark(sequence: number): boolean {
    const ahead = sequence - this.#highest
    if (ahead <= 0) {
      if (ahead > -64) this.#seen |= 1n << BigInt(-ahead)
      return false
    }
    this.#seen = ahead >= 64 ? 1n : BigInt.asUintN(64, this.#seen << BigInt(ahead)) | 1n
    this.#highest = sequence
    return true
  }
}
