import { conductClients, type Environment, openRun, planOf, type Run } from '#conduct'
import { emptyIcs } from '#ics'
import { MemoryNetwork } from '#net'
import { ReferenceClient } from '#peers'
import { type JournalEvent, memoryJournal } from '#record'
import { loadRegistry } from '#registry'
import { code, type TestCase, testCase } from '#testcase'
import type { UpperTester } from '#upper-tester'
import { clientUpperTester } from './embedded.ts'

export const registry = loadRegistry()
export const common = {
  purpose: '',
  area: 'CoAP',
  editions: ['1.1'],
  reference: [],
  judges: ['client'],
  steps: [],
} as const
export const answers = {
  A: { judged: 'client', text: 'answers 2.04', clause: 'Transport 1.1.1 §6.7' },
} as const

export const writes = testCase({
  ...common,
  purposeId: 'TP/X/WRITE',
  title: 'writes',
  impact: 'settings',
  criteria: answers,
  body: async ({ client, server }) => {
    await client.isRegistered()
    await client.must('A', server.writes('/1/0/2', 7).answered, code('2.04'))
  },
})
export const reads = testCase({
  ...common,
  purposeId: 'TP/X/READ',
  title: 'reads',
  impact: 'none',
  criteria: answers,
  body: async ({ client, server }) => {
    await client.isRegistered()
    await client.must('A', server.reads('/3/0/16').answered, code('2.05'))
  },
})

export interface Evening {
  readonly network: MemoryNetwork
  readonly events: readonly JournalEvent[]
  readonly clients: ReferenceClient[]
  readonly run: Run
}

/** A run in memory of these cases on clients of ours; `before` comes ahead of all that happens. */
export async function evening(
  cases: readonly TestCase[],
  changes: Partial<Environment> & {
    endpoints?: readonly string[]
    devices?: number
    upperTester?: UpperTester
    allow?: Run['options']['allow']
  } = {},
  before: (evening: Evening) => void = () => {},
): Promise<Evening> {
  const network = new MemoryNetwork()
  const journal = memoryJournal(() => network.clock.now())
  const { endpoints = ['device'], devices = 1, upperTester, allow = [], ...environment } = changes
  const run = openRun(
    { iut: ['client'], lwm2m: '1.1', profile: 'custom', timing: 'normal', seed: '1', strict: false, allow },
    {
      network,
      journal,
      registry,
      cases,
      errataOf: () => [],
      ics: emptyIcs,
      ixit: { values: {} },
      ...environment,
    },
    {
      run: 'r',
      tool: { name: 't', version: '0', node: '' },
      iut: {},
      digests: { profile: null, ics: null, ixit: null, registry: null },
      notCertifiable: [],
      notScored: [],
      transport: 'udp',
      channel: 'nosec',
      options: {},
    },
  )
  const clients: ReferenceClient[] = []
  const night: Evening = { network, events: journal.events, clients, run }
  before(night)
  await conductClients(run, planOf(cases, ['client']), {
    listen: { host: '192.0.2.1', port: 5683 },
    endpoints,
    devices,
    upperTester: (endpoint, { server, bootstrap }) => {
      if (endpoints.length === 0) return upperTester
      const client = device(network, endpoint, server, bootstrap)
      clients.push(client)
      return upperTester ?? clientUpperTester(client)
    },
  })
  for (const client of clients) await client.stop()
  return night
}

/** One of our clients, not started. */
export function device(
  network: MemoryNetwork,
  endpoint: string,
  serverUri: string,
  bootstrapUri = 'coap://192.0.2.1:5783',
): ReferenceClient {
  return new ReferenceClient({
    network,
    registry,
    endpoint,
    lwm2m: '1.1',
    local: { host: '192.0.2.2' },
    serverUri,
    bootstrapUri,
  })
}

export const nobody: UpperTester = {
  name: 'nobody',
  can: () => false,
  perform: async () => undefined,
  close: async () => {},
}

export const endings = (events: readonly JournalEvent[]) =>
  events.flatMap((event) => (event.event === 'case-ended' ? [event] : []))
