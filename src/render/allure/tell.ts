import { createHash } from 'node:crypto'
import * as allure from 'allure-js-commons'
import { type CaseEvent, type CaseRecord, caseKeyText, type EventOf, type RunRecord } from '#record'
import type { Verdict } from '#verdict'
import { clauseLink } from '../clause-link.ts'
import { criterionLines } from '../criterion-text.ts'
import { exchangeLog, type Story, seconds } from '../story.ts'
import { referenceText } from '../words.ts'
import { type Revision, revisionParameter } from './revise.ts'

const statuses: Readonly<Record<Verdict, allure.Status>> = {
  PASS: allure.Status.PASSED,
  FAIL: allure.Status.FAILED,
  INCONCLUSIVE: allure.Status.BROKEN,
  ERROR: allure.Status.BROKEN,
  'NOT APPLICABLE': allure.Status.SKIPPED,
}

/** Tells the running Vitest test, and so Allure, what a case found. */
export async function tell(story: Story, run: RunRecord): Promise<void> {
  const { record } = story
  await allure.labels(...labelsOf(record, run))
  await allure.parameter('chair', record.chair)
  await allure.parameter('endpoint', record.endpoint)
  await allure.parameter('transport', run.transport)
  await allure.parameter('channel', record.channel)
  for (const clause of clausesOf(record)) {
    const url = clauseLink(clause)
    if (url !== undefined) await allure.link(url, clause)
  }
  await allure.description(description(record))
  for (const event of story.events) await tellStep(event)
  if (story.events.length > 0) {
    await allure.attachment('Exchange', exchangeLog(story), allure.ContentType.TEXT)
  }
  // Last, so that a failure of the telling itself shows up as what it is.
  await allure.parameter(revisionParameter, JSON.stringify(revisionOf(story, run)))
}

function revisionOf({ record, events }: Story, run: RunRecord): Revision {
  const { verdict, label, title, chair, endpoint } = record
  const start = events[0]?.at ?? Date.parse(run.ended)
  // Results of one identity are taken for retries of one test.
  const identity = `${caseKeyText(record)} ${run.transport} ${record.channel} ${run.lwm2m}`
  return {
    status: statuses[verdict],
    stage: allure.Stage.FINISHED,
    statusDetails: statusDetails(record),
    fullName: `${label} ${title} (${chair} ${endpoint})`,
    titlePath: [endpoint, chair],
    testCaseId: digest(identity),
    historyId: digest(identity),
    start,
    stop: events.at(-1)?.at ?? start,
  }
}

/** Why it is no PASS; the first broken criterion gives what Allure shows as expected and actual. */
function statusDetails({ verdict, outcome, reason, criteria, capture }: CaseRecord): allure.StatusDetails {
  if (verdict === 'PASS') return {}
  const message = `${verdict}${outcome === 'run' ? '' : ` (${outcome})`}: ${reason}`
  const broken = criteria.filter((criterion) => criterion.verdict === 'FAIL')
  const lines = [message, ...broken.flatMap((criterion) => criterionLines(criterion, capture))]
  const [first] = broken
  return {
    message: lines.join('\n'),
    ...(first === undefined ? {} : { expected: first.expected, actual: first.seen }),
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

function labelsOf(record: CaseRecord, { lwm2m }: Pick<RunRecord, 'lwm2m'>): allure.Label[] {
  const { id, title, area, verdict, outcome, reason } = record
  return [
    { name: 'epic', value: `LwM2M ${lwm2m}` },
    ...(area === '' ? [] : [{ name: 'feature', value: area }]),
    { name: 'story', value: title },
    { name: 'case', value: id },
    { name: 'verdict', value: verdict },
    { name: 'outcome', value: outcome },
    ...(reason === '' ? [] : [{ name: 'reason', value: reason }]),
    ...clausesOf(record).map((value) => ({ name: 'clause', value })),
  ]
}

function clausesOf({ reference, criteria }: CaseRecord): string[] {
  const clauses = new Set(
    [...reference, ...criteria.flatMap((criterion) => criterion.reference)].map(({ clause }) => clause),
  )
  return [...clauses]
}

function description({
  purpose,
  verdict,
  reason,
  errata,
  observations,
  capture,
  criteria,
}: CaseRecord): string {
  const hints = new Set(criteria.map(({ hint }) => hint).filter((hint) => hint !== ''))
  return [
    purpose,
    ...(reason === '' ? [] : [`**${verdict}**: ${plain(reason)}`]),
    ...[...hints].map((hint) => `**What to try**: ${plain(hint)}`),
    ...observations.map(({ text }) => `**Observation**: ${plain(text)}`),
    ...errata.map((text) => `**Erratum of the test specification**: ${plain(text)}`),
    ...(capture === null ? [] : [`**Capture**: ${plain(capture.path)} (SHA-256 ${capture.digest})`]),
  ].join('\n\n')
}

/** Without Markdown or HTML of its own. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|&!]/g, (mark) => `&#${mark.charCodeAt(0)};`)
}

async function tellStep(event: CaseEvent): Promise<void> {
  switch (event.event) {
    case 'case-started':
      return event.attempt === 1 ? undefined : step(`attempt ${event.attempt}`, event.at)
    case 'step':
      return step(event.text, event.at)
    case 'wait':
      return step(`waits ${seconds(event.ms)} s: ${event.reason}`, event.at, { stop: event.at + event.ms })
    case 'prompt':
      return step(`asks the operator: ${event.text}`, event.at, { parameters: { answer: event.answer } })
    case 'criterion':
      return criterionStep(event)
    case 'observation':
      return step(`observation: ${event.text}`, event.at)
    case 'undo':
      return step(`puts back: ${event.text}`, event.at, event.done ? {} : { status: allure.Status.BROKEN })
    default:
      return undefined
  }
}

function criterionStep(event: EventOf<'criterion'>): Promise<void> {
  const { letter, judged, text, level, verdict, reference, expected, seen, frame, hint, at } = event
  const passed = verdict === 'PASS' || verdict === 'NOT APPLICABLE'
  return step(`${letter} ${verdict}: the ${judged} ${text}`, at, {
    status: statuses[verdict],
    statusDetails: passed ? {} : { message: `expected ${expected}; seen ${seen}. ${hint}`.trim() },
    parameters: {
      expected,
      seen,
      clause: referenceText(reference),
      level,
      ...(frame === null ? {} : { frame: `${frame}` }),
    },
  })
}

/** A step at its own time, not at the time of telling. */
async function step(
  name: string,
  start: number,
  {
    stop = start,
    parameters = {},
    ...rest
  }: Revision & { parameters?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  await allure.step(name, async (context) => {
    for (const [parameter, value] of Object.entries(parameters)) await context.parameter(parameter, value)
    await context.parameter(revisionParameter, JSON.stringify({ start, stop, ...rest } satisfies Revision))
  })
}
