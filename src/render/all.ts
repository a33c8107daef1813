import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRunEvents, writeRunRecord } from '#record'
import { htmlReport } from './html.ts'
import { junitXml } from './junit.ts'
import { statement } from './statement.ts'
import { runStory } from './story.ts'

/** Where `renderAll` wrote what. */
export interface Rendered {
  readonly record: string
  readonly junit: string
  readonly html: string
  readonly statement: string
}

/**
 * Writes `run.json`, `junit.xml`, `report.html` and `statement.md` into a run folder, from its journal as it stands.
 * Throws when the journal is missing or corrupt.
 */
export function renderAll(runFolder: string): Rendered {
  const run = runStory(readRunEvents(runFolder))
  const write = (name: string, content: string): string => {
    const path = join(runFolder, name)
    writeFileSync(path, content)
    return path
  }
  return {
    record: writeRunRecord(runFolder, run.record),
    junit: write('junit.xml', junitXml(run.record)),
    html: write('report.html', htmlReport(run)),
    statement: write('statement.md', statement(run.record)),
  }
}
