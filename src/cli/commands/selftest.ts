import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import { loadCases } from '#conduct'
import { loadRegistry, ownRegistryFolder } from '#registry'
import { matrixText, selfTest } from '#selftest'
import { type Io, printJson } from '../io.ts'

/** `selftest`: sound and broken peers against every criterion, in simulated time. Exit code 1 if there is a complaint. */
export function define(command: Command, io: Io, end: (exitCode: number) => void): void {
  command
    .option(
      '--full',
      'every mutant on all cases, most in company of others; default: on those whose criteria it is to trip',
    )
    .option('--seed <text>', 'of all chance', '1')
    .option('--json', 'one JSON document')
    .action(async ({ full = false, seed, json }: { full?: boolean; seed: string; json?: true }) => {
      const result = await selfTest({
        registry: loadRegistry({ folders: [ownRegistryFolder()] }),
        cases: await loadCases(),
        full,
        seed,
        threads: availableParallelism(),
        onProgress: ({ done, total, next }) => {
          if (io.screen.live && !json) io.out(`\r\u001b[2K${done} of ${total}: ${next}`)
        },
      })
      if (io.screen.live && !json) io.out('\r\u001b[2K')
      if (json) printJson(io, result)
      else io.out(matrixText(result))
      end(result.complaints.length === 0 ? 0 : 1)
    })
}
