import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { seededRandom, sleep, systemClock, udpNetwork } from '#net'
import { otherEnd, servingKeyring } from '#oscore'
import { ReferenceBootstrapServer, ReferenceClient, ReferenceServer } from '#peers'
import type { RunRecord } from '#record'
import { loadRegistry } from '#registry'
import { needed, oscoreParameters } from './channel.ts'
import { call, workFolder } from './cli.fixture.ts'

const work = workFolder()
const host = '127.0.0.1'
const network = udpNetwork({ random: seededRandom('oscore.test') })
const peer = { network, registry: loadRegistry(), lwm2m: '1.1', local: { host } } as const
afterAll(work.remove)

function file(name: string, account: Record<string, unknown>): string {
  const path = join(work.path, name)
  writeFileSync(path, JSON.stringify(account))
  return path
}

const account = file('account.json', {
  masterSecret: '0102030405060708090a0b0c0d0e0f10',
  masterSalt: '9e7ca92223786340',
  senderId: 'ff01',
  recipientId: '',
  bootstrap: { masterSecret: '0f0e0d0c0b0a09080706050403020100', senderId: '01', recipientId: '02' },
})
const parameters = (holder: 'server' | 'bootstrap') => needed(oscoreParameters(account), holder, account)

/** An account, and no more. */
const sound = { masterSecret: '01', senderId: '', recipientId: '01' }

const over = (name: string, ...more: string[]): string[] => [
  ...['--channel', 'oscore', '--oscore', account, '--out', join(work.path, name)],
  ...['--no-allure', '--timing', 'short', ...more],
]

function record(name: string): RunRecord {
  return JSON.parse(readFileSync(join(work.path, name, 'latest', 'run.json'), 'utf8'))
}

const verdicts = (name: string): Record<string, string> =>
  Object.fromEntries(record(name).cases.map(({ id, verdict }) => [id, verdict]))

describe('over OSCORE and real UDP', () => {
  it('a server is judged, twice', { timeout: 30_000 }, async () => {
    const keyring = servingKeyring([otherEnd(parameters('server'))])
    const server = new ReferenceServer({ ...peer, keyring })
    await server.start()
    const target = `coap://${host}:${server.coap.local.port}`
    for (const name of ['server', 'again']) {
      const words = ['run', 'server', '--target', target, ...over(name, '--cases', '101,TP/COAP/MSG/BV-06')]
      expect(await call(words)).toMatchObject({ code: 0, err: '' })
      expect(verdicts(name)).toEqual({ 'int-101': 'PASS', 'TP/COAP/MSG/BV-06': 'PASS' })
      expect(record(name).channel).toBe('oscore')
    }
    await server.stop()
  })

  it('a bootstrap-server is judged', { timeout: 30_000 }, async () => {
    const keyring = servingKeyring([otherEnd(parameters('bootstrap'))])
    const server = new ReferenceBootstrapServer({ ...peer, keyring })
    const given = { serverUri: 'coap://192.0.2.1', lifetime: 60, shortServerId: 1, deletes: [], reads: [] }
    server.provision('node', given)
    await server.start()
    const script = join(work.path, 'provisioned.mjs')
    writeFileSync(
      script,
      `let told = ''
       for await (const part of process.stdin) told += part
       console.log(JSON.parse(told).verb === 'capabilities' ? '{"verbs":["provision"]}' : '{}')`,
    )
    const at = [
      '--target',
      `coap://${host}:${server.coap.local.port}`,
      '--endpoint',
      'node',
      '--upper-tester',
      `command:${process.execPath} ${script}`,
    ]
    const words = ['run', 'bootstrap', ...at, ...over('bs', '--cases', '0', '--allow', 'bootstrap')]
    expect(await call(words)).toMatchObject({ code: 0, err: '' })
    expect(verdicts('bs')).toEqual({ 'int-0': 'PASS' })
    await server.stop()
  })

  it('a server is judged over TCP', { timeout: 30_000 }, async () => {
    const keyring = servingKeyring([otherEnd(parameters('server'))])
    const server = new ReferenceServer({ ...peer, keyring, transport: 'tcp' })
    await server.start()
    const target = `coap+tcp://${host}:${server.coap.local.port}`
    const words = ['run', 'server', '--target', target, '--transport', 'tcp']
    expect(await call([...words, ...over('tcp', '--cases', '101')])).toMatchObject({ code: 0, err: '' })
    expect(verdicts('tcp')).toEqual({ 'int-101': 'PASS' })
    await server.stop()
  })

  it('a client is judged', { timeout: 30_000 }, async () => {
    const socket = await network.bind({ host })
    const { port } = socket.local
    await socket.close()
    const listen = `${host}:${port}`
    const judging = call(['run', 'client', '--listen', listen, ...over('client', '--cases', '101,201,223')])
    while (!judging.written().includes('Waiting for a client at')) await sleep(systemClock, 20)
    const oscore = parameters('server')
    const client = new ReferenceClient({ ...peer, endpoint: 'c-1', serverUri: `coap://${listen}`, oscore })
    await client.start()
    const { code } = await judging
    await client.stop()
    expect(verdicts('client')).toEqual({ 'int-101': 'PASS', 'int-201': 'PASS', 'int-223': 'PASS' })
    expect(code).toBe(0)
  })

  it.each([
    [{ masterSecret: '01', senderId: '' }, 'lacks the member "recipientId"'],
    [{ masterSecret: '01', senderId: '', recipientId: '0' }, 'the OSCORE account at /recipientId'],
    [
      { masterSecret: '01', senderId: '', recipientId: '01', aead: 99 },
      'no AEAD algorithm has the number 99',
    ],
    [{ masterSecret: '01', senderId: '0102030405060708', recipientId: '01' }, 'at most 7 octets'],
    [{ masterSecret: '01', senderId: '01', recipientId: '01' }, 'senderId and recipientId are the same'],
  ])('the account %j is refused', async (wrong, text) => {
    const path = file('wrong.json', wrong)
    const { code, err } = await call(['run', 'client', '--channel', 'oscore', '--oscore', path])
    expect(err).toContain(text)
    expect(err).toContain('wrong.json')
    expect(code).toBe(2)
  })

  it('a probe without an account is refused', async () => {
    const { code, err } = await call(['probe', '--channel', 'oscore'])
    expect([code, err]).toEqual([2, '--channel oscore: say what the account is with --oscore FILE\n'])
  })

  it.each([
    [['server'], { bootstrap: sound }, 'the account at the server is missing'],
    [['bootstrap'], sound, 'the account at the bootstrap-server is missing'],
  ])('%s is not judged without its account', async (chair, lacking, text) => {
    const path = file('lacking.json', lacking)
    const words = ['run', ...chair, '--target', host, '--channel', 'oscore', '--oscore', path]
    expect(await call(words)).toMatchObject({ code: 2, err: expect.stringContaining(text) })
  })
})
