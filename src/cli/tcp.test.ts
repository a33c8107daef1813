import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { seededRandom, sleep, systemClock, udpNetwork } from '#net'
import { ReferenceClient, ReferenceServer } from '#peers'
import type { RunRecord } from '#record'
import { loadRegistry } from '#registry'
import { call, workFolder } from './cli.fixture.ts'

const work = workFolder()
const host = '127.0.0.1'
const network = udpNetwork({ random: seededRandom('tcp.test') })
const peer = { network, registry: loadRegistry(), lwm2m: '1.1', transport: 'tcp', local: { host } } as const
afterAll(work.remove)

const over = (name: string, ...more: string[]): string[] => [
  ...['--transport', 'tcp', '--out', join(work.path, name), '--no-allure', '--timing', 'short'],
  ...more,
]

function verdicts(name: string): Record<string, string> {
  const text = readFileSync(join(work.path, name, 'latest', 'run.json'), 'utf8')
  const record: RunRecord = JSON.parse(text)
  expect(record.transport).toBe('tcp')
  return Object.fromEntries(record.cases.map(({ id, verdict }) => [id, verdict]))
}

async function freePort(): Promise<number> {
  const listener = await network.listen({ host })
  await listener.close()
  return listener.local.port
}

/** Protocol numbers of the IPv4 packets in a capture. */
function protocols(name: string): number[] {
  const folder = join(work.path, name, 'latest', 'evidence')
  return readdirSync(folder).flatMap((file) => {
    const bytes = readFileSync(join(folder, file))
    const found: number[] = []
    for (let at = 0; at < bytes.length; at += bytes.readUInt32LE(at + 4))
      if (bytes.readUInt32LE(at) === 6) found.push(bytes[at + 28 + 9]!)
    return found
  })
}

describe('over real TCP', () => {
  it('a server is judged', { timeout: 30_000 }, async () => {
    const server = new ReferenceServer(peer)
    await server.start()
    const target = `coap+tcp://${host}:${server.coap.local.port}`
    const cases = '101,106,TP/TCP/*'
    const { code, err } = await call([
      'run',
      'server',
      '--target',
      target,
      ...over('server', '--cases', cases),
    ])
    await server.stop()
    expect(err).toBe('')
    const found = verdicts('server')
    expect(new Set(Object.values(found))).toEqual(new Set(['PASS']))
    expect(Object.keys(found)).toEqual(expect.arrayContaining(['int-106', 'TP/TCP/MSG/BV-02']))
    expect(code).toBe(0)
    expect(new Set(protocols('server'))).toEqual(new Set([6]))
  })

  it('a client is judged', { timeout: 30_000 }, async () => {
    const port = await freePort()
    const listen = `${host}:${port}`
    const judging = call([
      'run',
      'client',
      '--listen',
      listen,
      ...over('client', '--cases', '101,106,223,TP/TCP/*'),
    ])
    while (!judging.written().includes(`Waiting for a client at coap+tcp://${listen}`))
      await sleep(systemClock, 20)
    const client = new ReferenceClient({ ...peer, endpoint: 'tcp-1', serverUri: `coap+tcp://${listen}` })
    await client.start()
    const { code } = await judging
    await client.stop()
    const found = verdicts('client')
    expect(new Set(Object.values(found))).toEqual(new Set(['PASS']))
    expect(Object.keys(found)).toEqual(expect.arrayContaining(['int-106', 'TP/TCP/RELEASE/BV-01']))
    expect(code).toBe(0)
    expect(new Set(protocols('client'))).toEqual(new Set([6]))
  })
})
