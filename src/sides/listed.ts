import type { Registration } from '#lwm2m'
import type { Answer } from './views.ts'

type Objects = Registration['objects']

/** What a Client's answers to Discover listed, for as long as it tells of nothing that came or went. */
export class Listed {
  #objects: Objects | undefined
  readonly #answers = new Map<string, Answer>()

  /** The answer to an earlier Discover. @param objects that the Client tells of now */
  get(path: string, objects: Objects | undefined): Answer | undefined {
    return objects === this.#objects ? this.#answers.get(path) : undefined
  }

  /** @param objects that the Client told of when it was asked */
  keep(path: string, answer: Answer, objects: Objects | undefined): void {
    if (objects !== this.#objects) this.clear()
    this.#objects = objects
    this.#answers.set(path, answer)
  }

  /** We are about to change what it would list. */
  clear(): void {
    this.#answers.clear()
  }
}
