import { encode, uriOf } from '#coap'
import { closeRun, conductClients, conductServer, openRun, type Run, type ServerRun } from '#conduct'
import { type Origin, parseAddress, type RunSettings } from '#config'
import { isRefusedUdp, type Network, seededRandom, systemClock, systemRandom, udpNetwork } from '#net'
import { SecurityContext } from '#oscore'
import { type JournalEvent, openJournal, resumeJournal } from '#record'
import { importedRegistryFolder, loadRegistry } from '#registry'
import { terminalRenderer } from '#render'
import { type ClientParameters, keyringsFor } from './channel.ts'
import { eventsOf } from './existing-run.ts'
import type { Io } from './io.ts'
import { canListen, invitation, receptionOf, towards } from './listening.ts'
import { registryDigest } from './registry-digest.ts'
import { writeReports } from './reports.ts'
import { openRunFolder, type RunFolder, reopenRunFolder } from './run-folder.ts'
import { holdRun, releaseRun } from './run-hold.ts'
import { planRun, type RunPlan } from './run-plan.ts'
import { isSecret, maskedValue } from './setting-flags.ts'
import { tool } from './tool.ts'
import { openUpperTesters, type UpperTesters } from './upper-testers.ts'

/** What `judge` needs beside the options. */
export interface Occasion {
  readonly io: Io
  readonly origins: ReadonlyMap<string, Origin>
  /** The folder of the run that is gone on with. */
  readonly resumed: string | undefined
}

/** The name of our Client towards a server, when none is given. */
const ownEndpoint = 'lwm2m-conformance'

/**
 * Judges what the options name, writes journal and reports; resolves with the exit code.
 * @throws UserError before anything is written, for what cannot be had
 */
export async function judge(settings: RunSettings, { io, origins, resumed }: Occasion): Promise<number> {
  if (resumed !== undefined) holdRun(resumed)
  const plan = await planRun(settings)
  for (const { id, why } of plan.leftOut) io.err(`${id} is left out: ${why}\n`)
  const seed = settings.seed ?? String(systemRandom().integer(0, 0xffffffff))
  const before = resumed === undefined ? [] : eventsOf(resumed)
  const earlier = judgedIn(before)
  // A device may still remember the message ids of the part that was cut off.
  const random = seededRandom(before.length === 0 ? seed : `${seed}/${before.length}`)
  const network = udpNetwork({ random })
  const conduct = await conductorOf(settings, plan, network, io)
  const registry = loadRegistry({ imported: importedRegistryFolder(io.environment) })
  const digests = { ...plan.digests, registry: registryDigest(io) }
  const { signal, stop } = io.interruptible('Stopping: what was changed is put back.')
  let folder: RunFolder | undefined
  let isAsking = false
  const upperTesters = await openUpperTesters(settings, {
    clock: systemClock,
    registry,
    logs: () => folder?.path ?? settings.out,
    io,
    stop,
    asking: (asks) => {
      isAsking = asks
    },
  })
  folder = resumed === undefined ? openRunFolder(settings.out, systemClock.now()) : reopenRunFolder(resumed)
  if (resumed === undefined) holdRun(folder.path)
  const now = (): number => systemClock.now()
  const journal = resumed === undefined ? openJournal(folder.path, now) : resumeJournal(folder.path, now)
  journal.onEvent(
    terminalRenderer({ write: io.out, ...io.screen, before, isHeld: () => isAsking && !signal.aborted }),
  )
  const { vendor, model, version } = plan.ics
  const { cases, errataOf, objectCase, ics, ixit, options, notCertifiable, notScored } = plan
  const run = openRun(
    { ...options, seed },
    {
      network,
      journal,
      registry,
      cases,
      errataOf,
      ...(objectCase && { objectCase }),
      earlier,
      ics,
      ixit,
      saveCapture: folder.saveCapture,
      saveContext: folder.saveContext,
      signal,
      ...(settings.transport === 'udp' && { isRefused: (at) => isRefusedUdp(at, straggler()) }),
    },
    {
      run: folder.run,
      tool: tool(),
      iut: {
        ...(vendor === undefined ? {} : { vendor }),
        ...(model === undefined ? {} : { model }),
        ...(version === undefined ? {} : { version }),
      },
      digests,
      notCertifiable,
      notScored,
      transport: settings.transport,
      channel: settings.channel,
      options: recordedOptions(origins, seed),
    },
  )
  if (resumed !== undefined && plan.judge.includes('client') && upperTesters.launcher === undefined)
    io.err('A client that was registered before the run was cut off has to register again: restart it.\n')
  try {
    await conduct(run, upperTesters)
  } finally {
    await upperTesters.close()
  }
  const { exitCode } = closeRun(run, signal.aborted)
  journal.close()
  releaseRun(folder.path)
  await writeReports(folder.path, { io, allure: settings.allure && !signal.aborted })
  return exitCode
}

/** Cases that have their verdict; one that was cut short, or for which nobody was there, is begun anew. */
function judgedIn(events: readonly JournalEvent[]): Extract<JournalEvent, { event: 'case-ended' }>[] {
  return events
    .filter((event) => event.event === 'case-ended')
    .filter(({ reason, outcome }) => reason !== 'interrupted' && outcome !== 'out-of-time')
}

function recordedOptions(origins: ReadonlyMap<string, Origin>, seed: string): Record<string, unknown> {
  const options = [...origins].flatMap(([name, { value }]) =>
    value === null || name === 'resume' || isSecret(name) ? [] : [[name, maskedValue(value)] as const],
  )
  return { ...Object.fromEntries(options), seed }
}

type Conduct = (run: Run, upperTesters: UpperTesters) => Promise<void>

/** A Reset to a message that nobody sent: whoever takes it must ignore it (RFC 7252 §4.2). */
function straggler(): Uint8Array {
  const messageId = systemRandom().integer(0, 0xffff)
  return encode({
    type: 'RST',
    code: '0.00',
    messageId,
    token: new Uint8Array(),
    options: [],
    payload: new Uint8Array(),
  })
}

/** How the run is conducted; what it needs of the network has been tried. */
async function conductorOf(settings: RunSettings, plan: RunPlan, network: Network, io: Io): Promise<Conduct> {
  if (plan.judge.includes('client')) {
    const reception = await receptionOf(settings, network, plan.accounts)
    return (run, upperTesters) => {
      if (upperTesters.launcher === undefined) io.err(invitation(settings.transport, reception))
      return conductClients(run, plan.plan, {
        ...reception,
        ...keyringsFor(plan.oscore),
        upperTester: (endpoint, { server, bootstrap }) =>
          upperTesters.of({ endpoint, serverUri: server, bootstrapUri: bootstrap, ...pskOf(plan) }),
      })
    }
  }
  const target = await addressed(plan.target, network)
  const { listen: given } = settings
  const listen = {
    ...towards((target.server ?? target.bootstrap)?.host),
    ...(given === undefined ? {} : parseAddress(given, '--listen')),
  }
  // Over TCP our Client only opens connections.
  if (settings.transport === 'udp') await canListen(network, 'udp', listen)
  const endpoint = settings.endpoint ?? ownEndpoint
  const uri = (at: { host: string; port: number }): string =>
    uriOf(settings.transport, at, plan.accounts !== undefined)
  const iut = {
    endpoint,
    ...(target.server === undefined ? {} : { serverUri: uri(target.server) }),
    ...(target.bootstrap === undefined ? {} : { bootstrapUri: uri(target.bootstrap) }),
    ...pskOf(plan),
  }
  return async (run, upperTesters) => {
    await upperTesters.launcher?.start(iut)
    const upperTester = upperTesters.of(iut)
    await conductServer(run, plan.plan, {
      iut: plan.judge,
      target,
      listen,
      endpoint,
      ...(plan.oscore && { oscore: contextsOf(plan.oscore) }),
      ...(plan.accounts && { accounts: plan.accounts }),
      ...(upperTester === undefined ? {} : { upperTester }),
    })
  }
}

/** What a command is told of a pre-shared key: `{identity} {key}`. */
function pskOf({ accounts }: RunPlan): { identity?: string; key?: string } {
  if (accounts?.server.mode !== 'psk') return {}
  const { identity, secretKey } = accounts.server
  return { identity: new TextDecoder().decode(identity), key: Buffer.from(secretKey).toString('hex') }
}

function contextsOf({ server, bootstrap }: ClientParameters): NonNullable<ServerRun['oscore']> {
  return {
    ...(server && { server: new SecurityContext(server) }),
    ...(bootstrap && { bootstrap: new SecurityContext(bootstrap) }),
  }
}

async function addressed(target: RunPlan['target'], network: Network): Promise<RunPlan['target']> {
  const entries = Object.entries(target).map(
    async ([chair, { host, port }]) => [chair, { host: await network.lookup(host), port }] as const,
  )
  return Object.fromEntries(await Promise.all(entries))
}
