import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom, sleep, systemClock, udpNetwork } from '#net'
import { ReferenceBootstrapServer, ReferenceClient, ReferenceServer } from '#peers'
import { type JournalEvent, journalFile, type RunRecord, readJournal } from '#record'
import { loadRegistry } from '#registry'
import { bootstrapUpperTester, serverUpperTester } from '#selftest'
import { combine, type UpperTester, type Verb } from '#upper-tester'
import { webServer } from '../web.fixture.ts'
import { call, hasIpv6, workFolder } from './cli.fixture.ts'

const work = workFolder()
afterAll(() => work.remove())
const network = udpNetwork({ random: seededRandom('seatings.test') })
const registry = loadRegistry()
const runs = (name: string): string => join(work.path, name)

function record(name: string): RunRecord {
  return JSON.parse(readFileSync(join(runs(name), 'latest', 'run.json'), 'utf8'))
}

function events(name: string): readonly JournalEvent[] {
  return readJournal(journalFile(join(runs(name), 'latest'))).events
}

const verdicts = (name: string): (readonly [string, string, string])[] =>
  record(name).cases.map(({ id, chair, verdict }) => [id, chair, verdict])

/** An upper tester behind HTTP, as a vendor's own would be. */
async function behindHttp(tester: UpperTester, verbs: readonly string[]) {
  return webServer(({ method, url, body }, response) => {
    if (method === 'GET') return void response.end(JSON.stringify({ verbs }))
    if (!verbs.includes(url.slice(1))) return void response.writeHead(404).end()
    void tester.perform(JSON.parse(body) as Verb).then((answer) => response.end(JSON.stringify({ answer })))
  })
}

describe('run bootstrap,server', () => {
  const peer = { network, registry, lwm2m: '1.1', local: { host: '127.0.0.1' } } as const
  const server = new ReferenceServer(peer)
  const bootstrap = new ReferenceBootstrapServer(peer)
  beforeAll(async () => {
    await server.start()
    await bootstrap.start()
  })
  afterAll(async () => {
    await server.stop()
    await bootstrap.stop()
  })

  async function judged(name: string, cases: string) {
    const both = combine(serverUpperTester(server, registry), bootstrapUpperTester(bootstrap))
    const verbs = ['provision', 'read', 'write', 'execute', 'observe', 'cancel', 'attributes', 'forget']
    const web = await behindHttp(both, verbs)
    const target = `bootstrap=127.0.0.1:${bootstrap.coap.local.port},server=127.0.0.1:${server.coap.local.port}`
    const { code, err } = await call([
      ...['run', 'bootstrap,server', '--target', target, '--upper-tester', `http:${web.url}`],
      ...['--cases', cases, '--out', runs(name), '--no-allure'],
    ])
    await web.close()
    return { code, err }
  }

  /** Letters that failed, with case and judged chair. */
  const broken = (name: string): string[] =>
    record(name).cases.flatMap(({ id, criteria }) =>
      criteria.flatMap(({ letter, judged: chair, verdict }) =>
        verdict === 'FAIL' ? [`${id} ${letter} ${chair}`] : [],
      ),
    )

  it('judges a whole platform over UDP, pushed through HTTP', async () => {
    expect(await judged('platform', '0,4,101,103,227')).toEqual({ code: 0, err: '' })
    expect(record('platform').seating).toEqual({ iut: ['bootstrap', 'server'], tester: ['client'] })
    expect(verdicts('platform')).toEqual([
      ['int-101', 'server', 'PASS'],
      ['int-103', 'server', 'PASS'],
      ['int-227', 'server', 'PASS'],
      ['int-0', 'bootstrap', 'PASS'],
      ['int-4', 'bootstrap', 'PASS'],
    ])
  })

  it('blames the Server alone when that is what is broken', async () => {
    const { locationOptions } = server
    server.locationOptions = (id) => [`rd/${id}`]
    const { code } = await judged('faulty-server', '0,101').finally(() => {
      server.locationOptions = locationOptions
    })
    expect([code, broken('faulty-server')]).toEqual([1, ['int-101 F server']])
  })

  it('blames the Bootstrap-Server alone when that is what is broken', async () => {
    const { requestCode } = bootstrap
    bootstrap.requestCode = () => '4.00'
    const { code } = await judged('faulty-bootstrap', '0,101').finally(() => {
      bootstrap.requestCode = requestCode
    })
    expect([code, broken('faulty-bootstrap')]).toEqual([1, ['int-0 B bootstrap']])
  })
})

const ipv6 = await hasIpv6(network)
if (!ipv6) console.warn('this machine has no ::1: a run over IPv6 is not tried')

describe.skipIf(!ipv6)('over IPv6', () => {
  it('a client is judged', async () => {
    const socket = await network.bind({ host: '::1' })
    const { port } = socket.local
    await socket.close()
    const judging = call([
      ...[
        'run',
        'client',
        '--listen',
        `[::1]:${port}`,
        '--endpoint',
        'six',
        '--cases',
        '101,102,201,222,226,260',
      ],
      ...['--out', runs('six'), '--no-allure'],
    ])
    await sleep(systemClock, 300)
    const client = new ReferenceClient({
      ...{ network, registry, lwm2m: '1.1', endpoint: 'six' },
      ...{ local: { host: '::1' }, serverUri: `coap://[::1]:${port}` },
    })
    await client.start()
    const { code } = await judging
    await client.stop()
    expect(verdicts('six').filter(([, , verdict]) => verdict !== 'PASS')).toEqual([])
    expect(code).toBe(0)
    const addresses = events('six').flatMap((event) => (event.event === 'message' ? [event.from] : []))
    expect(addresses).toContain(`[::1]:${port}`)
  })

  it('a server is judged', async () => {
    const server = new ReferenceServer({ network, registry, lwm2m: '1.1', local: { host: '::1' } })
    await server.start()
    const { code } = await call([
      ...['run', 'server', '--target', `[::1]:${server.coap.local.port}`, '--cases', '101,TP/COAP/FORM/*'],
      ...['--out', runs('six-server'), '--no-allure'],
    ])
    await server.stop()
    expect([code, ...new Set(verdicts('six-server').map(([, , verdict]) => verdict))]).toEqual([0, 'PASS'])
  })
})
