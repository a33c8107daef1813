import { type Verdict, verdicts, worst } from '#verdict'
import { afterEvent, caseKeyText, isCaseEvent, plannedCase } from './case-record.ts'
import type { EventOf, IutIdentity, JournalEvent } from './events.ts'
import type { CaseRecord, RunRecord } from './run-record.types.ts'

/**
 * What a run found, folded from its journal; the same for a run that ended, was killed or is still going on.
 * Cases that were planned and not ended are INCONCLUSIVE (out-of-time). Throws when the journal holds no run.
 */
export function runRecord(events: readonly JournalEvent[]): RunRecord {
  const [started, ...resumed] = events.filter((event) => event.event === 'run-started')
  if (started === undefined) throw new Error('this journal holds no run: its event "run-started" is missing')
  const { run, tool, seating, lwm2m, profile, transport, channel, timing, seed, strict, tolerance, options } =
    started
  const end = endOf(events)
  const cases = casesIn(events, channel)
  const endpoints = endpointsIn(events)
  return {
    schemaVersion: 1,
    ...{ run, tool, seating, iut: identityOf(started.iut, endpoints) },
    ...{ lwm2m, profile, transport, channel, timing, seed, strict, tolerance, options },
    endpoints,
    digests: { ...started.digests, captures: cases.flatMap(captureOf) },
    notCertifiable: [
      ...new Set([
        ...[started, ...resumed].flatMap(({ notCertifiable }) => notCertifiable),
        ...resumed.flatMap((again) => changesSince(started, again)),
      ]),
    ],
    notScored: started.notScored.map(({ id, title, reason }) => ({ id, title, reason })),
    ixit: started.ixit,
    claims: claimsIn(events),
    started: time(started),
    ended: time(end ?? events.at(-1) ?? started),
    interrupted: end?.interrupted ?? true,
    verdict: worst([...cases.map(({ verdict }) => verdict), ...(end === undefined ? [] : [end.verdict])]),
    exitCode: end?.exitCode ?? null,
    counts: countsOf(cases),
    waits: waitsOf(cases),
    cases,
  }
}

/** What a run was taken up again with, and not begun with: a certificate rests on one set of rules. */
function changesSince(started: Started, again: Started): string[] {
  const rules = ({
    lwm2m,
    profile,
    transport,
    channel,
    timing,
    strict,
    tolerance,
    digests,
    tool,
  }: Started) => ({
    ...{ LwM2M: lwm2m, profile, transport, channel, timing, strict, tolerance },
    ...{ ICS: digests.ics, IXIT: digests.ixit, 'object registry': digests.registry },
    'version of the tool': tool.version,
  })
  const before = new Map<string, unknown>(Object.entries(rules(started)))
  return Object.entries(rules(again)).flatMap(([name, value]) =>
    before.get(name) === value ? [] : [`it was taken up again with another ${name}`],
  )
}

type Started = EventOf<'run-started'>

/** Whether a run came to its end, and was not taken up again after it. */
export function hasEnded(events: readonly JournalEvent[]): boolean {
  return endOf(events) !== undefined
}

/** The end of the run, unless it was taken up again after it. */
function endOf(events: readonly JournalEvent[]): EventOf<'run-ended'> | undefined {
  const index = events.findLastIndex(({ event }) => event === 'run-started' || event === 'run-ended')
  const last = events[index]
  return last?.event === 'run-ended' ? last : undefined
}

function time({ at }: { readonly at: number }): string {
  return new Date(at).toISOString()
}

function casesIn(events: readonly JournalEvent[], channel: string): CaseRecord[] {
  const cases = new Map<string, CaseRecord>()
  for (const event of events) {
    if (event.event === 'planned') {
      for (const planned of event.cases) {
        const key = caseKeyText(planned)
        if (!cases.has(key)) cases.set(key, plannedCase(planned, channel))
      }
    } else if (isCaseEvent(event)) {
      const key = caseKeyText(event)
      const known = cases.get(key) ?? plannedCase({ ...event, label: event.id, title: event.id }, channel)
      cases.set(key, afterEvent(known, event))
    }
  }
  return [...cases.values()]
}

/** The last answer to each item counts: a run that was taken up again asks anew. */
function claimsIn(events: readonly JournalEvent[]): RunRecord['claims'] {
  const found = new Map<string, RunRecord['claims'][number]>()
  for (const event of events) {
    if (event.event !== 'claim') continue
    const { endpoint, item, claimed, source, why, contradiction } = event
    found.set(JSON.stringify([endpoint, item]), { endpoint, item, claimed, source, why, contradiction })
  }
  return [...found.values()]
}

function endpointsIn(events: readonly JournalEvent[]): RunRecord['endpoints'] {
  const endpoints = new Map<string, RunRecord['endpoints'][number]>()
  for (const event of events) {
    if (event.event === 'planned' && !endpoints.has(event.endpoint)) {
      endpoints.set(event.endpoint, { endpoint: event.endpoint, identity: {}, text: '' })
    }
    if (event.event !== 'iut') continue
    const { endpoint, identity, text } = event
    endpoints.set(endpoint, {
      endpoint,
      identity: { ...endpoints.get(endpoint)?.identity, ...identity },
      text,
    })
  }
  return [...endpoints.values()]
}

/** What the user said of the IUT goes before what it tells of itself. */
function identityOf(named: IutIdentity, endpoints: RunRecord['endpoints']): IutIdentity {
  const [only, ...others] = endpoints
  return others.length === 0 ? { ...only?.identity, ...named } : named
}

function captureOf({ id, chair, endpoint, capture }: CaseRecord): RunRecord['digests']['captures'] {
  return capture === null ? [] : [{ id, chair, endpoint, ...capture }]
}

function countsOf(cases: readonly CaseRecord[]): Record<Verdict, number> {
  const counts = { 'NOT APPLICABLE': 0, PASS: 0, INCONCLUSIVE: 0, FAIL: 0, ERROR: 0 }
  for (const verdict of verdicts) counts[verdict] = cases.filter((found) => found.verdict === verdict).length
  return counts
}

function waitsOf(cases: readonly CaseRecord[]): RunRecord['waits'] {
  const list = cases.flatMap(({ id, chair, endpoint, waits }) =>
    waits.map((wait) => ({ id, chair, endpoint, ...wait })),
  )
  const sum = (whose: 'case' | 'iut'): number =>
    list.filter(({ booked }) => booked === whose).reduce((total, { ms }) => total + ms, 0)
  return { booked: { case: sum('case'), iut: sum('iut') }, list }
}
