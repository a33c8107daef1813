import { verdicts } from '#verdict'
import type { CaseKey, EventOf, JournalEvent, PlannedCase, Reference } from './events.ts'
import type { CaseRecord, CriterionRecord } from './run-record.types.ts'

/** An event that belongs to one case. */
export type CaseEvent = Extract<JournalEvent, CaseKey>

/** Whether an event belongs to one case. */
export function isCaseEvent(event: JournalEvent): event is CaseEvent {
  return 'id' in event
}

/** One text for one judged case of a run: case, chair, endpoint. */
export function caseKeyText({ id, chair, endpoint }: CaseKey): string {
  return JSON.stringify([id, chair, endpoint])
}

/** A case that the plan holds and nobody has begun. */
export function plannedCase({ id, label, title, chair, endpoint }: PlannedCase, channel: string): CaseRecord {
  return {
    id,
    label,
    title,
    chair,
    endpoint,
    channel,
    area: '',
    purpose: '',
    reference: [],
    errata: [],
    verdict: 'INCONCLUSIVE',
    outcome: 'out-of-time',
    reason: 'the run ended before this case',
    criteria: [],
    observations: [],
    waits: [],
    undo: [],
    capture: null,
    frame: null,
    started: null,
    ended: null,
    attempts: 0,
  }
}

/** A case after one more of its events. */
export function afterEvent(record: CaseRecord, event: CaseEvent): CaseRecord {
  switch (event.event) {
    case 'case-started':
      return begun(record, event)
    case 'criterion':
      return { ...record, criteria: withCriterion(record.criteria, event) }
    case 'observation': {
      const { text, reference, frame } = event
      return {
        ...record,
        observations: [...record.observations, { text, reference: reference.map(plainReference), frame }],
      }
    }
    case 'wait': {
      const { ms, reason, booked } = event
      return { ...record, waits: [...record.waits, { ms, reason, booked }] }
    }
    case 'undo': {
      const { text, done } = event
      return { ...record, undo: [...record.undo, { text, done }] }
    }
    case 'case-ended': {
      const { verdict, outcome, reason, capture, frame } = event
      return { ...record, verdict, outcome, reason, capture, frame, ended: new Date(event.at).toISOString() }
    }
    default:
      return record
  }
}

/** A repetition judges anew, but its waits were spent all the same; a resumed run begins the case from nothing. */
function begun(record: CaseRecord, event: EventOf<'case-started'>): CaseRecord {
  const { label, title, channel, area, purpose, reference, errata, attempt } = event
  const fresh = attempt === 1 ? plannedCase({ ...record, label, title }, channel) : record
  return {
    ...fresh,
    channel,
    area,
    purpose,
    reference: reference.map(plainReference),
    errata,
    reason: 'the run ended during this case',
    criteria: [],
    observations: [],
    started: attempt === 1 ? new Date(event.at).toISOString() : record.started,
    attempts: record.attempts + 1,
  }
}

function withCriterion(list: readonly CriterionRecord[], event: EventOf<'criterion'>): CriterionRecord[] {
  const { letter, judged, text, level, verdict, reference, expected, seen, frame, hint } = event
  const references = reference.map(plainReference)
  const found = { letter, judged, text, level, verdict, reference: references, expected, seen, frame, hint }
  const index = list.findIndex((known) => known.letter === letter)
  const earlier = list[index]
  if (earlier === undefined) return [...list, { ...found, occurrences: 1 }]
  const worse = verdicts.indexOf(verdict) > verdicts.indexOf(earlier.verdict)
  return list.with(index, { ...(worse ? found : earlier), occurrences: earlier.occurrences + 1 })
}

/** Without what a writer may have left beside it. */
function plainReference({ clause, unverified }: Reference): Reference {
  return unverified === undefined ? { clause } : { clause, unverified }
}
