import { accessSync, constants, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Command } from 'commander'
import { type ClientRun, openRun, type Probe, probeClients } from '#conduct'
import { emptyIcs, emptyIxit } from '#ics'
import { systemClock, udpNetwork } from '#net'
import { memoryJournal } from '#record'
import { importedRegistryFolder, loadRegistry } from '#registry'
import { systemReason } from '../../json-file.ts'
import { UserError } from '../../user-error.ts'
import { accountsOf } from '../accounts.ts'
import { keyringsFor, oscoreOf } from '../channel.ts'
import { type Io, interruptedCode, printJson, undecidedCode } from '../io.ts'
import { invitation, receptionOf } from '../listening.ts'
import { checkSchemes } from '../run-plan.ts'
import { addSettings, settingsOf, showSettings, warnOfVariables } from '../setting-flags.ts'
import { tool } from '../tool.ts'
import { openUpperTesters } from '../upper-testers.ts'

/** `probe`: waits for a device, shows what it registers and answers, drafts its ICS. Changes nothing on it. */
export function define(command: Command, io: Io, end: (exitCode: number) => void): void {
  addSettings(command, [
    ...(['transport', 'listen', 'listenBootstrap', 'advertise', 'endpoint', 'devices', 'lwm2m'] as const),
    ...(['channel', 'account', 'psk', 'oscore'] as const),
    ...(['upperTester', 'launch', 'launchBootstrap', 'operator', 'out'] as const),
  ])
  command.option('--write-ics <file>', 'write the draft of its ICS into this file')
  command.option('--json', 'one JSON document')
  command.action(async ({ showConfig, writeIcs, json }: ProbeOptions) => {
    warnOfVariables(io)
    const { settings, origins } = settingsOf(command, io)
    if (showConfig) return showSettings(io, origins, json === true)
    const { signal, stop } = io.interruptible('Stopping: nothing was changed.')
    checkSchemes(settings)
    const network = udpNetwork()
    const lwm2m = settings.lwm2m ?? '1.1'
    const oscore = oscoreOf({ ...settings, judge: ['client'] }, lwm2m)
    const accounts = accountsOf({ ...settings, judge: ['client'] })
    const reception = await receptionOf(settings, network, accounts)
    if (writeIcs !== undefined) checkDraft(writeIcs, reception)
    const registry = loadRegistry({ imported: importedRegistryFolder(io.environment) })
    const logs = (): string => settings.out
    const upperTesters = await openUpperTesters(settings, { clock: systemClock, registry, logs, io, stop })
    if (!json) io.err(invitation(settings.transport, reception))
    const journal = memoryJournal(() => systemClock.now())
    const run = openRun(
      {
        ...{ iut: ['client'], lwm2m, profile: 'probe', timing: 'normal', seed: '', strict: false, allow: [] },
      },
      { network, journal, registry, cases: [], errataOf: () => [], ics: emptyIcs, ixit: emptyIxit, signal },
      {
        ...{ run: 'probe', tool: tool(), iut: {}, notScored: [], notCertifiable: ['a probe'], options: {} },
        ...{ transport: settings.transport, channel: settings.channel },
        digests: { profile: null, ics: null, ixit: null, registry: null },
      },
    )
    const probing = probeClients(run, {
      ...reception,
      ...keyringsFor(oscore),
      upperTester: (endpoint, { server, bootstrap }) =>
        upperTesters.of({ endpoint, serverUri: server, bootstrapUri: bootstrap }),
    })
    const interrupted = new Promise<undefined>((resolve) => {
      signal.addEventListener('abort', () => resolve(undefined), { once: true })
    })
    const probed = await Promise.race([probing, interrupted]).finally(() => upperTesters.close())
    if (probed === undefined) return end(interruptedCode)
    const { probes, missed } = probed
    for (const why of missed) io.err(`${why}\n`)
    if (missed.length > 0) end(undecidedCode)
    const [first] = probes
    if (writeIcs !== undefined && first !== undefined)
      writeFileSync(writeIcs, `${JSON.stringify(first.ics, null, 2)}\n`)
    if (json) return printJson(io, probes.length === 1 ? first : probes)
    for (const probe of probes) io.out(probeText(probe))
  })
}

/** @throws UserError where the draft of an ICS could not be written, which would show when the device was asked already */
function checkDraft(file: string, { endpoints, devices }: Pick<ClientRun, 'endpoints' | 'devices'>): void {
  const expected = Math.max(endpoints.length, devices)
  if (expected > 1)
    throw new UserError(`--write-ics ${file}: it is for one device, and ${expected} are waited for`)
  const folder = dirname(resolve(file))
  try {
    accessSync(folder, constants.W_OK)
  } catch (failure) {
    throw new UserError(`--write-ics ${file}: cannot be written: ${folder}: ${systemReason(failure)}`)
  }
}

interface ProbeOptions {
  readonly showConfig?: true
  readonly writeIcs?: string
  readonly json?: true
}

function probeText(probe: Probe): string {
  const { endpoint, address, lwm2m, lifetime, binding, queueMode, objects, values, findings, ics, open } =
    probe
  const questions = Object.entries(open)
  const listed = objects.map(
    ({ object, instance, version }) =>
      `/${object}${instance === undefined ? '' : `/${instance}`}${version === undefined ? '' : ` ${version}`}`,
  )
  const claims = Object.entries(ics.items)
  return `${[
    `${endpoint} at ${address}`,
    `  lwm2m=${lwm2m ?? '(absent)'} lt=${lifetime ?? '(absent)'} b=${binding ?? '(absent)'}${queueMode ? ' Q' : ''}`,
    `  registers ${listed.join(', ')}`,
    '',
    'Values',
    ...Object.entries(values).map(([path, value]) => `  ${path} = ${value}`),
    ...(findings.length === 0 ? [] : ['', 'Odd', ...findings.map((finding) => `  ${finding}`)]),
    '',
    'Draft of its ICS (read it over; --write-ics FILE keeps it)',
    `  yes: ${claims.flatMap(([item, yes]) => (yes ? [item] : [])).join(' ')}`,
    `  no:  ${claims.flatMap(([item, yes]) => (yes ? [] : [item])).join(' ')}`,
    ...(questions.length === 0
      ? []
      : ['  left to you:', ...questions.map(([item, text]) => `    ${item}  ${text}`)]),
  ].join('\n')}\n`
}
