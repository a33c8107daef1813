import type { Command } from 'commander'
import { variableOf } from '#config'
import { UserError } from '../../user-error.ts'
import { existingRun, optionsOf } from '../existing-run.ts'
import type { Io } from '../io.ts'
import { followRun, writeReports } from '../reports.ts'

interface ReportFlags {
  readonly out: string
  readonly allure: boolean
  readonly follow?: boolean
}

/** `report [run]`: the reports of a run, written again from its journal. */
export function define(command: Command, io: Io): void {
  command
    .argument('[run]', 'folder of the run, or its name below --out', 'latest')
    .option('--out <dir>', 'the folder that holds the runs', io.environment[variableOf('out')] || 'reports')
    .option('--no-allure', 'leave the Allure report out')
    .option('--follow', 'go along with a run that is under way (start that one with --no-allure)')
    .action(async (run: string, { out, allure, follow = false }: ReportFlags) => {
      const folder = existingRun(out, run)
      if (!follow) optionsOf(folder)
      if (follow && !allure)
        throw new UserError('--follow is for the Allure report: leave --no-allure out here')
      await (follow ? followRun(folder, { io }) : writeReports(folder, { io, allure }))
    })
}
