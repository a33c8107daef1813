/** A message that is due, or may come. */
export interface Step {
  readonly type: number
  readonly optional?: boolean
}

/** The order in which messages of a flight are due. */
export class Steps {
  #left: readonly Step[]

  constructor(steps: readonly Step[]) {
    this.#left = steps
  }

  /** The types of which one may come next. */
  get due(): number[] {
    const last = this.#left.findIndex(({ optional }) => !optional)
    return (last < 0 ? this.#left : this.#left.slice(0, last + 1)).map(({ type }) => type)
  }

  /** Goes on to a message; false when it is not due. */
  take(type: number): boolean {
    const at = this.due.indexOf(type)
    if (at >= 0) this.#left = this.#left.slice(at + 1)
    return at >= 0
  }
}
