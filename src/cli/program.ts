import { Command, CommanderError } from 'commander'
import { systemReason } from '../json-file.ts'
import { UserError } from '../user-error.ts'
import { type Io, internalCode, usageCode } from './io.ts'
import { tool } from './tool.ts'

/** A command's file: adds arguments, options and what to do. */
interface CommandFile {
  define(command: Command, io: Io, end: (exitCode: number) => void): void
}

const commands: readonly {
  readonly name: string
  readonly summary: string
  readonly hidden?: boolean
  /** Whether it takes long, and waits most of that time for others. */
  readonly isPatient?: boolean
  readonly load: () => Promise<CommandFile>
}[] = [
  {
    name: 'run',
    summary: 'Judge clients, a server, a bootstrap-server, or a platform that is both',
    isPatient: true,
    load: () => import('./commands/run.ts'),
  },
  {
    name: 'list',
    summary: 'List the cases',
    load: () => import('./commands/list.ts'),
  },
  {
    name: 'explain',
    summary: 'Tell what a case is about: purpose, clauses, steps, criteria, errata',
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'probe',
    summary: 'Wait for a device, show what it registers and answers, and draft its ICS',
    isPatient: true,
    load: () => import('./commands/probe.ts'),
  },
  {
    name: 'serve',
    summary: 'Run a reference peer, or give packages, until Ctrl-C',
    isPatient: true,
    load: () => import('./commands/serve.ts'),
  },
  {
    name: 'credentials',
    summary: 'Make keys, certificates and accounts for the channels, for device and run',
    load: () => import('./commands/credentials.ts'),
  },
  {
    name: 'esim',
    summary: 'Make the key of an eIM and what lets it manage an eUICC (SGP.32)',
    load: () => import('./commands/esim.ts'),
  },
  {
    name: 'packages',
    summary: 'Write firmware and software for serve --as client, and an IXIT that names it',
    load: () => import('./commands/packages.ts'),
  },
  {
    name: 'report',
    summary: 'Write the reports of a run again, from its journal',
    isPatient: true,
    load: () => import('./commands/report.ts'),
  },
  {
    name: 'registry',
    summary: 'Import, check and look into object definitions',
    load: () => import('./commands/registry.ts'),
  },
  {
    name: 'selftest',
    summary: 'Judge the judge: sound and deliberately broken peers in simulated time',
    load: () => import('./commands/selftest.ts'),
  },
  {
    name: 'coverage',
    summary: 'Print which numbers, purposes and rules the cases cover',
    hidden: true,
    load: () => import('./commands/coverage.ts'),
  },
  {
    name: 'demo',
    summary: 'Judge the embedded reference peers over loopback',
    hidden: true,
    isPatient: true,
    load: () => import('./commands/demo.ts'),
  },
]

/**
 * Runs one command line; resolves with its exit code and never throws. A mistake of the user is one line on standard
 * error and exit code 2; `--debug` adds where in the code it was found.
 * @param words the command line without programme and script
 */
export async function runProgram(words: readonly string[], io: Io): Promise<number> {
  const debug = words.includes('--debug')
  const given = words.filter((word) => word !== '--debug')
  let exitCode = 0
  try {
    const program = await buildProgram(given, io, (code) => {
      exitCode = code
    })
    await program.parseAsync(given.length === 0 ? ['--help'] : given, { from: 'user' })
    return exitCode
  } catch (failure) {
    if (failure instanceof CommanderError && failure.exitCode === 0) return 0
    // A group of commands without one: its help was shown.
    if (failure instanceof CommanderError && failure.code === 'commander.help') return usageCode
    const { text, code } = explained(failure)
    // What is said of an address may hold the password that was given with it.
    const { maskText } = await import('#record')
    io.err(`${maskText(text)}\n`)
    if (debug && failure instanceof Error) io.err(`${maskText(failure.stack ?? '')}\n`)
    return code
  }
}

async function buildProgram(
  words: readonly string[],
  io: Io,
  end: (exitCode: number) => void,
): Promise<Command> {
  const { name, version } = tool()
  const program = new Command(name)
    .description('Conformance and interoperability tests for LwM2M clients, servers and bootstrap-servers.')
    .version(version)
    .option('--debug', 'with an error, show where in the code it was found')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err, outputError: () => {} })
    .showSuggestionAfterError()
  for (const { name, summary, hidden = false, isPatient = false, load } of commands) {
    const command = program.command(name, { hidden }).description(summary)
    // Only what is called is loaded, so that a short command starts as fast as it can.
    if (!words.includes(name)) continue
    if (isPatient) io.spareMemory()
    ;(await load()).define(command, io, end)
  }
  return program
}

/** What went wrong in one line, and the exit code that goes with it. */
export function explained(failure: unknown): { text: string; code: number } {
  if (failure instanceof CommanderError) {
    const text = failure.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ')
    return { text: `${text}; see --help`, code: usageCode }
  }
  if (failure instanceof UserError) return { text: oneLine(failure.message), code: usageCode }
  if (failure instanceof Error && 'syscall' in failure) {
    const path = 'path' in failure ? String(failure.path) : String(failure.syscall)
    return { text: `${path}: ${systemReason(failure)}`, code: usageCode }
  }
  const message = failure instanceof Error ? failure.message : String(failure)
  return {
    text: `A mistake of this programme: ${oneLine(message)}; add --debug and tell its authors`,
    code: internalCode,
  }
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ')
}
