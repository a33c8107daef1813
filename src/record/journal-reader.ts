import { readFileSync, truncateSync } from 'node:fs'
import type { EventName, JournalEvent } from './events.ts'
import { type Journal, journalFile, openJournal } from './journal.ts'

/** What a journal file holds. */
export interface JournalContent {
  readonly events: JournalEvent[]
  /** The last line was cut off when the run was killed; it is left out. */
  readonly torn: boolean
}

/**
 * Reads a journal file. A torn last line is left out; anything else that is no event, or a gap in the numbering, is
 * an error that names file and line.
 * @param shown what is kept of each event; default: all
 */
export function readJournal(file: string, shown?: (event: JournalEvent) => JournalEvent): JournalContent {
  const { events, torn } = parseJournal(readFileSync(file), file, { shown })
  return { events, torn }
}

/** Opens the journal of an earlier run to go on: a torn last line is cut off, numbering continues. */
export function resumeJournal(
  folder: string,
  now: () => number,
): Journal & { readonly earlier: readonly JournalEvent[] } {
  const file = journalFile(folder)
  const { events, torn, whole } = parseJournal(readFileSync(file), file)
  if (torn) truncateSync(file, whole)
  return { ...openJournal(folder, now, events.length), earlier: events }
}

/**
 * Reads a journal that is still being written, as far as its lines are whole.
 * @param octets the file's content
 * @param file its name, for messages
 * @param earlier how many events stand before them in the file
 * @param shown what is kept of each event
 */
export function parseJournal(
  octets: Buffer,
  file: string,
  {
    earlier = 0,
    shown = (event) => event,
  }: { readonly earlier?: number; readonly shown?: ((event: JournalEvent) => JournalEvent) | undefined } = {},
): JournalContent & { readonly whole: number } {
  const events: JournalEvent[] = []
  let whole = 0
  for (let end = octets.indexOf(newline); end >= 0; end = octets.indexOf(newline, whole)) {
    const line = octets.toString('utf8', whole, end)
    events.push(shown(eventIn(line, earlier + events.length + 1, file)))
    whole = end + 1
  }
  return { events, torn: whole < octets.length, whole }
}

const newline = 0x0a

function eventIn(line: string, n: number, file: string): JournalEvent {
  const found = parsed(line)
  if (!isEvent(found)) {
    throw new Error(`${file}:${n}: this line is no event of a journal; restore the file or leave it out`)
  }
  if (found.n !== n) {
    throw new Error(
      `${file}:${n}: event ${found.n} stands where event ${n} belongs; lines were lost, added or moved`,
    )
  }
  return found
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function isEvent(value: unknown): value is JournalEvent {
  if (typeof value !== 'object' || value === null || !('n' in value && 'at' in value && 'event' in value))
    return false
  return (
    Number.isInteger(value.n) && Number.isFinite(value.at) && Object.hasOwn(eventNames, String(value.event))
  )
}

const eventNames: Readonly<Record<EventName, true>> = {
  'run-started': true,
  planned: true,
  iut: true,
  claim: true,
  'case-started': true,
  step: true,
  message: true,
  wait: true,
  prompt: true,
  criterion: true,
  observation: true,
  undo: true,
  'case-ended': true,
  note: true,
  'run-ended': true,
}
