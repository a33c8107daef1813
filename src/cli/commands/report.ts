import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { variableOf } from '#config'
import type { IcsDocument } from '#ics'
import { runRecord } from '#record'
import { UserError } from '../../user-error.ts'
import { eventsOf, existingRun, optionsOf } from '../existing-run.ts'
import type { Io } from '../io.ts'
import { followRun, writeReports } from '../reports.ts'

interface ReportFlags {
  readonly out: string
  readonly allure: boolean
  readonly follow?: boolean
  readonly writeIcs?: string
}

/** `report [run]`: the reports of a run, written again from its journal. */
export function define(command: Command, io: Io): void {
  command
    .argument('[run]', 'folder of the run, or its name below --out', 'latest')
    .option('--out <dir>', 'the folder that holds the runs', io.environment[variableOf('out')] || 'reports')
    .option('--no-allure', 'leave the Allure report out')
    .option('--write-ics <file>', 'write what was claimed and found of the IUT as an ICS, for the next run')
    .option('--follow', 'go along with a run that is under way (start that one with --no-allure)')
    .action(async (run: string, { out, allure, follow = false, writeIcs }: ReportFlags) => {
      const folder = existingRun(out, run)
      if (!follow) optionsOf(folder)
      if (follow && !allure)
        throw new UserError('--follow is for the Allure report: leave --no-allure out here')
      if (writeIcs !== undefined) writeFileSync(writeIcs, `${JSON.stringify(icsOf(folder), null, 2)}\n`)
      await (follow ? followRun(folder, { io }) : writeReports(folder, { io, allure }))
    })
}

/** The ICS that a run came to: what was stated, and where nothing was, what was found. Open items are left out. */
function icsOf(folder: string): IcsDocument {
  const { iut, claims } = runRecord(eventsOf(folder))
  const items = claims.flatMap(({ item, claimed }) => (claimed === null ? [] : [[item, claimed]]))
  return { ...iut, items: Object.fromEntries(items) }
}
