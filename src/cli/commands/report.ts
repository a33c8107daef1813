import type { Command } from 'commander'
import { renderAll, renderAllure } from '#render'
import { UserError } from '../../user-error.ts'
import { existingRun } from '../existing-run.ts'
import type { Io } from '../io.ts'

/** `report [run]`: the reports of a run, written again from its journal. */
export function define(command: Command, io: Io): void {
  command
    .argument('[run]', 'folder of the run, or its name below --out', 'latest')
    .option('--out <dir>', 'the folder that holds the runs', 'reports')
    .option('--no-allure', 'leave the Allure report out')
    .action(async (run: string, { out, allure }: { out: string; allure: boolean }) => {
      const folder = existingRun(out, run)
      try {
        for (const path of Object.values(renderAll(folder))) io.out(`${path}\n`)
        if (allure) io.out(`${(await renderAllure({ runFolder: folder, follow: false })).html}\n`)
      } catch (failure) {
        if (failure instanceof Error && !('syscall' in failure)) throw new UserError(failure.message)
        throw failure
      }
    })
}
