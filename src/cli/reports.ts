import { renderAll, renderAllure } from '#render'
import type { Io } from './io.ts'

/**
 * Writes the reports of a run into its folder and says where they lie. The Allure report is made of the others' journal
 * by programmes of their own; when they fail the run keeps its verdict, and the failure is told.
 */
export async function writeReports(
  runFolder: string,
  { io, allure }: { io: Io; allure: boolean },
): Promise<void> {
  const { html, junit, statement } = renderAll(runFolder)
  io.out(`\nReport     ${html}\nStatement  ${statement}\nJUnit      ${junit}\n`)
  if (!allure) return
  try {
    io.out(`Allure     ${(await renderAllure({ runFolder, follow: false })).html}\n`)
  } catch (failure) {
    io.err(`The Allure report is missing: ${failure instanceof Error ? failure.message : String(failure)}\n`)
  }
}
