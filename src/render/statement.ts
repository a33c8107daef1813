import type { CaseRecord, RunRecord } from '#record'
import { verdicts } from '#verdict'
import {
  contradictionText,
  exitMeaning,
  inSeconds,
  iutName,
  printable,
  runFacts,
  worstFirst,
} from './words.ts'

/** The conformance statement of a run, in Markdown: what was judged, by what, with which result. */
export function statement(record: RunRecord): string {
  return `${[
    `# Conformance statement: ${text(iutName(record.iut))}`,
    summary(record),
    certifiable(record),
    section('Implementation and test', table(['Fact', 'Value'], runFacts(record))),
    section('Implementations that took part', participants(record)),
    section('What the verdicts rest on', digests(record)),
    section('ICS: what was claimed and found', claims(record)),
    section('IXIT: what testing was told', ixit(record)),
    section('Verdicts', `${counts(record)}\n\n${cases(record.cases)}`),
    section('Numbers of the profile that this suite does not execute', notScored(record)),
    section('Criteria that were not met', failures(record.cases)),
    section('Observations', observations(record.cases)),
    section('Waits', waits(record)),
    section('Evidence', evidence(record)),
  ].join('\n\n')}\n`
}

function summary({
  verdict,
  exitCode,
  cases,
  lwm2m,
  profile,
  channel,
  transport,
  started,
}: RunRecord): string {
  const judged = cases.filter((found) => found.verdict === 'PASS' || found.verdict === 'FAIL').length
  return [
    `**${verdict}**: ${exitMeaning(exitCode)}.`,
    `${judged} of ${cases.length} cases of ${text(profile)} (LwM2M ${text(lwm2m)}) were decided over ${text(transport)}, ${text(channel)}, on ${started.slice(0, 10)}.`,
  ].join('\n')
}

function certifiable({ notCertifiable, interrupted }: RunRecord): string {
  const reasons = [...notCertifiable, ...(interrupted ? ['the run was interrupted'] : [])]
  if (reasons.length === 0)
    return 'Nothing in the way this run was made speaks against using it for a certificate.'
  return [
    '> **This is not certifiable**, and no certificate may be based on it:',
    ...reasons.map((reason) => `> - ${text(reason)}`),
  ].join('\n')
}

function participants({ endpoints }: RunRecord): string {
  return table(
    ['Endpoint', 'Told of itself', 'Came'],
    endpoints.map(({ endpoint, identity, text: came }) => [endpoint, iutName(identity), came]),
  )
}

function digests({ digests: { profile, ics, ixit, registry } }: RunRecord): string {
  return table(
    ['Document', 'SHA-256'],
    Object.entries({ Profile: profile, ICS: ics, IXIT: ixit, 'Object registry': registry }).map(
      ([name, digest]) => [name, digest ?? 'none'],
    ),
  )
}

/** Every item that was asked for, with what answered it; then what is still to be answered, and what is contradicted. */
function claims({ claims: list }: RunRecord): string {
  const rows = list.map(({ endpoint, item, claimed, source, why }) => [
    endpoint,
    item,
    claimed === null ? 'unanswered' : claimed ? 'yes' : 'no',
    source === 'ics' ? 'ICS' : why,
  ])
  const questions = list.filter(({ claimed }) => claimed === null).map(({ why }) => `- ${text(why)}`)
  const wrong = list.filter(({ contradiction }) => contradiction !== null)
  return [
    table(['Endpoint', 'Item', 'Claimed', 'By'], rows),
    ...(questions.length === 0
      ? []
      : [`**Not certifiable until these are answered:**\n\n${questions.join('\n')}`]),
    ...(wrong.length === 0
      ? []
      : [
          `**The wire contradicts the ICS:**\n\n${wrong.map((claim) => `- ${text(contradictionText(claim))}`).join('\n')}`,
        ]),
  ].join('\n\n')
}

function ixit({ ixit: told }: RunRecord): string {
  return table(
    ['Item', 'Value'],
    Object.entries(told).map(([item, value]) => [item, JSON.stringify(value)]),
  )
}

function counts(record: RunRecord): string {
  return table(worstFirst, [worstFirst.map((verdict) => `${record.counts[verdict]}`)])
}

function cases(list: readonly CaseRecord[]): string {
  return table(
    ['Case', 'Title', 'Chair', 'Endpoint', 'Verdict', 'Outcome', 'Why'],
    list.map(({ label, title, chair, endpoint, verdict, outcome, reason }) => [
      label,
      title,
      chair,
      endpoint,
      verdict,
      outcome,
      reason,
    ]),
  )
}

function notScored({ notScored: list }: RunRecord): string {
  return table(
    ['Number', 'Title', 'Why'],
    list.map(({ id, title, reason }) => [id, title, reason]),
  )
}

function failures(list: readonly CaseRecord[]): string {
  const rows = list.flatMap(({ label, endpoint, criteria }) =>
    criteria
      .filter(({ verdict }) => verdicts.indexOf(verdict) >= verdicts.indexOf('FAIL'))
      .map(({ letter, judged, text: rule, reference, expected, seen }) => [
        ...[
          `${label} ${letter}`,
          endpoint,
          `the ${judged} ${rule}`,
          reference.map(({ clause }) => clause).join(', '),
        ],
        ...[expected, seen],
      ]),
  )
  return table(['Criterion', 'Endpoint', 'Requirement', 'Clause', 'Expected', 'Seen'], rows)
}

function observations(list: readonly CaseRecord[]): string {
  const rows = list.flatMap(({ label, endpoint, observations: found }) =>
    found.map((one) => [label, endpoint, one.text]),
  )
  return table(['Case', 'Endpoint', 'Observation'], rows)
}

function waits({ waits: { list, booked } }: RunRecord): string {
  const rows = list.map(({ id, endpoint, ms, reason, booked: whose }) => [
    id,
    endpoint,
    inSeconds(ms),
    reason,
    whose === 'case' ? 'the case' : 'the IUT',
  ])
  const sums = `Imposed by cases: ${inSeconds(booked.case)}. Needed by the IUT: ${inSeconds(booked.iut)}.`
  return rows.length === 0
    ? 'None.'
    : `${sums}\n\n${table(['Case', 'Endpoint', 'Time', 'Reason', 'Whose'], rows)}`
}

function evidence({ digests: { captures } }: RunRecord): string {
  return table(
    ['Case', 'Endpoint', 'Capture', 'SHA-256'],
    captures.map(({ id, endpoint, path, digest }) => [id, endpoint, path, digest]),
  )
}

function section(title: string, content: string): string {
  return `## ${title}\n\n${content}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return 'None.'
  const line = (cells: readonly string[]): string => `| ${cells.map(text).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

/** Without Markdown or HTML of its own. */
function text(value: string): string {
  return printable(value).replaceAll(/[\\`*_[\]<>|~]|&(?=[#\w]+;)/g, '\\$&')
}
