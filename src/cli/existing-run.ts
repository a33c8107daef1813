import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { type JournalEvent, journalFile, readJournal } from '#record'
import { systemReason } from '../json-file.ts'
import { UserError } from '../user-error.ts'

/**
 * The folder of an earlier run.
 * @param out the folder that holds runs
 * @param run path of the run's folder, or its name below `out`
 * @throws UserError when neither holds a journal
 */
export function existingRun(out: string, run: string): string {
  const candidates = [run, join(out, run)]
  const found = candidates.find((folder) => existsSync(journalFile(folder)))
  if (found !== undefined) return found
  throw new UserError(`There is no run ${run}: no journal in ${candidates.join(' or ')}`)
}

/** What a run's journal holds. @throws UserError when it cannot be read */
export function eventsOf(folder: string): readonly JournalEvent[] {
  try {
    return readJournal(journalFile(folder)).events
  } catch (failure) {
    if (failure instanceof Error && 'syscall' in failure)
      throw new UserError(`${journalFile(folder)}: cannot be read: ${systemReason(failure)}`)
    throw new UserError(failure instanceof Error ? failure.message : String(failure))
  }
}

/** The options that a run was started with. @throws UserError when its journal holds none */
export function optionsOf(folder: string): Readonly<Record<string, unknown>> {
  const started = eventsOf(folder).find((event) => event.event === 'run-started')
  if (started === undefined)
    throw new UserError(
      `${folder}: the journal of ${runName(folder)} holds no run; it was ended before one began`,
    )
  return started.options
}

/** The name of a run by its folder, links followed as far as the name goes. */
export function runName(folder: string): string {
  return basename(resolve(folder))
}
