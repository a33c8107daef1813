import { join } from 'node:path'
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
  if (allure) await writeAllure(runFolder, { io, follow: false })
}

/**
 * The same for a run that somebody else is writing: Allure's results are written case by case as they come
 * (`allure-results/`), the reports when the run ends.
 */
export async function followRun(runFolder: string, { io }: { io: Io }): Promise<void> {
  io.out(`Following ${runFolder} until its end; results in ${join(runFolder, 'allure-results')}\n`)
  await writeAllure(runFolder, { io, follow: true })
  await writeReports(runFolder, { io, allure: false })
}

async function writeAllure(runFolder: string, { io, follow }: { io: Io; follow: boolean }): Promise<void> {
  try {
    await renderAllure({ runFolder, follow })
    io.out(`Allure     ${join(runFolder, 'allure.html')}\n`)
  } catch (failure) {
    io.err(`The Allure report is missing: ${failure instanceof Error ? failure.message : String(failure)}\n`)
  }
}
