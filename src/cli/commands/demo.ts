import { type Command, Option } from 'commander'
import { terminalRenderer } from '#render'
import { demo } from '../demo.ts'
import type { Io } from '../io.ts'
import { writeReports } from '../reports.ts'

/** `demo`: the suite against the embedded reference peers, over real UDP on loopback. */
export function define(command: Command, io: Io, end: (exitCode: number) => void): void {
  command
    .option('--out <dir>', 'the folder that gets a folder for each run', 'reports')
    .option('--seed <text>', 'of all chance', 'demo')
    .addOption(
      new Option('--timing <timing>', 'normal or short').choices(['normal', 'short']).default('short'),
    )
    .option('--no-allure', 'leave the Allure report out')
    .action(async ({ out, seed, timing, allure }: DemoFlags) => {
      const onEvent = terminalRenderer({ write: io.out, ...io.screen })
      const { folder, exitCode } = await demo({ out, seed, timing, onEvent })
      await writeReports(folder.path, { io, allure })
      end(exitCode)
    })
}

interface DemoFlags {
  readonly out: string
  readonly seed: string
  readonly timing: 'normal' | 'short'
  readonly allure: boolean
}
