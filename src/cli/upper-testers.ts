import { join } from 'node:path'
import { endpointFileName } from '#conduct'
import { parseUpperTester, type RunSettings } from '#config'
import type { Clock } from '#net'
import type { Registry } from '#registry'
import {
  combine,
  commandUpperTester,
  httpUpperTester,
  type Iut,
  type Launcher,
  launchUpperTester,
  leshanUpperTester,
  operatorUpperTester,
  type UpperTester,
  type UpperTesterFactory,
} from '#upper-tester'
import { UserError } from '../user-error.ts'
import type { Io } from './io.ts'

/** Seconds that an operator has for one prompt. */
const operatorTimeout = 600

/** The upper testers of a run. */
export interface UpperTesters {
  readonly launcher: Launcher | undefined
  /** All of them as one, for one IUT; undefined when there is none. */
  of(iut: Iut): UpperTester | undefined
  close(): Promise<void>
}

/**
 * Opens the upper testers that the options name: those of `--upper-tester` in their order, then `--launch`, and last a
 * person at the keyboard, if there is one.
 * @param logs the folder for the output of launched processes
 * @param stop ends the run
 * @param asking told whether a prompt waits for a person
 * @throws UserError for one that cannot be had
 */
export async function openUpperTesters(
  settings: Pick<RunSettings, 'upperTester' | 'launch' | 'launchBootstrap' | 'operator'>,
  {
    clock,
    registry,
    logs,
    io,
    stop,
    asking = () => {},
  }: {
    clock: Clock
    registry: Registry
    logs: () => string
    io: Io
    stop: () => void
    asking?: (isAsking: boolean) => void
  },
): Promise<UpperTesters> {
  const choices = (settings.upperTester ?? []).map(parseUpperTester)
  const factories: UpperTesterFactory[] = []
  const close = async (): Promise<void> => {
    await Promise.all(factories.map((factory) => factory.close()))
  }
  const operator = (): UpperTesterFactory =>
    operatorUpperTester({
      input: io.keyboard,
      output: io.prompts,
      clock,
      timeout: operatorTimeout,
      stop,
      asking,
    })
  try {
    for (const { kind, argument } of choices) {
      if (kind === 'command') factories.push(await commandUpperTester(argument, { clock }))
      else if (kind === 'http') factories.push(await httpUpperTester(argument, { clock }))
      else if (kind === 'leshan') factories.push(leshanUpperTester({ clock, registry, serverUrl: argument }))
      else if (kind === 'leshan-bootstrap')
        factories.push(leshanUpperTester({ clock, registry, bootstrapUrl: argument }))
      else if (kind === 'operator' && settings.operator) factories.push(operator())
    }
    const takesLines = choices.some(({ kind }) => kind === 'launch')
    const launcher = launcherOf(settings, { clock, logs, takesLines })
    if (takesLines && launcher === undefined)
      throw new UserError('--upper-tester launch: say what is launched and takes lines: --launch CMD')
    if (launcher !== undefined) factories.push(launcher)
    const isAsked = choices.some(({ kind }) => kind === 'operator')
    if (settings.operator && io.isInteractive && !isAsked) factories.push(operator())
    return {
      launcher,
      of: (iut) =>
        factories.length === 0 ? undefined : combine(...factories.map((factory) => factory.of(iut))),
      close,
    }
  } catch (failure) {
    await close()
    throw failure
  }
}

function launcherOf(
  { launch, launchBootstrap }: Pick<RunSettings, 'launch' | 'launchBootstrap'>,
  { clock, logs, takesLines }: { clock: Clock; logs: () => string; takesLines: boolean },
): Launcher | undefined {
  const command = launch ?? launchBootstrap
  if (command === undefined) return undefined
  return launchUpperTester(command, {
    ...{ clock, takesLines },
    ...(launchBootstrap === undefined ? {} : { bootstrapCommand: launchBootstrap }),
    logFile: ({ endpoint }) => join(logs(), `${endpointFileName(endpoint)}.log`),
  })
}
