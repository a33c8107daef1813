import {
  type CaseKey,
  type ChairName,
  type EventDraft,
  type JournalEvent,
  memoryJournal,
  openJournal,
  type PlannedCase,
} from '#record'
import type { Outcome, Verdict } from '#verdict'

/** What an IUT may call itself to break a report. */
export const hostile = `"><script>alert('x')</script>&amp;\u0007]]>\u202e`

const client = 'urn:imei:004999010640000'

interface Told {
  readonly id: string
  readonly title: string
  readonly area: string
  readonly purpose: string
  readonly clause: string
  readonly verdict: Verdict
  readonly outcome: Outcome
  readonly reason: string
  readonly events: (key: CaseKey) => readonly EventDraft[]
}

const message = (
  key: CaseKey,
  direction: 'in' | 'out',
  frame: number,
  text: string,
  violations: readonly string[] = [],
): EventDraft => ({
  event: 'message',
  ...key,
  direction,
  from: direction === 'in' ? '127.0.0.1:56830' : '127.0.0.1:5683',
  to: direction === 'in' ? '127.0.0.1:5683' : '127.0.0.1:56830',
  frame,
  text,
  violations,
  repeated: frame === 4,
})

const criterion = (
  key: CaseKey,
  letter: string,
  verdict: Verdict,
  text: string,
  found: {
    expected: string
    seen: string
    frame: number | null
    clause: string
    hint?: string
    unverified?: string
  },
): EventDraft => ({
  event: 'criterion',
  ...key,
  letter,
  judged: key.chair,
  text,
  level: 'MUST',
  verdict,
  reference: [
    found.unverified === undefined
      ? { clause: found.clause }
      : { clause: found.clause, unverified: found.unverified },
  ],
  expected: found.expected,
  seen: found.seen,
  frame: found.frame,
  hint: found.hint ?? '',
})

const stories: readonly Told[] = [
  {
    id: 'int-101',
    title: 'Initial Registration',
    area: 'Registration',
    purpose: 'A Client registers with its endpoint name, lifetime, version, binding and objects.',
    clause: 'Core 1.1.1 §6.2.1',
    verdict: 'PASS',
    outcome: 'run',
    reason: '',
    events: (key) => [
      { event: 'step', ...key, text: 'the client registers' },
      message(
        key,
        'in',
        1,
        'CON POST /rd?ep=urn:imei:004999010640000&lt=300&lwm2m=1.1&b=U mid=17 token=a1 "</1/0>,</3/0>"',
      ),
      message(key, 'out', 2, 'ACK 2.01 Created mid=17 token=a1 Location-Path=rd/5a3f'),
      criterion(key, 'A', 'PASS', 'sends a Register with all its parameters', {
        ...{
          expected: 'a Register with ep, lt, lwm2m and b',
          seen: 'as expected',
          frame: 1,
          clause: 'Core 1.1.1 §6.2.1',
        },
      }),
      criterion(key, 'B', 'PASS', 'answers a Read of /3/0 afterwards', {
        ...{ expected: '2.05 Content', seen: 'as expected', frame: 4, clause: 'RFC 7252 §5.2' },
      }),
    ],
  },
  {
    id: 'int-102',
    title: 'Registration Update',
    area: 'Registration',
    purpose: 'A Client whose lifetime is written tells the Server by an Update before the lifetime ends.',
    clause: 'Core 1.1.1 §6.2.2',
    verdict: 'FAIL',
    outcome: 'run',
    reason: 'a criterion was not met',
    events: (key) => [
      { event: 'step', ...key, text: 'the server writes 20 to /1/0/1' },
      message(key, 'out', 1, 'CON PUT /1/0/1 mid=18 token=a2 "20"'),
      message(key, 'in', 2, 'ACK 2.04 Changed mid=18 token=a2', [
        'octet 4: Content-Format stands in a response without payload (RFC 7252 §5.5.1)',
      ]),
      { event: 'wait', ...key, ms: 20_000, reason: 'the new lifetime', booked: 'case' },
      { event: 'wait', ...key, ms: 1_400, reason: 'the IUT was asleep', booked: 'iut' },
      message(key, 'in', 3, 'CON POST /rd/5a3f?lt=30 mid=19 token=a3'),
      message(key, 'in', 4, 'CON POST /rd/5a3f?lt=30 mid=19 token=a3'),
      criterion(key, 'A', 'PASS', 'answers the Write with 2.04', {
        ...{ expected: '2.04 Changed', seen: 'as expected', frame: 2, clause: 'Core 1.1.1 §6.3.3' },
      }),
      criterion(key, 'B', 'FAIL', 'sends an Update with the new lifetime', {
        ...{
          expected: 'an Update with lt=20',
          seen: 'lt=30',
          frame: 3,
          clause: 'Core 1.1.1 §6.2.2',
          unverified: 'issue 544',
        },
        hint: 'Look in frame 3 of the capture at what the client sent, and compare it with Core 1.1.1 §6.2.2.',
      }),
      {
        ...{
          event: 'observation',
          ...key,
          text: 'SHOULD send the Update before the lifetime ends: sent 0.4 s after',
          frame: 3,
        },
        reference: [{ clause: 'Core 1.1.1 §6.2.2' }],
      },
      { event: 'undo', ...key, text: 'writes 300 back to /1/0/1', done: true },
    ],
  },
  {
    id: 'int-104',
    title: 'Registration Update Trigger',
    area: 'Registration',
    purpose: 'A Client sends an Update when the Server executes the Registration Update Trigger.',
    clause: 'Core 1.1.1 §6.2.2',
    verdict: 'INCONCLUSIVE',
    outcome: 'could-not-run',
    reason: 'depends on int-102',
    events: () => [],
  },
  {
    id: 'int-205',
    title: 'Setting basic information in Plain Text format',
    area: 'Device management',
    purpose: 'A Client whose Read is asked in plain text answers in plain text.',
    clause: 'Core 1.1.1 §7.4.1',
    verdict: 'NOT APPLICABLE',
    outcome: 'not-claimed',
    reason: 'the ICS says no to CF.TEXT',
    events: (key) => [message(key, 'in', 1, 'ACK 4.06 Not Acceptable mid=20 token=a4')],
  },
  {
    id: 'TP/COAP/MSG/BI-02',
    title: 'Reset of an unknown message',
    area: 'CoAP',
    purpose: 'A Client rejects an empty Confirmable message with a Reset.',
    clause: 'RFC 7252 §4.3',
    verdict: 'ERROR',
    outcome: 'run',
    reason: 'our server: the socket was closed',
    events: (key) => [
      { event: 'prompt', ...key, text: 'Switch the device off, then on.', answer: 'done' },
      { event: 'undo', ...key, text: 'takes the observation of /3/0/9 back: no answer', done: false },
    ],
  },
]

function planned(endpoint: string, chair: ChairName): EventDraft {
  const cases: PlannedCase[] = stories.map(({ id, title }) => ({
    id,
    title,
    chair,
    endpoint,
    label: labelOf(id),
  }))
  cases.push({
    id: 'int-301',
    title: 'Observation and Notification of Parameter Values',
    chair,
    endpoint,
    label: '1.1-int-301',
  })
  return { event: 'planned', endpoint, cases }
}

function labelOf(id: string): string {
  return id.startsWith('int-') ? `1.1-${id}` : id
}

function told(story: Told, endpoint: string, chair: ChairName): EventDraft[] {
  const key: CaseKey = { id: story.id, chair, endpoint }
  const { title, area, purpose, clause, verdict, outcome, reason, events } = story
  const file = `evidence/${story.id.replaceAll('/', '-')}-${chair}.pcapng`
  const capture = outcome === 'run' ? { path: file, digest: 'c'.repeat(64) } : null
  const facts = {
    channel: 'nosec',
    attempt: 1,
    editions: ['1.0', '1.1'],
    area,
    purpose,
    reference: [{ clause }],
  }
  const errata =
    story.id === 'int-102' ? ['the ETS prints lt=20 and lt=30; the value that was written is judged'] : []
  return [
    { event: 'case-started', ...key, label: labelOf(story.id), title, ...facts, errata },
    ...events(key),
    {
      event: 'case-ended',
      ...key,
      verdict,
      outcome,
      reason,
      capture,
      frame: verdict === 'NOT APPLICABLE' ? 1 : null,
    },
  ]
}

const started: EventDraft = {
  event: 'run-started',
  run: '2026-11-21-120000-nosec',
  tool: { name: 'lwm2m-conformance', version: '0.1.0', node: 'v20.20.2' },
  seating: { iut: ['client'], tester: ['server', 'bootstrap'] },
  iut: { vendor: 'Example Devices', model: 'EX-100', version: '2.4.1' },
  lwm2m: '1.1',
  profile: 'ets-1.1',
  transport: 'udp',
  channel: 'nosec',
  timing: 'short',
  seed: '7',
  strict: false,
  tolerance: null,
  digests: { profile: 'a'.repeat(64), ics: 'd'.repeat(64), ixit: null, registry: 'b'.repeat(64) },
  notCertifiable: ['short timing: waits are not those of the specification'],
  notScored: [],
  ixit: {},
  options: { allow: ['reboot'] },
}

/** A run on two endpoints with every verdict, one of them named to break reports; the second is not reached whole. */
export function runDrafts(): EventDraft[] {
  return [
    started,
    {
      event: 'iut',
      endpoint: client,
      identity: { vendor: 'Example Devices', model: 'EX-100' },
      text: 'registered from 127.0.0.1:56830',
    },
    planned(client, 'client'),
    ...stories.flatMap((story) => told(story, client, 'client')),
    planned(hostile, 'client'),
    { event: 'note', text: 'a device came that nobody awaited' },
    ...stories.slice(0, 2).flatMap((story) => told(story, hostile, 'client')),
    { event: 'run-ended', verdict: 'ERROR', exitCode: 5, interrupted: false },
  ]
}

const start = Date.parse('2026-11-21T12:00:00Z')
const tick = 730

/** The fixture run as its journal holds it. */
export function runEvents(drafts = runDrafts()): readonly JournalEvent[] {
  let ticks = 0
  const journal = memoryJournal(() => start + tick * ticks++)
  for (const draft of drafts) journal.append(draft)
  return journal.events
}

/** Writes the fixture run into a run folder. */
export function writeRun(folder: string, drafts = runDrafts()): void {
  let ticks = 0
  const journal = openJournal(folder, () => start + tick * ticks++)
  for (const draft of drafts) journal.append(draft)
  journal.close()
}
