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
      transport: 'udp',
      channel: 'nosec',
      options: { timing },
    },
  )
  await Promise.all([judgeClient(run, cases), judgeServer(run, cases), judgeBootstrap(run, cases)])
  const { exitCode } = closeRun(run)
  journal.close()
  return { folder, exitCode }
}

async function judgeClient(run: Run, cases: readonly TestCase[]): Promise<void> {
  const { network, registry } = run.environment
  await conductClients(run, planOf(cases, ['client']), {
    listen: { host },
    endpoints: ['reference-client'],
    devices: 1,
    upperTester: (endpoint, { server, bootstrap }) =>
      clientUpperTester(
        new ReferenceClient({
          network,
          registry,
          endpoint,
          lwm2m: run.options.lwm2m,
          local: { host },
          serverUri: server,
          bootstrapUri: bootstrap,
        }),
      ),
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
