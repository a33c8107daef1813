import type { ChairName } from '#record'

/** A moment that came: what it brought and where the evidence lies. */
export interface Occurrence<T> {
  readonly value: T
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  /** Frame number in the capture of the case. */
  readonly frame: number | null
  /** Position in the session's inbox: what comes `after` this moment is searched from here. */
  readonly position: number
}

/** Why a moment did not come. */
export type AbsenceReason =
  /** Nothing like it within its time. */
  | 'silence'
  /** Something like it came, but not as stated. */
  | 'different'
  /** The request was rejected with RST. */
  | 'reset'
  /** Nobody could be asked to bring it about. */
  | 'no stimulus'
  /** Nothing like it, but it may have gone where nobody of ours listens. */
  | 'unseen'

/** A moment did not come. */
export class Absent extends Error {
  readonly reason: AbsenceReason
  readonly author: ChairName
  readonly expected: string
  readonly seen: string
  readonly frame: number | null

  constructor(absence: {
    reason: AbsenceReason
    author: ChairName
    expected: string
    seen: string
    frame?: number | null
  }) {
    super(`${absence.expected}: ${absence.seen}`)
    this.reason = absence.reason
    this.author = absence.author
    this.expected = absence.expected
    this.seen = absence.seen
    this.frame = absence.frame ?? null
  }
}

/** Something that is to happen, once, by the doing of one chair. Waiting starts when somebody asks for it. */
export class Moment<T> {
  /** In words: `an Update with lt=20`. */
  readonly what: string
  /** The chair that owes it. */
  readonly author: ChairName
  #occurrence: Promise<Occurrence<T>> | undefined
  readonly #await: () => Promise<Occurrence<T>>

  constructor(what: string, author: ChairName, awaits: () => Promise<Occurrence<T>>) {
    this.what = what
    this.author = author
    this.#await = awaits
  }

  /** Waits for it. @throws Absent */
  occurrence(): Promise<Occurrence<T>> {
    this.#occurrence ??= this.#await()
    return this.#occurrence
  }

  /** Waits for it outside any criterion. @throws Absent */
  async happens(): Promise<T> {
    return (await this.occurrence()).value
  }

  /** Waits for it where it may as well stay away: false when it does. */
  async comes(): Promise<boolean> {
    try {
      await this.occurrence()
      return true
    } catch (failure) {
      if (failure instanceof Absent) return false
      throw failure
    }
  }

  /** The same moment seen another way. */
  map<U>(what: string, view: (value: T) => U): Moment<U> {
    return new Moment(what, this.author, async () => {
      const occurrence = await this.occurrence()
      return { ...occurrence, value: view(occurrence.value) }
    })
  }
}

/**
 * What a verb sets going. It returns at once; its moments are waited for.
 * `sent` is the message that performs it on the wire, `answered` the reply from the other chair.
 */
export interface Act<Sent, Answered> {
  readonly sent: Moment<Sent>
  readonly answered: Moment<Answered>
}

/** An act of a chair that we wait for: its order can be demanded. */
export interface Awaited<Sent, Answered> extends Act<Sent, Answered> {
  /** Only counts when it happens after `moment`. */
  after(moment: Moment<unknown>): Awaited<Sent, Answered>
  /** Only counts when it comes within this many seconds (beside tolerance and retransmission). */
  within(seconds: number): Awaited<Sent, Answered>
}

/** The first of several alternatives to come, each allowed by its own clause. @throws Absent when none comes */
export function firstOf<T>(...alternatives: readonly Moment<T>[]): Moment<T> {
  const what = alternatives.map((moment) => moment.what).join(', or ')
  return new Moment(what, alternatives[0]!.author, async () => {
    try {
      return await Promise.any(alternatives.map((moment) => moment.occurrence()))
    } catch (failure) {
      const first = failure instanceof AggregateError ? failure.errors[0] : failure
      if (!(first instanceof Absent)) throw first
      throw new Absent({
        reason: first.reason,
        author: first.author,
        expected: what,
        seen: first.seen,
        frame: first.frame,
      })
    }
  })
}
