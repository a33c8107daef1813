import { type Command, Option } from 'commander'
import {
  flagOf,
  type Origin,
  type RunSettings,
  resolveSettings,
  runOptionSchemas,
  strangeVariables,
} from '#config'
import { maskText } from '#record'
import { type Io, printJson } from './io.ts'

/** Adds the flags of a run's options; all of them, or those that are named. */
export function addSettings(command: Command, names?: readonly (keyof RunSettings)[]): void {
  for (const [name, schema] of runOptionSchemas()) {
    if (name === 'judge' || names?.includes(name) === false) continue
    const { type, argument = 'VALUE', description, default: preset, enum: choices } = schema
    const flag = flagOf(name, schema)
    const told = flag.startsWith('--no-') ? `Do not: ${description}` : description
    const option = new Option(type === 'boolean' ? flag : `${flag} <${argument}>`, told)
    if (type === 'boolean') {
      // The other form, to overrule a file or the environment.
      const other = flag.startsWith('--no-') ? flag.replace('--no-', '--') : flag.replace('--', '--no-')
      command.addOption(new Option(other).hideHelp())
    }
    if (type === 'array')
      option.argParser((item: string, before: string[] | undefined) => [...(before ?? []), item])
    const isPlain = type !== 'boolean' && type !== 'array' && preset !== undefined
    if (isPlain) option.description = `${description} (default: ${String(preset)})`
    if (choices !== undefined && !argument.includes('|')) option.description += ` [${choices.join(', ')}]`
    command.addOption(option)
  }
  command.option(
    '--config <file>',
    'read options from this file (JSON); LWM2M_CONFORMANCE_<NAME> goes before it, a flag before both',
  )
  command.option('--show-config', 'print every option with where it comes from, and do nothing')
}

/**
 * The options of a run as the command line, the environment, the file and the defaults give them.
 * @param recorded options of an earlier run that is gone on with
 * @throws UserError
 */
export function settingsOf(
  command: Command,
  io: Io,
  { judge, recorded }: { judge?: string | undefined; recorded?: Readonly<Record<string, unknown>> } = {},
): ReturnType<typeof resolveSettings> {
  const { config, ...given } = command.opts<{ config?: string } & Record<string, unknown>>()
  // Commander gives an option that is on by default its value even when nothing was said.
  const flags = Object.fromEntries(
    Object.entries(given).filter(([name]) => command.getOptionValueSource(name) === 'cli'),
  )
  return resolveSettings({
    flags: { ...flags, ...(judge === undefined ? {} : { judge }) },
    environment: io.environment,
    configFile: config,
    ...(recorded === undefined ? {} : { recorded }),
  })
}

/** Tells on standard error of variables that may be meant for us and are not. */
export function warnOfVariables({ environment, err }: Io): void {
  for (const line of strangeVariables(environment)) err(`${line}\n`)
}

/** `--show-config`: every option, its value and its origin. */
export function showSettings(io: Io, origins: ReadonlyMap<string, Origin>, json: boolean): void {
  const masked = [...origins].map(
    ([name, { value, origin }]) =>
      [name, { value: isSecret(name) && value !== null ? '<masked>' : maskedValue(value), origin }] as const,
  )
  if (json) return void printJson(io, Object.fromEntries(masked))
  const width = Math.max(...masked.map(([name]) => name.length))
  for (const [name, { value, origin }] of masked) {
    const text = value === null ? '' : Array.isArray(value) ? value.join(',') : String(value)
    io.out(`${name.padEnd(width)}  ${text}${text === '' ? '' : '  '}(${origin})\n`)
  }
}

/** Whether an option is itself a secret. */
export function isSecret(name: string): boolean {
  return runOptionSchemas().some(([known, { secret }]) => known === name && secret === true)
}

/** A value without the secrets that a URL or a text may hold. */
export function maskedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskedValue)
  return typeof value === 'string' ? maskText(value) : value
}
