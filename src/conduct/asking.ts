import { Absent, type ClientChair } from '#sides'

/** Silences in a row after which a device that answers pings, and no requests, is asked no more. */
const enough = 3

/** Asks a device what it may leave unanswered; one that does not answer a ping either is asked no more. */
export class Asking {
  readonly #client: Pick<ClientChair, 'isAlive'>
  #silences = 0
  #isOver = false

  constructor(client: Pick<ClientChair, 'isAlive'>) {
    this.#client = client
  }

  /** What comes of a request, or why nothing does; undefined when the device is asked no more. */
  async of<T>(request: () => Promise<T>): Promise<T | Absent | undefined> {
    if (this.#isOver) return undefined
    try {
      const answer = await request()
      this.#silences = 0
      return answer
    } catch (failure) {
      if (!(failure instanceof Absent)) throw failure
      if (failure.reason === 'silence')
        this.#isOver = ++this.#silences >= enough || !(await this.#client.isAlive())
      return failure
    }
  }
}
