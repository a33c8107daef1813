import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { packageRoot } from '../package-root.ts'
import type { JournalEvent } from './events.ts'
import { journalFile } from './journal.ts'
import { readJournal } from './journal-reader.ts'
import { maskEvent } from './mask.ts'
import { runRecord } from './run-record.ts'
import type { RunRecord } from './run-record.types.ts'

/** What is wrong with a run record by its JSON Schema, each with the place it stands at; empty when nothing is. */
export function validateRunRecord(record: unknown): string[] {
  return runRecordValidator()(record)
}

/** `validateRunRecord` for many records: reads and compiles the schema once. */
export function runRecordValidator(): (record: unknown) => string[] {
  const schema = JSON.parse(readFileSync(join(packageRoot(), 'src/record/run-record.schema.json'), 'utf8'))
  const validate = new Ajv2020({ allErrors: true }).compile(schema)
  return (record) => (validate(record) ? [] : (validate.errors ?? []).map(complaint))
}

function complaint({ instancePath, message, params }: ErrorObject): string {
  const detail = 'additionalProperty' in params ? ` "${params.additionalProperty}"` : ''
  return `${instancePath || '/'} ${message ?? 'is wrong'}${detail}`
}

/** The events of a run folder, masked as reports may show them. */
export function readRunEvents(folder: string): readonly JournalEvent[] {
  return readJournal(journalFile(folder), maskEvent).events
}

/** The record of a run folder, folded from its masked journal. */
export function readRun(folder: string): RunRecord {
  return runRecord(readRunEvents(folder))
}

/** Writes `run.json` into a run folder; throws when the record breaks its schema. Returns the path. */
export function writeRunRecord(folder: string, record: RunRecord): string {
  const wrong = validateRunRecord(record)
  if (wrong.length > 0) throw new Error(`run.json of ${folder} would break its schema: ${wrong.join('; ')}`)
  const path = join(folder, 'run.json')
  writeFileSync(path, `${JSON.stringify(record, null, 2)}\n`)
  return path
}
