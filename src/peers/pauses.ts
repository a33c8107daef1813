import type { Clock } from '#net'

/** Waits that all end at once when their owner stops, so that no timer outlives it. */
export class Pauses {
  readonly #clock: Clock
  readonly #open = new Set<() => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** True when so many milliseconds have passed; false when `end` came first. */
  pass(milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = this.#clock.after(milliseconds, () => {
        this.#open.delete(giveUp)
        resolve(true)
      })
      const giveUp = (): void => {
        timer.cancel()
        resolve(false)
      }
      this.#open.add(giveUp)
    })
  }

  /** Ends all waits that are open. */
  end(): void {
    const open = [...this.#open]
    this.#open.clear()
    for (const giveUp of open) giveUp()
  }
}
