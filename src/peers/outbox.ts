/** Operations for clients, one at a time each (NSTART, RFC 7252 §4.7), and none while a client sleeps. */
export class Outbox {
  readonly #sleeps: (endpoint: string) => boolean
  readonly #turns = new Map<string, Promise<unknown>>()
  readonly #waiting = new Map<string, (() => void)[]>()

  /** @param sleeps whether a client is known to be out of reach */
  constructor(sleeps: (endpoint: string) => boolean) {
    this.#sleeps = sleeps
  }

  /** Runs an operation when the ones before it are over and the client is awake. */
  post<T>(endpoint: string, operation: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(endpoint) ?? Promise.resolve()
    const turn = before
      .catch(() => undefined)
      .then(() => this.#awake(endpoint))
      .then(operation)
    this.#turns.set(endpoint, turn)
    return turn
  }

  /** The client was heard, or is gone: what waits for it goes on. */
  wake(endpoint: string): void {
    const waiting = this.#waiting.get(endpoint) ?? []
    this.#waiting.delete(endpoint)
    for (const go of waiting) go()
  }

  #awake(endpoint: string): Promise<void> {
    if (!this.#sleeps(endpoint)) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiting.set(endpoint, [...(this.#waiting.get(endpoint) ?? []), resolve])
    })
  }
}
