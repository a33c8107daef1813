import type { CaseResult } from './case.ts'

/** So many cases in a row without an answer, and an IUT is taken for gone. */
const enough = 2

/** Notices an IUT that went away, or never was there, so that the rest of a plan does not wait for it case by case. */
export class Silence {
  readonly #isHeard: () => boolean
  #cases = 0
  #since = ''

  /** @param isHeard whether anything ever came from the IUT */
  constructor(isHeard: () => boolean) {
    this.#isHeard = isHeard
  }

  /**
   * Takes the end of a case.
   * @param passed messages that passed during it, by direction
   */
  note(
    id: string,
    { gone, verdict }: CaseResult,
    passed: { readonly in: number; readonly out: number },
  ): void {
    const unanswered = passed.in === 0 && passed.out > 0 && verdict === 'INCONCLUSIVE'
    if (gone === true || unanswered) {
      if (this.#cases++ === 0) this.#since = id
    } else if (passed.in > 0) this.#cases = 0
  }

  /** What is told of the cases that are left; undefined while the IUT is about. */
  get obstacle(): CaseResult | undefined {
    if (this.#cases < (this.#isHeard() ? enough : 1)) return undefined
    const reason = this.#isHeard()
      ? `the IUT stopped answering in ${this.#since} and did not come back`
      : `the IUT did not answer in ${this.#since}, and never before: does it run at the address that it is asked at?`
    return { verdict: 'INCONCLUSIVE', outcome: 'out-of-time', reason }
  }
}
