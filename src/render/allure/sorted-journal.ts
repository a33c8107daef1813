import { type CaseKey, caseKeyText, isCaseEvent, type JournalEvent } from '#record'

/** The events of a journal as it grows, kept by case, so that a case is told without looking through all others. */
export class SortedJournal {
  /** When the run began and ended. */
  readonly #bounds: JournalEvent[] = []
  readonly #cases = new Map<string, JournalEvent[]>()

  /** Takes in what was added to the journal. */
  add(events: readonly JournalEvent[]): void {
    for (const event of events) {
      if (event.event === 'run-started' || event.event === 'run-ended') this.#bounds.push(event)
      else if (isCaseEvent(event)) this.#keep(event, event)
      else if (event.event === 'planned') {
        for (const planned of event.cases) this.#keep(planned, { ...event, cases: [planned] })
      }
    }
  }

  /** The journal as if this were the run's only case. */
  of(key: CaseKey): JournalEvent[] {
    return [...this.#bounds, ...this.#own(key)].sort((one, other) => one.n - other.n)
  }

  /** Whether a case ended after it was last planned. */
  hasEnded(key: CaseKey): boolean {
    const last = this.#own(key).findLast(({ event }) => event === 'planned' || event === 'case-ended')
    return last?.event === 'case-ended'
  }

  #own(key: CaseKey): readonly JournalEvent[] {
    return this.#cases.get(caseKeyText(key)) ?? []
  }

  #keep(key: CaseKey, event: JournalEvent): void {
    const text = caseKeyText(key)
    const known = this.#cases.get(text)
    if (known === undefined) this.#cases.set(text, [event])
    else known.push(event)
  }
}
