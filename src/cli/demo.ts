import {
  closeRun,
  conductClients,
  conductServer,
  loadCases,
  loadCatalogue,
  openRun,
  planOf,
  type Run,
  type RunOptions,
} from '#conduct'
import { emptyIcs } from '#ics'
import { systemClock, udpNetwork } from '#net'
import { ReferenceBootstrapServer, ReferenceClient, ReferenceServer } from '#peers'
import { type JournalEvent, openJournal } from '#record'
import { loadRegistry } from '#registry'
import { bootstrapUpperTester, clientUpperTester, referenceIxit, serverUpperTester } from '#selftest'
import type { TestCase } from '#testcase'
import { lengths } from './demo-lengths.ts'
import { openRunFolder, type RunFolder } from './run-folder.ts'
import { tool } from './tool.ts'

const host = '127.0.0.1'

/** Cases that short timing leaves out: what the specification makes them wait for is not ours to shorten. */
export const tooLong: readonly string[] = [
  'int-7',
  'int-109',
  'int-775',
  'TP/BS/FINISH/BI-03',
  'TP/COAP/MSG/BV-07',
  'TP/COAP/MSG/BV-10',
  'TP/REG/AWAKE/BV-01',
  'TP/REG/SILENT/BV-01',
  'TP/REP/ATTR/BV-13',
  'TP/REP/AWAKE/BV-01',
]

export interface DemoOptions {
  readonly out: string
  readonly seed: string
  readonly timing: 'normal' | 'short'
  readonly onEvent: (event: JournalEvent) => void
}

/**
 * The suite over real UDP on loopback against the embedded reference peers: every chair judged, the pairs side by side.
 */
export async function demo({
  out,
  seed,
  timing,
  onEvent,
}: DemoOptions): Promise<{ folder: RunFolder; exitCode: number }> {
  const network = udpNetwork()
  const folder = openRunFolder(out, systemClock.now())
  const journal = openJournal(folder.path, systemClock.now)
  journal.onEvent(onEvent)
  const [cases, { errataOf }] = await Promise.all([loadCases(), loadCatalogue()])
  const registry = loadRegistry()
  const options: RunOptions = {
    iut: ['client', 'server', 'bootstrap'],
    lwm2m: '1.1',
    profile: 'ets-1.1',
    timing,
    seed,
    strict: false,
    allow: ['reboot', 'bootstrap', 'firmware', 'profile'],
  }
  const { saveCapture } = folder
  const run = openRun(
    options,
    { network, journal, registry, cases, errataOf, ics: emptyIcs, ixit: referenceIxit, saveCapture },
    {
      run: folder.run,
      tool: tool(),
      iut: { vendor: 'lwm2m-conformance', model: 'reference peers', version: tool().version },
      digests: { profile: null, ics: null, ixit: null, registry: null },
      notCertifiable: [
        'the peers are embedded',
        ...(timing === 'short'
          ? ['--timing short', `left out for the length of their waits: ${tooLong.join(', ')}`]
          : []),
      ],
      notScored: [],
      transport: 'udp',
      channel: 'nosec',
      options: { timing },
    },
  )
  const fitting = cases.filter(
    ({ id, editions }) => editions.includes(options.lwm2m) && !(timing === 'short' && tooLong.includes(id)),
  )
  await Promise.all([
    ...clientPairs(run, fitting),
    ...serverPairs(run, fitting),
    judgeBootstrap(run, fitting),
  ])
  const { exitCode } = closeRun(run)
  journal.close()
  return { folder, exitCode }
}

/** How many Clients, and how many Servers, share the cases. */
const clients = 53
const servers = 10

/** Several Clients share the cases, so that their waits run side by side; one of them is in queue mode. */
function clientPairs(run: Run, cases: readonly TestCase[]): Promise<void>[] {
  const asleep = ({ id }: TestCase): boolean => ['int-108', 'int-109', 'TP/REP/AWAKE/BV-01'].includes(id)
  const theirs = cases.filter((testCase) => testCase.judges.includes('client') && !asleep(testCase))
  return [
    ...shares(theirs, clients, 'client').map((share, client) =>
      judgeClient(run, `reference-client-${client + 1}`, share),
    ),
    judgeClient(run, 'sleeping-client', cases.filter(asleep), true),
  ]
}

/** The longest case goes to who has the least to do, then the next. */
function shares(cases: readonly TestCase[], count: number, chair: keyof typeof lengths): TestCase[][] {
  const lengthOf = ({ id }: TestCase): number => lengths[chair][id] ?? 1
  const all = Array.from({ length: count }, () => ({ dealt: Array.of<TestCase>(), seconds: 0 }))
  for (const testCase of cases.toSorted((one, other) => lengthOf(other) - lengthOf(one))) {
    const idlest = all.reduce((one, other) => (other.seconds < one.seconds ? other : one))
    idlest.dealt.push(testCase)
    idlest.seconds += lengthOf(testCase)
  }
  return all.map(({ dealt }) => dealt)
}

async function judgeClient(
  run: Run,
  endpoint: string,
  cases: readonly TestCase[],
  queueMode = false,
): Promise<void> {
  const { network, registry } = run.environment
  const { lwm2m } = run.options
  await conductClients(run, planOf(cases, ['client']), {
    listen: { host },
    endpoints: [endpoint],
    devices: 1,
    upperTester: (_, { server, bootstrap }) => {
      const accounts = { serverUri: server, bootstrapUri: bootstrap }
      const client = new ReferenceClient({
        network,
        registry,
        endpoint,
        lwm2m,
        queueMode,
        installationTime: 1000,
        local: { host },
        ...accounts,
      })
      return clientUpperTester(client)
    },
  })
}

/** The cases on Servers are shared in the same way. */
function serverPairs(run: Run, cases: readonly TestCase[]): Promise<void>[] {
  const theirs = cases.filter(({ judges }) => judges.includes('server'))
  return shares(theirs, servers, 'server').map((share, server) =>
    judgeServer(run, `tester-client-${server + 1}`, share),
  )
}

async function judgeServer(run: Run, endpoint: string, cases: readonly TestCase[]): Promise<void> {
  const { network, registry } = run.environment
  const server = new ReferenceServer({ network, registry, lwm2m: run.options.lwm2m, local: { host } })
  await server.start()
  await conductServer(run, planOf(cases, ['server']), {
    iut: ['server'],
    target: { server: server.coap.local },
    listen: { host },
    endpoint,
    upperTester: serverUpperTester(server, registry),
  })
  await server.stop()
}

async function judgeBootstrap(run: Run, cases: readonly TestCase[]): Promise<void> {
  const { network, registry } = run.environment
  const server = new ReferenceBootstrapServer({
    network,
    registry,
    lwm2m: run.options.lwm2m,
    local: { host },
  })
  await server.start()
  await conductServer(run, planOf(cases, ['bootstrap']), {
    iut: ['bootstrap'],
    target: { bootstrap: server.coap.local },
    listen: { host },
    endpoint: 'tester-client-bootstrap',
    upperTester: bootstrapUpperTester(server),
  })
  await server.stop()
}
