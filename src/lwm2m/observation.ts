import { type Ids, isWithin, type Node } from '#content'
import type { Clock, Timer } from '#net'
import type { NotificationAttributes } from './attributes.ts'
import { isWorthReporting, jointly } from './conditions.ts'

export interface ObservationOptions {
  /** One, or those of a composite observation. */
  readonly paths: readonly Ids[]
  readonly clock: Clock
  /** The readable values at and below a path, now. */
  readonly read: (path: Ids) => readonly Node[]
  /** Attributes in force for a path, with the defaults of /1/x/2 and /1/x/3 filled in. */
  readonly attributes: (path: Ids) => NotificationAttributes
  readonly notify: (sequence: number) => void
  /** First Observe value. */
  readonly sequence: number
}

/** One of the observed paths. */
interface Part {
  readonly path: Ids
  reported: readonly Node[]
  current: readonly Node[]
}

/** One observation on the side that reports: when to notify (Core 1.1.1 §5.1.2, §6.4.2). */
export class Observation {
  readonly paths: readonly Ids[]
  readonly #options: ObservationOptions
  readonly #parts: readonly Part[]
  #sequence: number
  #reportedAt: number
  #evaluatedAt = Number.NEGATIVE_INFINITY
  #minTimer: Timer | undefined
  #maxTimer: Timer | undefined
  #evaluation: Timer | undefined
  #ended = false

  constructor(options: ObservationOptions) {
    this.paths = options.paths
    this.#options = options
    this.#sequence = options.sequence
    this.#parts = options.paths.map((path) => {
      const reported = options.read(path)
      return { path, reported, current: reported }
    })
    this.#reportedAt = options.clock.now()
    this.#armMax()
  }

  /** Observe value of the latest report. */
  get sequence(): number {
    return this.#sequence
  }

  /** Attributes in force: those of its path, or what those of several paths make together. */
  attributes(): NotificationAttributes {
    const all = this.paths.map((path) => this.#options.attributes(path))
    return all.length === 1 ? all[0]! : jointly(all)
  }

  /** The store changed at a path; reports now, when epmin or pmin ends, or not at all. */
  changed(path: Ids): void {
    if (this.#ended || this.#evaluation !== undefined) return
    if (!this.paths.some((observed) => isWithin(path, observed) || isWithin(observed, path))) return
    const { clock } = this.#options
    const wait = this.#evaluatedAt + this.evaluationPeriod(this.attributes()) - clock.now()
    if (wait > 0) this.#evaluation = clock.after(wait, () => this.#evaluate())
    else this.#evaluate()
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

  /** Whether the change of one path is one to report. `before`: the values just before this change. */
  matters(
    reported: readonly Node[],
    now: readonly Node[],
    attributes: NotificationAttributes,
    before = reported,
  ): boolean {
    return isWorthReporting({ reported, before, now }, attributes)
  }

  /** Milliseconds from one look at the values to the next. */
  evaluationPeriod({ epmin = 0 }: NotificationAttributes): number {
    return epmin * 1000
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
    this.#evaluation?.cancel()
  }

  #evaluate(): void {
    this.#evaluation = undefined
    this.#evaluatedAt = this.#options.clock.now()
    let matters = false
    for (const part of this.#parts) {
      const before = part.current
      part.current = this.#options.read(part.path)
      const attributes = this.#options.attributes(part.path)
      if (this.matters(part.reported, part.current, attributes, before)) matters = true
    }
    if (matters) this.#reportSoon()
  }

  #reportSoon(): void {
    if (this.#minTimer !== undefined) return
    this.#minTimer = this.#options.clock.after(this.holdBack(this.attributes()), () => {
      this.#minTimer = undefined
      this.#report()
    })
  }

  #armMax(): void {
    this.#maxTimer?.cancel()
    const longest = this.longest(this.attributes())
    if (longest === undefined) return
    const left = this.#reportedAt + longest - this.#options.clock.now()
    this.#maxTimer = this.#options.clock.after(left, () => this.#report())
  }

  #report(): void {
    if (this.#ended) return
    this.#minTimer?.cancel()
    this.#minTimer = undefined
    for (const part of this.#parts) {
      part.reported = this.#options.read(part.path)
      part.current = part.reported
    }
    this.#reportedAt = this.#options.clock.now()
    this.#sequence = this.next(this.#sequence)
    this.#armMax()
    this.#options.notify(this.#sequence)
  }
}
