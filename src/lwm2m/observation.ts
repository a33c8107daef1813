import { type Ids, isWithin, type Node, type Value, valuesEqual } from '#content'
import type { Clock, Timer } from '#net'
import type { NotificationAttributes } from './attributes.ts'

export interface ObservationOptions {
  readonly path: Ids
  readonly clock: Clock
  /** The readable values at and below the path, now. */
  readonly read: () => readonly Node[]
  /** Attributes in force for the path, with the defaults of /1/x/2 and /1/x/3 filled in. */
  readonly attributes: () => NotificationAttributes
  readonly notify: (sequence: number) => void
  /** First Observe value. */
  readonly sequence: number
}

/** One observation on the side that reports: when to notify (Core 1.1.1 §5.1.2, §6.4.2). */
export class Observation {
  readonly path: Ids
  readonly #options: ObservationOptions
  #sequence: number
  #reported: readonly Node[]
  #reportedAt: number
  #minTimer: Timer | undefined
  #maxTimer: Timer | undefined
  #ended = false

  constructor(options: ObservationOptions) {
    this.path = options.path
    this.#options = options
    this.#sequence = options.sequence
    this.#reported = options.read()
    this.#reportedAt = options.clock.now()
    this.#armMax()
  }

  /** Observe value of the latest report. */
  get sequence(): number {
    return this.#sequence
  }

  /** The store changed at a path; reports now, when pmin ends, or not at all. */
  changed(path: Ids): void {
    if (this.#ended || !(isWithin(path, this.path) || isWithin(this.path, path))) return
    const now = this.#options.read()
    if (!this.matters(this.#reported, now, this.#options.attributes())) return
    this.#reportSoon()
  }

  /** Attributes changed: the periods start over from the last report. */
  rescheduled(): void {
    if (!this.#ended) this.#armMax()
  }

  /** Whether a change since the last report is one to report: gt or lt crossed, st reached, or any change without them. */
  matters(reported: readonly Node[], now: readonly Node[], { gt, lt, st }: NotificationAttributes): boolean {
    const before = new Map(reported.map(({ path, value }) => [path.join('/'), value]))
    const changes = now.filter(({ path, value }) => !same(before.get(path.join('/')), value))
    if (changes.length === 0) return now.length !== reported.length
    if (gt === undefined && lt === undefined && st === undefined) return true
    return changes.some(({ path, value }) => {
      const from = numeric(before.get(path.join('/')))
      const to = numeric(value)
      if (from === undefined || to === undefined) return true
      const crossed = (limit: number): boolean =>
        (from <= limit && to > limit) || (from >= limit && to < limit)
      return (
        (gt !== undefined && crossed(gt)) ||
        (lt !== undefined && crossed(lt)) ||
        (st !== undefined && Math.abs(to - from) >= st)
      )
    })
  }

  /** Milliseconds until a change may be reported. */
  holdBack({ pmin = 0 }: NotificationAttributes): number {
    return Math.max(0, this.#reportedAt + pmin * 1000 - this.#options.clock.now())
  }

  /** Milliseconds from the last report until the value is reported changed or not; undefined: never. */
  longest({ pmin = 0, pmax }: NotificationAttributes): number | undefined {
    return pmax === undefined || pmax === 0 || pmax < pmin ? undefined : pmax * 1000
  }

  /** The Observe value after this one (RFC 7641 §4.4). */
  next(sequence: number): number {
    return (sequence + 1) % 2 ** 24
  }

  end(): void {
    this.#ended = true
    this.#minTimer?.cancel()
    this.#maxTimer?.cancel()
  }

  #reportSoon(): void {
    if (this.#minTimer !== undefined) return
    this.#minTimer = this.#options.clock.after(this.holdBack(this.#options.attributes()), () => {
      this.#minTimer = undefined
      this.#report()
    })
  }

  #armMax(): void {
    this.#maxTimer?.cancel()
    const longest = this.longest(this.#options.attributes())
    if (longest === undefined) return
    const left = this.#reportedAt + longest - this.#options.clock.now()
    this.#maxTimer = this.#options.clock.after(left, () => this.#report())
  }

  #report(): void {
    if (this.#ended) return
    this.#minTimer?.cancel()
    this.#minTimer = undefined
    this.#reported = this.#options.read()
    this.#reportedAt = this.#options.clock.now()
    this.#sequence = this.next(this.#sequence)
    this.#armMax()
    this.#options.notify(this.#sequence)
  }
}

function same(a: Value | undefined, b: Value | undefined): boolean {
  return a === undefined || b === undefined ? a === b : valuesEqual(a, b)
}

function numeric(value: Value | undefined): number | undefined {
  return value !== undefined && ['integer', 'unsigned', 'float', 'time'].includes(value.type)
    ? Number(value.value)
    : undefined
}
