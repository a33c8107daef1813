import { setMaxListeners } from 'node:events'
import { uriOf } from '#coap'
import { type DeviceAccount, securityResources } from '#dtls'
import { sleep } from '#net'
import {
  type Account,
  accountPaths,
  type BootstrapChair,
  bootstrapTester,
  type ClientChair,
  clientIut,
  type DtlsLadder,
  type EimSeat,
  type Ladder,
  type Listener,
  openDtlsLadder,
  openEim,
  openLadder,
  openListener,
  openSecond,
  openStreamLadder,
  type PackagesChair,
  packagesTester,
  presence,
  type SecondSeat,
  type ServerChair,
  ServerKeys,
  type Session,
  type StreamLadder,
  serverTester,
  streamEnd,
} from '#sides'
import { describeFailure } from './failure.ts'
import type { ClientRun } from './options.ts'
import type { Recorder } from './recorder.ts'
import type { Run } from './run.ts'
import { openSession } from './session.ts'

/** A client that is attended to, and the chairs around it. */
export interface Attendance {
  readonly session: Session
  readonly recorder: Recorder
  readonly client: ClientChair
  readonly server: ServerChair
  readonly bootstrap: BootstrapChair
  readonly wire: Ladder
  readonly second: SecondSeat
  readonly eim: EimSeat
  readonly stream: StreamLadder
  readonly dtls: DtlsLadder
  readonly packages: PackagesChair
}

/**
 * Opens our Server and Bootstrap-Server and attends to each client that is awaited or shows up, side by side. Returns
 * when all are attended to, or when the run is asked to stop.
 * @throws NetworkError when an address cannot be had
 */
export async function receiveClients(
  run: Run,
  wanted: ClientRun,
  attend: (attendance: Attendance) => Promise<void>,
): Promise<void> {
  const { environment } = run
  // Each client has a listener of its own on it, however many there are.
  if (environment.signal !== undefined) setMaxListeners(0, environment.signal)
  const attendances = new Map<string, Attendance>()
  const attended: Promise<void>[] = []
  let arrived: () => void = () => {}

  const welcome = (endpoint: string): Session | undefined => {
    const known = attendances.get(endpoint)
    if (known !== undefined) return known.session
    const named = wanted.endpoints.length > 0
    if (named ? !wanted.endpoints.includes(endpoint) : attendances.size >= wanted.devices) return undefined
    const attendance = receive(run, wanted, { listener, secondListener }, endpoint)
    attendances.set(endpoint, attendance)
    attended.push(attend(attendance).finally(() => attendance.session.upperTester?.close()))
    arrived()
    return attendance.session
  }
  const { accounts } = wanted
  const served = accounts && { server: [accounts.server], bootstrap: [accounts.bootstrap] }
  const listener: Listener = await openListener({
    network: environment.network,
    transport: run.facts.transport,
    server: wanted.listen,
    keyring: wanted.keyring,
    accounts: served,
    bootstrapKeyring: wanted.bootstrapKeyring,
    bootstrap:
      wanted.listenBootstrap ?? (wanted.listen.host === undefined ? {} : { host: wanted.listen.host }),
    admit: welcome,
    nameless: () => (attendances.size === 1 ? [...attendances.values()][0]?.session : undefined),
    onBootstrap: ({ endpoint }) => {
      const attendance = attendances.get(endpoint)
      if (attendance !== undefined) void usualBootstrap(attendance)
    },
  })
  const secondListener: Listener = await openListener({
    network: environment.network,
    transport: run.facts.transport,
    ...{ server: besides(wanted.listen), bootstrap: besides(wanted.listen), accounts: served },
    admit: (endpoint) => attendances.get(endpoint)?.session.second,
    nameless: () => undefined,
    onBootstrap: () => {},
  })
  const aborted = new Promise<void>((resolve) => {
    environment.signal?.addEventListener('abort', () => resolve(), { once: true })
  })
  try {
    // Named clients are begun with at once: their first case waits for them, or has them started.
    for (const endpoint of wanted.endpoints) welcome(endpoint)
    const expected = wanted.endpoints.length === 0 ? wanted.devices : wanted.endpoints.length
    while (attended.length < expected && environment.signal?.aborted !== true) {
      const another = new Promise<void>((resolve) => {
        arrived = resolve
      })
      await Promise.race([another, aborted])
    }
    await Promise.all(attended)
  } finally {
    await secondListener.close()
    await listener.close()
  }
}

/** Any free port of the same host. */
function besides({ host }: ClientRun['listen']): ClientRun['listen'] {
  return host === undefined ? {} : { host }
}

function receive(
  run: Run,
  wanted: ClientRun,
  { listener, secondListener }: { listener: Listener; secondListener: Listener },
  endpoint: string,
): Attendance {
  const { serverCoap, bootstrapCoap } = listener
  const uri = ({ host, port }: { host: string; port: number }): string =>
    uriOf(run.facts.transport, { host: wanted.advertise ?? host, port }, wanted.accounts !== undefined)
  const uris = { server: uri(serverCoap.local), bootstrap: uri(bootstrapCoap.local) }
  const { session, recorder } = openSession(run, endpoint, wanted.upperTester?.(endpoint, uris))
  run.journal.append({ event: 'iut', endpoint, identity: run.facts.iut, text: `${endpoint} is awaited` })
  const server = serverTester(session, serverCoap)
  const client = clientIut(session, { coap: serverCoap, server })
  const bootstrap = bootstrapTester(session, {
    coap: bootstrapCoap,
    address: () => listener.bootstrapAddress(session),
    account: () => accountFor(uris.server, session, wanted.accounts?.server),
    keys:
      wanted.keyring &&
      new ServerKeys(session, wanted.keyring, run.environment.network.secrets.fork(`keys of ${endpoint}`)),
  })
  const footing = {
    iut: 'client',
    random: run.environment.network.random.fork('ladder'),
    ready: async () => ({ coap: serverCoap, to: await presence(session) }),
  } as const
  const wire = openLadder(session, {
    ...footing,
    spoils: listener.spoils,
    keyring: wanted.keyring,
    harmless: async () => ({ code: '0.01', path: ['3', '0', '16'] }),
  })
  const stream = openStreamLadder(session, footing)
  const overTls = wanted.accounts && run.facts.transport === 'tcp' ? streamEnd(serverCoap) : undefined
  const socket = listener.secureSocket ?? overTls
  const dtls = openDtlsLadder(
    session,
    socket && {
      iut: 'client',
      ...(wanted.accounts && { account: wanted.accounts.server }),
      ready: () => ({ socket, to: session.client?.address ?? session.lastAddress }),
      secrets: run.environment.network.secrets.fork(`dtls of ${endpoint}`),
    },
  )
  const second = openSecond({
    ...{ session, client, bootstrap },
    server: serverTester(session.second ?? session, secondListener.serverCoap),
    account: () => secondAccount(uri(secondListener.serverCoap.local), session, wanted.accounts?.server),
    hasAccessControl: () => session.client?.registration.objects.some(({ object }) => object === 2) ?? false,
  })
  const eim = openEim({ session, server, facts: run.environment.ixit.esim })
  const packages = packagesTester(session, {
    network: run.environment.network,
    host: wanted.listen.host,
    advertise: wanted.advertise,
    account: wanted.accounts?.server,
    ixit: run.environment.ixit,
  })
  return { session, recorder, client, server, bootstrap, wire, stream, dtls, second, eim, packages }
}

/** Resources of the Security object that came with LwM2M 1.1: matching type, SNI, certificate usage. */
const sinceVersion11: readonly number[] = [13, 14, 15]

/** The Server account that the channel gives a client: NoSec has no credentials (ETS configuration C.1). */
export function accountFor(
  uri: string,
  { binding, lwm2m }: Pick<Session, 'binding' | 'lwm2m'>,
  account?: DeviceAccount,
): Account {
  const nothing = new Uint8Array()
  const held = [...(account === undefined ? [] : securityResources(account))]
  const spoken = held.filter(([resource]) => lwm2m !== '1.0' || !sinceVersion11.includes(resource))
  return {
    security: {
      ...{ 0: uri, 1: false, 2: 3, 3: nothing, 4: nothing, 5: nothing, 10: 1 },
      ...Object.fromEntries(spoken),
    },
    server: { 0: 1, 1: 86400, 6: false, 7: binding },
  }
}

/** The same for our second Server, which has another Short Server ID. */
function secondAccount(...known: Parameters<typeof accountFor>): Account {
  const { security, server } = accountFor(...known)
  return { security: { ...security, 10: 2 }, server: { ...server, 0: 2 } }
}

/** What our Bootstrap-Server does for a client outside any bootstrap case: the account of this run, and Finish. */
async function usualBootstrap({ bootstrap, session }: Attendance): Promise<void> {
  // A case that is about to begin with this very request drives the bootstrap itself.
  await sleep(session.clock, 100)
  if (session.bootstrapDriven) return
  session.bootstrapsServed = session.inbox.end
  try {
    const { links } = await bootstrap.discovers('/').answered.happens()
    const account = bootstrap.account()
    const { security, server } = accountPaths(links, account)
    await bootstrap.writes(security, account.security).answered.happens()
    await bootstrap.writes(server, account.server).answered.happens()
    await bootstrap.finishes().answered.happens()
  } catch (failure) {
    session.scribe.step(`bootstrap: ${describeFailure(failure)}`)
  }
}
