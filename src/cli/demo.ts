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
import { bootstrapUpperTester, clientUpperTester, serverUpperTester } from '#selftest'
import type { TestCase } from '#testcase'
import { openRunFolder, type RunFolder } from './run-folder.ts'
import { tool } from './tool.ts'

const host = '127.0.0.1'

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
    allow: ['reboot', 'bootstrap'],
  }
  const { saveCapture } = folder
  const run = openRun(
    options,
    { network, journal, registry, cases, errataOf, ics: emptyIcs, ixit: { values: {} }, saveCapture },
    {
      run: folder.run,
      tool: tool(),
      iut: { vendor: 'lwm2m-conformance', model: 'reference peers', version: tool().version },
      digests: { profile: null, ics: null, ixit: null, registry: null },
      notCertifiable: ['the peers are embedded', ...(timing === 'short' ? ['--timing short'] : [])],
      notScored: [],
      transport: 'udp',
      channel: 'nosec',
      options: { timing },
    },
  )
  // How long a Client in queue mode listens is no wait of ours, so nothing shortens the minutes of int-109.
  const isTooLong = ({ number }: TestCase): boolean => timing === 'short' && number === 109
  const fitting = cases.filter(
    (testCase) => testCase.editions.includes(options.lwm2m) && !isTooLong(testCase),
  )
  await Promise.all([...clientPairs(run, fitting), judgeServer(run, fitting), judgeBootstrap(run, fitting)])
  const { exitCode } = closeRun(run)
  journal.close()
  return { folder, exitCode }
}

/** Several Clients share the cases, so that their waits run side by side; one of them is in queue mode. */
function clientPairs(run: Run, cases: readonly TestCase[]): Promise<void>[] {
  const conditions = ({ id }: TestCase): boolean => id.startsWith('TP/REP/')
  const refused = ({ id }: TestCase): boolean => id.startsWith('TP/REG/REFUSED/')
  const returning = ({ id, number }: TestCase): boolean => id.startsWith('TP/REG/AGAIN/') || number === 107
  const waiting = [108, 109, 302, 303]
  const others = (testCase: TestCase): boolean =>
    !conditions(testCase) &&
    !refused(testCase) &&
    !returning(testCase) &&
    !waiting.includes(testCase.number ?? 0)
  return [
    judgeClient(run, 'reference-client', cases.filter(others)),
    judgeClient(
      run,
      'reset-client',
      cases.filter(({ number }) => number === 302),
    ),
    judgeClient(
      run,
      'cancel-client',
      cases.filter(({ number }) => number === 303),
    ),
    judgeClient(run, 'sensing-client', cases.filter(conditions)),
    judgeClient(run, 'refused-client', cases.filter(refused)),
    judgeClient(run, 'returning-client', cases.filter(returning)),
    judgeClient(
      run,
      'sleeping-client',
      cases.filter(({ number }) => number === 108 || number === 109),
      true,
    ),
  ]
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
        local: { host },
        ...accounts,
      })
      return clientUpperTester(client)
    },
  })
}

async function judgeServer(run: Run, cases: readonly TestCase[]): Promise<void> {
  const { network, registry } = run.environment
  const server = new ReferenceServer({ network, registry, lwm2m: run.options.lwm2m, local: { host } })
  await server.start()
  await conductServer(run, planOf(cases, ['server']), {
    iut: ['server'],
    target: { server: server.coap.local },
    listen: { host },
    endpoint: 'tester-client-1',
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
    endpoint: 'tester-client-2',
    upperTester: bootstrapUpperTester(server),
  })
  await server.stop()
}
