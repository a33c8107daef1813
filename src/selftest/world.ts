import type { Transport } from '#coap'
import {
  type Accounts,
  closeRun,
  conductClients,
  conductServer,
  type Environment,
  openRun,
  planOf,
  type RunOptions,
} from '#conduct'
import { type EsimIxit, emptyIcs, type IcsDocument } from '#ics'
import { MemoryNetwork, seededRandom, VirtualClock, type Weather } from '#net'
import { type ContextParameters, otherEnd, SecurityContext, servingKeyring } from '#oscore'
import { ReferenceBootstrapServer, ReferenceClient, ReferenceServer } from '#peers'
import { type JournalEvent, memoryJournal } from '#record'
import type { Registry } from '#registry'
import type { TestCase } from '#testcase'
import { combine } from '#upper-tester'
import { type PlayedMode, worldAccounts } from './accounts.ts'
import { bootstrapUpperTester, clientUpperTester, serverUpperTester } from './embedded.ts'
import { esimIxit } from './esim.ts'
import { referenceIxit } from './reference-ixit.ts'

/** How the messages of a simulated world are protected. */
export type Channel = 'nosec' | 'oscore' | PlayedMode | 'psk+oscore'

/** A fault put into a peer, or none. */
export type Fault<Peer> = (peer: Peer) => void

export interface WorldOptions {
  readonly registry: Registry
  readonly cases: readonly TestCase[]
  readonly lwm2m: '1.0' | '1.1' | '1.2'
  readonly seed: string
  readonly weather?: Partial<Weather>
  readonly strict?: boolean
  /** Only verdicts are asked for, not how they came about. */
  readonly terse?: boolean
  /** Default: UDP. */
  readonly transport?: Transport
  /** Default: NoSec. */
  readonly channel?: Channel
  /** The Client's accounts for a channel with DTLS or TLS. */
  readonly accounts?: Accounts
  /** What the peer claims; default: nothing, so that the wire tells. */
  readonly ics?: IcsDocument
  /** What the IXIT says of the Client's eUICC, or of the Server's eIM; default: all of it. */
  readonly esim?: EsimIxit
  /** Milliseconds since the Unix epoch at which it begins. */
  readonly start?: number
  /** Takes the capture of each case. */
  readonly saveCapture?: Environment['saveCapture']
}

const facts = {
  run: 'selftest',
  tool: { name: 'lwm2m-conformance', version: '0', node: '' },
  iut: { vendor: 'lwm2m-conformance', model: 'reference peer' },
  digests: { profile: null, ics: null, ixit: null, registry: null },
  notCertifiable: ['self-test'],
  notScored: [],
  options: {},
}

const utf8 = new TextEncoder()

/** The Client's ends of its accounts. */
const oscoreAccounts: { readonly [chair in 'server' | 'bootstrap']: ContextParameters } = {
  server: {
    masterSecret: utf8.encode('a secret of both'),
    senderId: utf8.encode('client'),
    recipientId: utf8.encode('server'),
  },
  bootstrap: {
    masterSecret: utf8.encode('one of two others'),
    senderId: utf8.encode('newbie'),
    recipientId: utf8.encode('bs'),
  },
}

function runOptions({ lwm2m, seed, strict }: WorldOptions, iut: RunOptions['iut']): RunOptions {
  return {
    iut,
    lwm2m,
    profile: 'custom',
    timing: 'normal',
    seed,
    strict: strict ?? false,
    allow: ['reboot', 'bootstrap', 'profile', 'firmware'],
  }
}

/** Judges the reference Client, sound or with a fault, in a simulated world; returns the journal. */
export async function judgeClient(
  options: WorldOptions,
  fault?: Fault<ReferenceClient>,
): Promise<readonly JournalEvent[]> {
  const { clock, network, journal, transport, run, oscore, accounts } = await openWorld(options, ['client'])
  let client: ReferenceClient | undefined
  await conductClients(run, planOf(options.cases, ['client']), {
    listen: { host: '192.0.2.1', port: 5683 },
    listenBootstrap: { host: '192.0.2.1', port: 5783 },
    endpoints: ['reference-client'],
    devices: 1,
    ...(oscore && {
      keyring: servingKeyring([otherEnd(oscore.server)]),
      bootstrapKeyring: servingKeyring([otherEnd(oscore.bootstrap)]),
    }),
    ...(accounts && { accounts }),
    upperTester: (endpoint, uris) => {
      client = new ReferenceClient({
        network,
        registry: options.registry,
        endpoint,
        lwm2m: options.lwm2m,
        local: { host: '192.0.2.2', port: 56830 },
        transport,
        serverUri: uris.server,
        bootstrapUri: uris.bootstrap,
        ...(oscore && { oscore: oscore.server, bootstrapOscore: oscore.bootstrap }),
        ...(accounts && { dtls: accounts }),
      })
      fault?.(client)
      return clientUpperTester(client)
    },
  })
  await client?.stop()
  closeRun(run)
  clock.end()
  return journal.events
}

/** Judges the reference Server, sound or with a fault, in a simulated world; returns the journal. */
export function judgeServer(
  options: WorldOptions,
  fault?: Fault<ReferenceServer>,
): Promise<readonly JournalEvent[]> {
  return judgeServers(options, ['server'], fault && { server: fault })
}

/** Judges the reference Bootstrap-Server, sound or with a fault, in a simulated world; returns the journal. */
export function judgeBootstrap(
  options: WorldOptions,
  fault?: Fault<ReferenceBootstrapServer>,
): Promise<readonly JournalEvent[]> {
  return judgeServers(options, ['bootstrap'], fault && { bootstrap: fault })
}

/** Faults of the peers that a platform consists of. */
export interface PlatformFaults {
  readonly server?: Fault<ReferenceServer>
  readonly bootstrap?: Fault<ReferenceBootstrapServer>
}

/** Judges a platform: the reference Server and Bootstrap-Server as one IUT, sound or with a fault in either. */
export function judgePlatform(
  options: WorldOptions,
  faults: PlatformFaults = {},
): Promise<readonly JournalEvent[]> {
  return judgeServers(options, ['server', 'bootstrap'], faults)
}

async function judgeServers(
  options: WorldOptions,
  iut: readonly ('server' | 'bootstrap')[],
  faults: PlatformFaults = {},
): Promise<readonly JournalEvent[]> {
  const world = await openWorld(options, iut)
  const { clock, run, journal, oscore, accounts } = world
  const server = iut.includes('server') ? serverIn(world, faults.server) : undefined
  const bootstrap = iut.includes('bootstrap') ? bootstrapServerIn(world, faults.bootstrap) : undefined
  const peers = [server, bootstrap].filter((peer) => peer !== undefined)
  for (const { peer } of peers) await peer.start()
  await conductServer(run, planOf(options.cases, iut), {
    iut,
    target: { ...server?.target, ...bootstrap?.target },
    listen: { host: '192.0.2.2', port: 56830 },
    endpoint: 'tester-client',
    ...(oscore && { oscore: { ...server?.contexts, ...bootstrap?.contexts } }),
    ...(accounts && { accounts }),
    upperTester: combine(...peers.map(({ upperTester }) => upperTester)),
  })
  for (const { peer } of peers) await peer.stop()
  closeRun(run)
  clock.end()
  return journal.events
}

type World = Awaited<ReturnType<typeof openWorld>>

function serverIn(world: World, fault?: Fault<ReferenceServer>) {
  const { network, registry, lwm2m, transport, oscore, accounts } = world
  const local = { host: '192.0.2.1', port: 5683 }
  const peer = new ReferenceServer({
    ...{ network, registry, lwm2m, transport, local },
    ...(oscore && { keyring: servingKeyring([otherEnd(oscore.server)]) }),
    ...(accounts && { accounts: [accounts.server] }),
  })
  fault?.(peer)
  return {
    peer,
    target: { server: local },
    contexts: oscore && { server: new SecurityContext(oscore.server) },
    upperTester: serverUpperTester(peer, registry),
  }
}

function bootstrapServerIn(world: World, fault?: Fault<ReferenceBootstrapServer>) {
  const { network, registry, lwm2m, transport, oscore, accounts } = world
  const local = { host: '192.0.2.1', port: 5783 }
  const peer = new ReferenceBootstrapServer({
    ...{ network, registry, lwm2m, transport, local },
    ...(oscore && { keyring: servingKeyring([otherEnd(oscore.bootstrap)]), givesKeys: oscore.server }),
    ...(accounts && { accounts: [accounts.bootstrap], gives: accounts.server }),
  })
  fault?.(peer)
  return {
    peer,
    target: { bootstrap: local },
    contexts: oscore && { bootstrap: new SecurityContext(oscore.bootstrap) },
    upperTester: bootstrapUpperTester(peer),
  }
}

async function openWorld(options: WorldOptions, iut: RunOptions['iut']) {
  const clock = new VirtualClock(options.start)
  const network = new MemoryNetwork({
    clock,
    random: seededRandom(options.seed),
    weather: options.weather ?? {},
  })
  const journal = memoryJournal(() => network.clock.now(), options.terse)
  const { registry, cases, lwm2m, transport = 'udp', saveCapture } = options
  const wanted = options.channel ?? 'nosec'
  const mode = wanted === 'psk+oscore' ? 'psk' : wanted
  const isSecured = mode !== 'nosec' && mode !== 'oscore'
  const accounts =
    options.accounts ?? (isSecured ? await worldAccounts(mode, network.clock.now()) : undefined)
  const channel = wanted === 'psk+oscore' ? wanted : (accounts?.server.mode ?? wanted)
  const environment = {
    network,
    journal,
    registry,
    cases,
    ics: options.ics ?? emptyIcs,
    ixit: { ...referenceIxit, esim: options.esim ?? esimIxit },
    errataOf: () => [],
    ...(saveCapture && { saveCapture }),
  }
  return {
    clock,
    network,
    journal,
    registry,
    lwm2m,
    transport,
    accounts,
    oscore: channel.includes('oscore') ? oscoreAccounts : undefined,
    run: openRun(runOptions(options, iut), environment, { ...facts, transport, channel }),
  }
}
