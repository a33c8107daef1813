import { isAbsolute, join } from 'node:path'
import { didYouMean } from '../did-you-mean.ts'
import { readJsonFile } from '../json-file.ts'
import { readSchema, schemaCheck } from '../json-schema.ts'
import { UserError } from '../user-error.ts'

/** The options of a run; `run-options.schema.json` says what each means. */
export interface RunSettings {
  readonly judge?: readonly ('client' | 'server' | 'bootstrap')[]
  readonly listen?: string
  readonly listenBootstrap?: string
  readonly advertise?: string
  readonly target?: string
  readonly endpoint?: string
  readonly devices: number
  readonly transport: 'udp' | 'tcp'
  readonly channel: string
  readonly oscore?: string
  readonly account?: string
  readonly psk?: string
  readonly cases?: string
  readonly profile: string
  readonly lwm2m?: '1.0' | '1.1' | '1.2'
  readonly ics?: string
  readonly ixit?: string
  readonly upperTester?: readonly string[]
  readonly launch?: string
  readonly launchBootstrap?: string
  readonly allow: readonly ('none' | 'settings' | 'reboot' | 'bootstrap' | 'firmware' | 'profile')[]
  readonly strict: boolean
  readonly operator: boolean
  readonly timing: 'normal' | 'short'
  readonly out: string
  readonly seed?: string
  readonly resume?: string
  readonly allure: boolean
}

type Name = keyof RunSettings

const schemaFile = 'src/config/run-options.schema.json'

/** An option as its schema describes it. */
export interface OptionSchema {
  readonly type?: 'string' | 'integer' | 'boolean' | 'array'
  readonly description: string
  readonly default?: unknown
  /** What stands for the value in the help. */
  readonly argument?: string
  /** Of an array: several items may stand in one text. */
  readonly separator?: string
  /** A path: in a file it is relative to that file. */
  readonly path?: boolean
  readonly enum?: readonly string[]
  /** Neither shown nor recorded. */
  readonly secret?: boolean
}

/** All options in the order of their schema. */
export function runOptionSchemas(): readonly (readonly [Name, OptionSchema])[] {
  const { properties } = readSchema(schemaFile) as { properties: Record<Name | '$schema', OptionSchema> }
  return (Object.keys(properties) as (keyof typeof properties)[]).flatMap((name) =>
    name === '$schema' ? [] : [[name, properties[name]] as const],
  )
}

/** `--upper-tester` for `upperTester`, `--no-operator` for an option that is on by default. */
export function flagOf(name: string, { type, default: preset }: OptionSchema): string {
  const words = name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
  return type === 'boolean' && preset === true ? `--no-${words}` : `--${words}`
}

/** How the command line says it; what is judged stands after the command without a flag. */
function spoken(name: Name, schema: OptionSchema): string {
  return name === 'judge' ? 'run' : flagOf(name, schema)
}

/** `LWM2M_CONFORMANCE_UPPER_TESTER` for `upperTester`. */
export function variableOf(name: string): string {
  return `LWM2M_CONFORMANCE_${name.replaceAll(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase()}`
}

/** Variables that are no options of a run. */
const otherVariables = ['config', 'registry'] as const

/**
 * Tells of variables that begin as ours do and mean nothing, each in a line. They are no errors: whoever runs us may have
 * variables of its own, such as one with the version that it wants.
 */
export function strangeVariables(environment: SettingSources['environment']): string[] {
  const known = new Set([...runOptionSchemas().map(([name]) => name), ...otherVariables].map(variableOf))
  return Object.keys(environment)
    .filter((variable) => variable.startsWith(variableOf('')) && !known.has(variable))
    .map((variable) => `${variable} is no option, and is ignored${didYouMean(variable, known)}`)
}

export interface SettingSources {
  /** From the command line, as text, list of texts, or boolean; undefined where nothing was said. */
  readonly flags: Readonly<Record<string, unknown>>
  readonly environment: Readonly<Record<string, string | undefined>>
  /** `--config`; default: the environment's `LWM2M_CONFORMANCE_CONFIG`. */
  readonly configFile?: string | undefined
  /** Options of an earlier run that is gone on with: before the defaults only. */
  readonly recorded?: Readonly<Record<string, unknown>>
}

export interface Origin {
  readonly value: unknown
  /** `--timing`, `LWM2M_CONFORMANCE_TIMING`, the file's name, `resumed run` or `default`; `unset` without a value. */
  readonly origin: string
}

/**
 * Settles every option of a run: flag over environment over file over default.
 * @throws UserError for a value that its schema refuses, naming where it came from
 */
export function resolveSettings({ flags, environment, configFile, recorded = {} }: SettingSources): {
  readonly settings: RunSettings
  readonly origins: ReadonlyMap<string, Origin>
} {
  const file = configFile ?? environment[variableOf('config')]
  const fromFile = file === undefined ? {} : readConfig(file)
  const origins = new Map<string, Origin>()
  for (const [name, schema] of runOptionSchemas()) {
    const variable = variableOf(name)
    const text = environment[variable]
    if (flags[name] !== undefined) {
      origins.set(name, accepted(name, spoken(name, schema), fromText(flags[name], schema)))
    } else if (text !== undefined && text !== '') {
      origins.set(name, accepted(name, variable, fromText(text, schema)))
    } else if (file !== undefined && name in fromFile) {
      origins.set(name, { value: relativeTo(file, fromFile[name], schema), origin: file })
    } else if (recorded[name] !== undefined && recorded[name] !== null) {
      origins.set(name, accepted(name, 'resumed run', recorded[name]))
    } else if (schema.default !== undefined) {
      origins.set(name, { value: schema.default, origin: 'default' })
    } else origins.set(name, { value: null, origin: 'unset' })
  }
  const values = [...origins].filter(([, { origin }]) => origin !== 'unset')
  const settings = Object.fromEntries(values.map(([name, { value }]) => [name, value])) as unknown
  return { settings: settings as RunSettings, origins }
}

function readConfig(file: string): Readonly<Record<string, unknown>> {
  return readJsonFile(file, 'configuration', schemaCheck(schemaFile)).value as Record<string, unknown>
}

function relativeTo(file: string, value: unknown, { path }: OptionSchema): unknown {
  return path === true && typeof value === 'string' && !isAbsolute(value) ? join(file, '..', value) : value
}

/** What a text means by the type of its option; a text that means nothing stays, for the schema to refuse. */
function fromText(given: unknown, { type, separator }: OptionSchema): unknown {
  if (type === 'array') {
    const texts = [given].flat().map(String)
    if (separator === undefined) return texts
    return texts.flatMap((text) => text.split(separator).map((item) => item.trim()))
  }
  if (type === 'integer' && /^\d+$/.test(String(given))) return Number(given)
  if (type === 'boolean' && typeof given === 'string') {
    if (/^(true|yes|on|1)$/i.test(given)) return true
    if (/^(false|no|off|0)$/i.test(given)) return false
  }
  return given
}

function accepted(name: string, origin: string, value: unknown): Origin {
  const [problem] = schemaCheck(schemaFile, `/properties/${name}`)(value)
  if (problem === undefined) return { value, origin }
  throw new UserError(`${origin} ${shown(value)}: ${at(problem.pointer, value)}${problem.text}`)
}

function shown(value: unknown): string {
  return (Array.isArray(value) ? value.join(',') : String(value)) || '""'
}

/** Which item of a list is wrong. */
function at(pointer: string, value: unknown): string {
  const item: unknown = Array.isArray(value) && pointer !== '' ? value[Number(pointer.slice(1))] : undefined
  return item === undefined ? '' : `"${String(item)}" `
}
