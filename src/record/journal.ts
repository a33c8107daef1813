import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../make-folder.ts'
import type { EventDraft, JournalEvent } from './events.ts'

/** The append-only truth of a run. */
export interface Journal {
  /** Does without messages, steps and prompts: only what was judged is asked for. */
  readonly terse: boolean
  /** Stamps and keeps an event; returns it as kept. */
  append(draft: EventDraft): JournalEvent
  /** Told of every event after it is kept. */
  onEvent(listener: (event: JournalEvent) => void): void
  close(): void
}

/** Where a run folder keeps its journal. */
export function journalFile(folder: string): string {
  return join(folder, 'journal.ndjson')
}

/**
 * A journal that only lives in memory, for self-test.
 * @param now milliseconds since the Unix epoch
 * @param terse does without messages, steps and prompts
 */
export function memoryJournal(
  now: () => number,
  terse = false,
): Journal & { readonly events: readonly JournalEvent[] } {
  const events: JournalEvent[] = []
  return { ...journal(now, 0, (event) => events.push(event)), terse, events }
}

/**
 * Opens `journal.ndjson` in a run folder, which is made if need be. Lines are written at once, so that a killed run
 * loses at most a torn last line; only its owner may read it.
 * @param now milliseconds since the Unix epoch
 * @param last number of the last event that the file holds already; see `resumeJournal`
 */
export function openJournal(folder: string, now: () => number, last = 0): Journal {
  makeFolder(folder)
  const file = openSync(journalFile(folder), 'a', 0o600)
  const opened = journal(now, last, (event) => writeAll(file, `${JSON.stringify(event)}\n`))
  return { ...opened, close: () => closeSync(file) }
}

function writeAll(file: number, line: string): void {
  const octets = Buffer.from(line)
  for (let written = 0; written < octets.length; ) written += writeSync(file, octets, written)
}

function journal(now: () => number, last: number, keep: (event: JournalEvent) => void): Journal {
  const listeners: ((event: JournalEvent) => void)[] = []
  let n = last
  return {
    terse: false,
    append(draft) {
      const event: JournalEvent = { n: ++n, at: now(), ...draft }
      keep(event)
      for (const listener of listeners) listener(event)
      return event
    },
    onEvent: (listener) => {
      listeners.push(listener)
    },
    close: () => {},
  }
}
