import { type Ids, isWithin, type Node, pathText, type Value, valuesEqual } from '#content'
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
  #current: readonly Node[]
  #reportedAt: number
  #minTimer: Timer | undefined
  #maxTimer: Timer | undefined
  #ended = false

  constructor(options: ObservationOptions) {
    this.path = options.path
    this.#options = options
    this.#sequence = options.sequence
    this.#reported = options.read()
    this.#current = this.#reported
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
    const before = this.#current
    this.#current = this.#options.read()
    const matters = this.matters(this.#reported, this.#current, this.#options.attributes(), before)
    if (matters) this.#reportSoon()
  }

  /** Attributes changed: the periods, counted from the last report, are the new ones. */
  rescheduled(): void {
    if (this.#ended) return
    this.#armMax()
    if (this.#minTimer === undefined) return
    this.#minTimer.cancel()
    this.#minTimer = undefined
    this.#reportSoon()
  }

  /**
   * Whether a change is one to report: the value rose above gt, fell below lt, or is st away from the one reported last;
   * without these conditions, any change since the last report. `before`: the values just before this change.
   */
  matters(
    reported: readonly Node[],
    now: readonly Node[],
    { gt, lt, st }: NotificationAttributes,
    before = reported,
  ): boolean {
    const last = byPath(reported)
    const changes = now.filter(({ path, value }) => !same(last.get(pathText(path)), value))
    if (gt === undefined && lt === undefined && st === undefined) {
      return changes.length > 0 || now.length !== reported.length
    }
    const previous = byPath(before)
    return now.some(({ path, value }) => {
      const [base, from, to] = [last.get(pathText(path)), previous.get(pathText(path)), value].map(numeric)
      if (from === undefined || to === undefined) return !same(previous.get(pathText(path)), value)
      const above = gt !== undefined && from <= gt && to > gt
      const below = lt !== undefined && from >= lt && to < lt
      return above || below || (st !== undefined && Math.abs(to - (base ?? from)) >= st)
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
    this.#current = this.#reported
    this.#reportedAt = this.#options.clock.now()
    this.#sequence = this.next(this.#sequence)
    this.#armMax()
    this.#options.notify(this.#sequence)
  }
}

function byPath(nodes: readonly Node[]): ReadonlyMap<string, Value | undefined> {
  return new Map(nodes.map(({ path, value }) => [pathText(path), value]))
}

function same(a: Value | undefined, b: Value | undefined): boolean {
  return a === undefined || b === undefined ? a === b : valuesEqual(a, b)
}

function numeric(value: Value | undefined): number | undefined {
  return value !== undefined && ['integer', 'unsigned', 'float', 'time'].includes(value.type)
    ? Number(value.value)
    : undefined
}
