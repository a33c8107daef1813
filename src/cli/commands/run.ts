import type { Command } from 'commander'
import { UserError } from '../../user-error.ts'
import { existingRun, optionsOf } from '../existing-run.ts'
import type { Io } from '../io.ts'
import { judge } from '../judge.ts'
import { addSettings, settingsOf, showSettings, warnOfVariables } from '../setting-flags.ts'

/** `run client|server|bootstrap`: judges. */
export function define(command: Command, io: Io, end: (exitCode: number) => void): void {
  command.argument('[judge]', 'what is judged: client, server, bootstrap, or bootstrap,server')
  addSettings(command)
  command.option('--json', 'with --show-config: one JSON document')
  command.addHelpText('after', exitCodes)
  command.action(
    async (word: string | undefined, { showConfig, json }: { showConfig?: true; json?: true }) => {
      warnOfVariables(io)
      const first = settingsOf(command, io, { judge: word })
      const { resume, out } = first.settings
      const resumed = resume === undefined ? undefined : existingRun(out, resume)
      const recorded = resumed === undefined ? undefined : optionsOf(resumed)
      const { settings, origins } =
        recorded === undefined ? first : settingsOf(command, io, { judge: word, recorded })
      const before = [recorded?.judge ?? []].flat().join()
      if (recorded !== undefined && before !== '' && settings.judge?.join() !== before)
        throw new UserError(`run ${word} --resume ${resume}: that run judges ${before}; leave "${word}" out`)
      if (json && !showConfig)
        throw new UserError('--json: goes with --show-config; what a run finds is in its run.json')
      if (showConfig) return showSettings(io, origins, json === true)
      end(await judge(settings, { io, origins, resumed }))
    },
  )
}

const exitCodes = `
Exit codes: 0 conformant, 1 FAIL, 2 a mistake in what was asked, 3 ICS or IXIT incomplete, 4 INCONCLUSIVE or
nothing judged, 5 an error of the tester, 130 interrupted.`
