import type { ChairName, IutIdentity, Reference, RunRecord } from '#record'
import { type Verdict, verdicts } from '#verdict'

/** An IUT in one line. */
export function iutName({ vendor, model, version }: IutIdentity): string {
  return (
    [vendor, model, version].filter((part) => part !== undefined && part !== '').join(' ') || 'unnamed IUT'
  )
}

/** A rule and whether it may be trusted, in one line. */
export function referenceText(reference: readonly Reference[]): string {
  return reference
    .map(({ clause, unverified }) =>
      unverified === undefined ? clause : `${clause} (unverified: ${unverified})`,
    )
    .join(', ')
}

/** From worst to harmless: the order in which people want to read. */
export const worstFirst: readonly Verdict[] = verdicts.toReversed()

/** What a run's exit code says. */
export function exitMeaning(code: number | null): string {
  const meanings: Readonly<Record<number, string>> = {
    0: 'conformant: all that was judged passed',
    1: 'not conformant: a criterion was not met',
    2: 'nothing was selected, or the options were wrong',
    3: 'not decided: the ICS or IXIT leaves questions open',
    4: 'not decided: not everything could be judged',
    5: 'not decided: the tester itself failed',
    130: 'interrupted',
  }
  if (code === null) return 'the run never came to its end'
  return meanings[code] ?? `exit code ${code}`
}

/** Text without characters that move a cursor, turn the writing direction or break a file format. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069\ufffe\uffff]/gu, '\ufffd')
}

/** How many cases of each verdict a group holds, in one row per group. */
export function verdictRows<T extends { readonly verdict: Verdict }>(
  cases: readonly T[],
  groupOf: (found: T) => string,
): { readonly group: string; readonly counts: Readonly<Record<Verdict, number>>; readonly total: number }[] {
  const rows = new Map<string, { counts: Record<Verdict, number>; total: number }>()
  for (const found of cases) {
    const group = groupOf(found)
    const row = rows.get(group) ?? {
      counts: { 'NOT APPLICABLE': 0, PASS: 0, INCONCLUSIVE: 0, FAIL: 0, ERROR: 0 },
      total: 0,
    }
    row.counts[found.verdict]++
    row.total++
    rows.set(group, row)
  }
  return [...rows].map(([group, row]) => ({ group, ...row }))
}

/** `client` or `client + bootstrap`. */
export function chairsText(chairs: readonly ChairName[]): string {
  return chairs.join(' + ')
}

/** What a run was, in pairs of name and value, for the head of a report. */
export function runFacts(record: RunRecord): readonly (readonly [name: string, value: string])[] {
  const { tool, seating, options, waits } = record
  const asleep = `${inSeconds(waits.booked.case)} imposed by cases, ${inSeconds(waits.booked.iut)} needed by the IUT`
  return [
    ['IUT', iutName(record.iut)],
    ['Chairs of the IUT', chairsText(seating.iut)],
    ['Chairs of the tester', chairsText(seating.tester) || 'none'],
    ['LwM2M', record.lwm2m],
    ['Profile', record.profile],
    ['Transport and channel', `${record.transport}, ${record.channel}`],
    ['Timing', record.timing],
    ['Tolerance', record.tolerance === null ? 'default' : `${record.tolerance} s`],
    ['Strict', record.strict ? 'yes' : 'no'],
    ['Seed', record.seed],
    ['Waits', asleep],
    ['Started', moment(record.started)],
    ['Ended', `${moment(record.ended)}${record.interrupted ? ' (interrupted)' : ''}`],
    ['Tool', `${tool.name} ${tool.version}, Node ${tool.node}`],
    ['Options', JSON.stringify(options)],
  ]
}

function moment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`
}

/** Milliseconds as a person says them: `0.7 s`, `93 s`, `4 min 10 s`. */
export function inSeconds(ms: number): string {
  const whole = Math.round(ms / 1000)
  if (whole < 10) return `${(ms / 1000).toFixed(1)} s`
  if (whole < 120) return `${whole} s`
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** Milliseconds a case took; null when it was not begun or never ended. */
export function duration({
  started,
  ended,
}: {
  started: string | null
  ended: string | null
}): number | null {
  return started === null || ended === null ? null : Date.parse(ended) - Date.parse(started)
}

/** What is wrong with a claim, in words: `the ICS says yes to RES.3.7, but Discover /3/0 does not list /3/0/7`. */
export function contradictionText({ item, claimed, contradiction }: RunRecord['claims'][number]): string {
  return `the ICS says ${claimed === true ? 'yes' : 'no'} to ${item}, but ${contradiction ?? 'nothing speaks against it'}`
}
