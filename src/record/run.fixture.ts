import type { EventDraft, JournalEvent } from './events.ts'
import { memoryJournal } from './journal.ts'

/** A case of the fixture run, as its events name it. */
export const key = { id: 'int-102', chair: 'client', endpoint: 'device-1' } as const

export const runStarted = {
  event: 'run-started',
  run: '2026-11-21-1',
  tool: { name: 'lwm2m-conformance', version: '0.1.0', node: 'v20.20.2' },
  seating: { iut: ['client'], tester: ['server', 'bootstrap'] },
  iut: { vendor: 'Example' },
  lwm2m: '1.1',
  profile: 'ets-1.1',
  transport: 'udp',
  channel: 'nosec',
  timing: 'normal',
  seed: '7',
  strict: false,
  tolerance: null,
  digests: { profile: 'a'.repeat(64), ics: null, ixit: null, registry: 'b'.repeat(64) },
  notCertifiable: [],
  notScored: [],
  ixit: {},
  options: {},
} as const satisfies EventDraft

export const planned: EventDraft = {
  event: 'planned',
  endpoint: key.endpoint,
  cases: [
    { ...key, label: '1.1-int-102', title: 'Update' },
    { ...key, id: 'int-103', label: '1.1-int-103', title: 'De-register' },
  ],
}

/** The beginning of the fixture's case. @param attempt counts from 1 */
export function caseStarted(attempt = 1): EventDraft {
  return {
    event: 'case-started',
    ...key,
    label: '1.1-int-102',
    title: 'Update',
    channel: 'nosec',
    attempt,
    editions: ['1.1'],
    area: 'Registration',
    purpose: 'A Client prolongs its registration.',
    reference: [{ clause: 'Core 1.1.1 §6.2.2' }],
    errata: ['the lifetime is 30 s'],
  }
}

/** An evaluation of criterion A. */
export function criterion(verdict: 'PASS' | 'FAIL', seen: string): EventDraft {
  return {
    ...{
      event: 'criterion',
      ...key,
      letter: 'A',
      judged: 'client',
      text: 'sends an Update',
      level: 'MUST',
      verdict,
    },
    ...{
      reference: [{ clause: 'Core 1.1.1 §6.2.2', unverified: 'issue 1' }],
      expected: 'lt=30',
      seen,
      frame: 3,
    },
    hint: verdict === 'PASS' ? '' : 'Look at frame 3.',
  }
}

/** The end of the fixture's case. */
export function caseEnded(verdict: 'PASS' | 'FAIL'): EventDraft {
  const capture = { path: 'evidence/int-102.pcapng', digest: 'c'.repeat(64) }
  const reason = verdict === 'PASS' ? '' : 'a criterion was not met'
  return { event: 'case-ended', ...key, verdict, outcome: 'run', reason, capture, frame: null }
}

export const wait: EventDraft = {
  event: 'wait',
  ...key,
  ms: 93_000,
  reason: 'MAX_TRANSMIT_WAIT',
  booked: 'case',
}
export const undo: EventDraft = { event: 'undo', ...key, text: 'writes 30 back to /1/0/1', done: true }
export const observation: EventDraft = {
  ...{ event: 'observation', ...key, text: 'SHOULD not repeat itself', frame: 4 },
  reference: [{ clause: 'RFC 7252 §4.2' }],
}
export const runEnded: EventDraft = { event: 'run-ended', verdict: 'FAIL', exitCode: 1, interrupted: false }

/** Stamps drafts as a journal would, one second apart from 2026-11-21T00:00:00Z. */
export function stamped(...drafts: EventDraft[]): readonly JournalEvent[] {
  const start = Date.parse('2026-11-21T00:00:00Z')
  let seconds = 0
  const journal = memoryJournal(() => start + 1000 * seconds++)
  for (const draft of drafts) journal.append(draft)
  return journal.events
}
