/** A timer that has not fired yet. */
export interface Timer {
  /** Forgets the task; harmless once it has run. */
  cancel(): void
}

/** The only source of time. Real runs use the wall clock, self-test a virtual one. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
  /** Runs `task` once, `ms` milliseconds from now (never synchronously). */
  after(ms: number, task: () => void): Timer
  /** Keeps virtual time from jumping while work outside its sight is in flight; call the result to let go. */
  hold(): () => void
}

/** Resolves `ms` milliseconds from now. */
export function sleep(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, resolve)
  })
}

/** The wall clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    // Node fires at once beyond 2^31-1 ms; longer waits go in hops.
    const longest = 2 ** 31 - 1
    let timer: NodeJS.Timeout
    const arm = (left: number): void => {
      timer = setTimeout(() => (left > longest ? arm(left - longest) : task()), Math.min(left, longest))
    }
    arm(Math.max(0, ms))
    return { cancel: () => clearTimeout(timer) }
  },
  hold: () => () => {},
}

interface Pending {
  at: number
  order: number
  task: () => void
}

/**
 * A clock that jumps to its next timer as soon as nothing else can happen: every microtask and immediate has run
 * and no `hold()` is open. 93 seconds cost microseconds, and equal instants fire in the order they were set.
 */
export class VirtualClock implements Clock {
  #now: number
  #order = 0
  #holds = 0
  #scheduled = false
  #ended = false
  readonly #pending: Pending[] = []

  /** @param start milliseconds since the Unix epoch at which virtual time begins */
  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  after(ms: number, task: () => void): Timer {
    if (this.#ended) return { cancel: () => {} }
    const entry: Pending = { at: this.#now + Math.max(0, ms), order: this.#order++, task }
    let index = this.#pending.length
    while (index > 0 && this.#pending[index - 1]!.at > entry.at) index--
    this.#pending.splice(index, 0, entry)
    this.#schedule()
    return {
      cancel: () => {
        const at = this.#pending.indexOf(entry)
        if (at >= 0) this.#pending.splice(at, 1)
      },
    }
  }

  /** The end of its world: what waits is forgotten, and nothing more happens. */
  end(): void {
    this.#ended = true
    this.#pending.length = 0
  }

  hold(): () => void {
    this.#holds++
    let open = true
    return () => {
      if (!open) return
      open = false
      this.#holds--
      this.#schedule()
    }
  }

  #schedule(): void {
    if (this.#scheduled || this.#holds > 0 || this.#pending.length === 0) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      if (this.#holds > 0) return
      const next = this.#pending.shift()
      if (next === undefined) return
      this.#now = Math.max(this.#now, next.at)
      next.task()
      this.#schedule()
    })
  }
}
