import type { Transport } from '#coap'
import { type EsimIxit, type Ixit, type Packages, sha256 } from '#ics'
import { type EventOf, isSecretPath, type Journal } from '#record'
import { exitCode, type Verdict, worst } from '#verdict'
import type { CaseResult } from './case.ts'
import type { Environment, RunOptions } from './options.ts'

/** What the record says of a run beside its options. */
export type RunFacts = { readonly transport: Transport } & Pick<
  EventOf<'run-started'>,
  'run' | 'tool' | 'iut' | 'digests' | 'notCertifiable' | 'notScored' | 'options' | 'channel'
>

/** A run in progress: one journal, any number of sessions. */
export interface Run {
  readonly options: RunOptions
  readonly environment: Environment
  readonly facts: RunFacts
  readonly journal: Journal
  /** Every case result so far. */
  readonly results: CaseResult[]
}

/** Opens the record of a run. */
export function openRun(options: RunOptions, environment: Environment, facts: RunFacts): Run {
  const { iut, lwm2m, profile, timing, seed, strict, patience } = options
  const chairs = ['client', 'server', 'bootstrap'] as const
  environment.journal.append({
    event: 'run-started',
    ...facts,
    seating: { iut, tester: chairs.filter((chair) => !iut.includes(chair)) },
    lwm2m,
    profile,
    timing,
    seed,
    strict,
    tolerance: patience?.tolerance ?? environment.ixit.tolerance ?? null,
    ixit: environment.journal.terse ? {} : toldBy(environment.ixit),
  })
  return { options, environment, facts, journal: environment.journal, results: [] }
}

/** What an IXIT says, flat: values by their paths, those of secrets masked. */
function toldBy({ values, firmware, software, esim, ...others }: Ixit): Record<string, unknown> {
  const shown = Object.entries(values).map(([path, value]) => [
    path,
    isSecretPath(path.slice(1).split('/').map(Number)) ? '<masked>' : value,
  ])
  return {
    ...others,
    ...(esim && { esim: euiccTold(esim) }),
    ...(firmware && { firmware: packagesTold(firmware) }),
    ...(software && { software: packagesTold(software) }),
    ...Object.fromEntries(shown),
  }
}

/** What is told of an eUICC, without the keys by which others could speak for it or for its eIM. */
function euiccTold({ privateKey, euicc, ...others }: EsimIxit): Record<string, unknown> {
  return {
    ...others,
    ...(privateKey !== undefined && { privateKey: '<masked>' }),
    ...(euicc && { euicc: { ...euicc, privateKey: '<masked>' } }),
  }
}

/** Packages by their lengths and digests. */
function packagesTold({ samples, ...others }: Packages): Record<string, unknown> {
  const told = Object.entries(samples).map(([name, octets]) => [
    name,
    `${octets.length} octets, SHA-256 ${sha256(octets)}`,
  ])
  return { ...others, ...Object.fromEntries(told) }
}

/** Closes the record; a run is conformant (0) only when something was judged and all of it passed or did not apply. */
export function closeRun(run: Run, interrupted = false): { verdict: Verdict; exitCode: number } {
  const verdicts = run.results.map(({ verdict }) => verdict)
  const unanswered = run.results.some(({ outcome }) => outcome === 'unanswered')
  const code = interrupted ? 130 : exitCode({ verdicts, unanswered })
  const verdict = worst(verdicts)
  run.journal.append({ event: 'run-ended', verdict, exitCode: code, interrupted })
  return { verdict, exitCode: code }
}
