import pc from 'picocolors'
import {
  afterEvent,
  type CaseEvent,
  type CaseRecord,
  caseKeyText,
  type EventOf,
  isCaseEvent,
  type JournalEvent,
  maskEvent,
  plannedCase,
} from '#record'
import { type Verdict, verdicts } from '#verdict'
import { criterionLines } from './criterion-text.ts'
import {
  contradictionText,
  duration,
  exitMeaning,
  inSeconds,
  iutName,
  printable,
  verdictRows,
  worstFirst,
} from './words.ts'

/** Where and how progress is shown. */
export interface TerminalOptions {
  readonly write: (text: string) => void
  /** Whether escape codes for colours are wanted; see NO_COLOR. */
  readonly color: boolean
  /** Whether one line may be rewritten to tell what is going on: a terminal, not a file. */
  readonly live: boolean
  /** Whether somebody types there just now, whose prompt is not to be written over: what is to be shown waits. */
  readonly isHeld?: () => boolean
  /** Width of the terminal in characters. */
  readonly columns: number
  /** What the journal held of a run that is gone on with: counted, not shown again. */
  readonly before?: readonly JournalEvent[]
}

/**
 * Shows a run as its journal grows: a line for each case that ended, for a failure all it takes to look into it, and
 * a table at the end. Cases of several IUTs may run at once; each is written whole when it ends.
 */
export function terminalRenderer(options: TerminalOptions): (event: JournalEvent) => void {
  const renderer = new TerminalRenderer(options)
  return (event) => renderer.show(maskEvent(event))
}

const eraseLine = '\r\u001b[2K'

class TerminalRenderer {
  readonly #options: TerminalOptions
  readonly #colors: ReturnType<typeof pc.createColors>
  readonly #cases = new Map<string, CaseRecord>()
  /** What each running case is doing, latest last. */
  readonly #running = new Map<string, string>()
  readonly #endpoints = new Set<string>()
  #done = 0
  #channel = ''
  /** Lines that wait until nobody types. */
  #waiting = ''

  constructor(options: TerminalOptions) {
    this.#options = options
    this.#colors = pc.createColors(options.color)
    for (const event of (options.before ?? []).map(maskEvent)) {
      if (isCaseEvent(event)) this.#caseLines(event)
      else this.#runLines(event)
    }
    this.#running.clear()
  }

  show(event: JournalEvent): void {
    const lines = isCaseEvent(event) ? this.#caseLines(event) : this.#runLines(event)
    const text = lines.map((line) => `${line}\n`).join('')
    if (!this.#options.live) {
      if (text !== '') this.#options.write(text)
      return
    }
    this.#waiting += text
    if (this.#options.isHeld?.() === true || (this.#waiting === '' && !isCaseEvent(event))) return
    this.#options.write(`${eraseLine}${this.#waiting}${this.#status()}`)
    this.#waiting = ''
  }

  #runLines(event: Exclude<JournalEvent, CaseEvent>): string[] {
    switch (event.event) {
      case 'run-started':
        this.#channel = event.channel
        return this.#head(event)
      case 'planned':
        this.#endpoints.add(event.endpoint)
        for (const planned of event.cases) {
          const key = caseKeyText(planned)
          if (!this.#cases.has(key)) this.#cases.set(key, plannedCase(planned, this.#channel))
        }
        return [this.#colors.bold(`${printable(event.endpoint)}: ${event.cases.length} cases`)]
      case 'iut':
        return [`${printable(event.endpoint)}: ${printable(event.text)}`]
      case 'claim':
        return event.contradiction === null
          ? []
          : [this.#colors.yellow(`${printable(event.endpoint)}: ${printable(contradictionText(event))}`)]
      case 'note':
        return event.text.split('\n').map(printable)
      case 'run-ended':
        this.#running.clear()
        return this.#summary(event)
    }
  }

  #head({
    tool,
    run,
    iut,
    seating,
    lwm2m,
    profile,
    transport,
    channel,
    notCertifiable,
  }: EventOf<'run-started'>): string[] {
    const { bold, yellow } = this.#colors
    return [
      `${bold(`${tool.name} ${tool.version}`)}, run ${run}`,
      `${printable(iutName(iut))} as ${seating.iut.join(' + ')}, LwM2M ${lwm2m}, ${profile}, ${transport}, ${channel}`,
      ...notCertifiable.map((why) => yellow(`not certifiable: ${printable(why)}`)),
      '',
    ]
  }

  #caseLines(event: CaseEvent): string[] {
    const key = caseKeyText(event)
    const known =
      this.#cases.get(key) ?? plannedCase({ ...event, label: event.id, title: event.id }, this.#channel)
    const record = afterEvent(known, event)
    this.#endpoints.add(record.endpoint)
    this.#done += Number(record.ended !== null) - Number(known.ended !== null)
    this.#cases.set(key, record)
    const before = this.#running.get(key) ?? ''
    this.#running.delete(key)
    if (event.event === 'case-ended') return this.#ended(record)
    this.#running.set(key, doing(event) ?? before)
    return []
  }

  #ended(record: CaseRecord): string[] {
    const { verdict, label, title, chair, endpoint, reason, capture, criteria, undo } = record
    const { dim } = this.#colors
    const ms = duration(record)
    const where = this.#endpoints.size > 1 ? `${chair} ${printable(endpoint)}` : chair
    const line = `${this.#paint(verdict, verdict.padEnd(verdictWidth))}  ${label.padEnd(11)}  ${printable(title)}`
    const lines = [`${line}  ${dim(`${where}${ms === null ? '' : `  ${inSeconds(ms)}`}`)}`]
    // Whoever goes on with the device has to know, whatever the verdict.
    for (const { text, done } of undo)
      if (!done) lines.push(`${indent}${this.#colors.yellow(`not put back: ${printable(text)}`)}`)
    if (verdict === 'PASS') return lines
    const broken = criteria.filter(
      (criterion) => criterion.verdict === 'FAIL' || criterion.verdict === 'ERROR',
    )
    if (reason !== '' && broken.length === 0) lines.push(`${indent}${printable(reason)}`)
    for (const criterion of broken) {
      lines.push(...criterionLines(criterion, capture).map((text) => `${indent}${text}`))
    }
    return lines
  }

  #summary({ verdict, exitCode }: EventOf<'run-ended'>): string[] {
    const { bold, dim } = this.#colors
    const shown = worstFirst
    const rows = verdictRows(
      [...this.#cases.values()],
      ({ chair, endpoint }) => `${chair}  ${printable(endpoint)}`,
    )
    const width = Math.max(0, ...rows.map(({ group }) => group.length))
    const cell = (text: string, column: Verdict): string => text.padStart(column.length)
    const noted = [...this.#cases.values()].reduce((sum, { observations }) => sum + observations.length, 0)
    return [
      '',
      dim([''.padEnd(width), ...shown].join('  ')),
      ...rows.map(({ group, counts }) =>
        [
          group.padEnd(width),
          ...shown.map((column) =>
            counts[column] === 0
              ? dim(cell('-', column))
              : this.#paint(column, cell(`${counts[column]}`, column)),
          ),
        ].join('  '),
      ),
      '',
      ...(noted === 0
        ? []
        : [`Observations: ${noted}, of what SHOULD be, or no rule decides; the statement lists them`]),
      `${bold(this.#paint(verdict, verdict))}  (exit ${exitCode}) ${exitMeaning(exitCode)}`,
    ]
  }

  #status(): string {
    const [latest] = [...this.#running].reverse()
    if (latest === undefined) return ''
    const [key, what] = latest
    const record = this.#cases.get(key)
    if (record === undefined) return ''
    const others = this.#running.size > 1 ? ` (and ${this.#running.size - 1} more)` : ''
    const text = `[${this.#done}/${this.#cases.size}] ${record.label} ${record.title}${others}${what === '' ? '' : `: ${what}`}`
    return this.#colors.dim(printable(text).slice(0, Math.max(0, this.#options.columns - 1)))
  }

  #paint(verdict: Verdict, text: string): string {
    const { green, red, magenta, yellow, dim } = this.#colors
    const paints = { PASS: green, FAIL: red, ERROR: magenta, INCONCLUSIVE: yellow, 'NOT APPLICABLE': dim }
    return paints[verdict](text)
  }
}

const verdictWidth = Math.max(...verdicts.map(({ length }) => length))
const indent = ' '.repeat(verdictWidth + 2)

/** What a case is doing, for the line that tells it. */
function doing(event: CaseEvent): string | undefined {
  if (event.event === 'step') return event.text
  if (event.event === 'wait') return `waits ${inSeconds(event.ms)}: ${event.reason}`
  if (event.event === 'message') return `${event.direction === 'in' ? '<-' : '->'} ${event.text}`
  return undefined
}
