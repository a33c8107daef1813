import type { Command } from 'commander'
import { variableOf } from '#config'
import { existingRun, optionsOf } from '../existing-run.ts'
import type { Io } from '../io.ts'
import { writeReports } from '../reports.ts'

/** `report [run]`: the reports of a run, written again from its journal. */
export function define(command: Command, io: Io): void {
  command
    .argument('[run]', 'folder of the run, or its name below --out', 'latest')
    .option('--out <dir>', 'the folder that holds the runs', io.environment[variableOf('out')] || 'reports')
    .option('--no-allure', 'leave the Allure report out')
    .action(async (run: string, { out, allure }: { out: string; allure: boolean }) => {
      const folder = existingRun(out, run)
      optionsOf(folder)
      await writeReports(folder, { io, allure })
    })
}
