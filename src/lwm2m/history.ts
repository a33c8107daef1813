/** Reports of observations that wait until the one before them was acknowledged (Core 1.2 §7.3.2, hqmax). */
export class History<Report> {
  readonly #waiting = new Map<string, Report[]>()

  /** A report of an observation is under way. */
  begins(key: string): void {
    if (!this.#waiting.has(key)) this.#waiting.set(key, [])
  }

  /**
   * Keeps a report while another of its observation is under way, and drops the oldest beyond a limit.
   * @returns false where none is under way, or nothing is to be kept: it is to be sent at once
   */
  keeps(key: string, report: Report, limit: number): boolean {
    const waiting = this.#waiting.get(key)
    if (waiting === undefined || limit === 0) return false
    waiting.push(report)
    waiting.splice(0, waiting.length - limit)
    return true
  }

  /** The one under way has come: the oldest that was kept, if any, is to follow. */
  next(key: string): Report | undefined {
    const next = this.#waiting.get(key)?.shift()
    if (next === undefined) this.#waiting.delete(key)
    return next
  }

  /** Forgets what was kept. */
  end(key: string): void {
    this.#waiting.delete(key)
  }
}
