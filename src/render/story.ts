import {
  type CaseEvent,
  type CaseRecord,
  caseKeyText,
  isCaseEvent,
  type JournalEvent,
  type RunRecord,
  runRecord,
} from '#record'

/** A case as the record sums it up, with the events that led there. */
export interface Story {
  readonly record: CaseRecord
  /** Of all attempts; of a case that a resumed run took up again, only what came since. */
  readonly events: readonly CaseEvent[]
}

/** A run as reports tell it. */
export interface RunStory {
  readonly record: RunRecord
  readonly stories: readonly Story[]
  /** What was noted outside the cases. */
  readonly notes: readonly string[]
}

/** Gathers the events of a run case by case. */
export function runStory(events: readonly JournalEvent[]): RunStory {
  const record = runRecord(events)
  const byCase = new Map<string, CaseEvent[]>()
  for (const event of events) {
    if (!isCaseEvent(event)) continue
    const key = caseKeyText(event)
    const known = byCase.get(key)
    const begins = event.event === 'case-started' && event.attempt === 1
    if (known === undefined || begins) byCase.set(key, [event])
    else known.push(event)
  }
  const notes = events.flatMap((event) => (event.event === 'note' ? [event.text] : []))
  return {
    record,
    stories: record.cases.map((found) => ({
      record: found,
      events: abridged(byCase.get(caseKeyText(found)) ?? []),
    })),
    notes,
  }
}

/** How many messages of a case are shown from its beginning, and from its end: who floods us sends a hundred times as many. */
const shown = { first: 1000, last: 500 } as const

/** Without the messages in the middle of very many, but for those that a verdict rests on. */
function abridged(events: readonly CaseEvent[]): readonly CaseEvent[] {
  const messages = events.filter((event) => event.event === 'message')
  if (messages.length <= shown.first + shown.last) return events
  const named = new Set(
    events.flatMap((event) => (event.event !== 'message' && 'frame' in event ? [event.frame] : [])),
  )
  const middle = messages.slice(shown.first, -shown.last).filter(({ frame }) => !named.has(frame))
  const [first] = middle
  const leftOut = new Set<CaseEvent>(middle)
  return events.flatMap((event) => {
    if (!leftOut.has(event)) return [event]
    if (event !== first) return []
    const { n, at, id, chair, endpoint } = first
    const text = `${middle.length} messages are left out from here on; the capture has them all`
    return [{ n, at, event: 'step', id, chair, endpoint, text } satisfies CaseEvent]
  })
}

/** The exchange of a case in plain text: seconds since it began, direction, frame and message, with steps between. */
export function exchangeLog({ events }: Story): string {
  const begin = events[0]?.at ?? 0
  return events.flatMap((event) => exchangeLines(event, seconds(event.at - begin))).join('\n')
}

function exchangeLines(event: CaseEvent, at: string): string[] {
  switch (event.event) {
    case 'case-started':
      return event.attempt === 1 ? [] : [`${at}  == attempt ${event.attempt}`]
    case 'step':
      return [`${at}  -- ${event.text}`]
    case 'wait':
      return [`${at}  -- waits ${seconds(event.ms)} s: ${event.reason}`]
    case 'prompt':
      return [`${at}  -- asked the operator: ${event.text} [${event.answer}]`]
    case 'message': {
      const arrow = event.direction === 'in' ? '<-' : '->'
      const again = event.repeated ? ' (repeated)' : ''
      const peer = event.direction === 'in' ? event.from : event.to
      return [
        `${at}  ${arrow} #${event.frame} ${peer} ${event.text}${again}`,
        ...event.violations.map((text) => `${' '.repeat(at.length)}     ! ${text}`),
      ]
    }
    default:
      return []
  }
}

/** Milliseconds as seconds with three digits. */
export function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}
