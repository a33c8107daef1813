import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadOscoreAccounts } from '#config'
import { sleep, systemClock, udpNetwork } from '#net'
import { otherEnd, SecurityContext } from '#oscore'
import { ReferenceBootstrapServer } from '#peers'
import type { RunRecord } from '#record'
import { loadRegistry } from '#registry'
import { givenAccounts } from './accounts.ts'
import { call, workFolder } from './cli.fixture.ts'
import { found, type Secret, secretOf, secretsOfKey, withoutSecrets } from './spellings.fixture.ts'

const work = workFolder()
const keys = join(work.path, 'keys')
const host = '127.0.0.1'
afterAll(work.remove)
beforeAll(async () => void (await call(['credentials', keys, '--endpoint', 'device-1'])))

interface Channel {
  readonly channel: string
  readonly transport: 'udp' | 'tcp'
  /** Files of accounts. */
  readonly account?: string
  readonly oscore?: true
  readonly cases: string
  readonly lwm2m?: '1.2'
  /** Reports take long to make; each kind of key is looked for in those by Allure. */
  readonly allure?: true
}

const channels: readonly Channel[] = [
  {
    channel: 'psk',
    transport: 'udp',
    account: 'psk',
    cases: '0,1,101,201,401,TP/SEC/DTLS/RENEWAL/*',
    allure: true,
  },
  { channel: 'rpk', transport: 'udp', account: 'rpk', cases: '0,101,201,TP/SEC/DTLS/RENEWAL/*' },
  {
    channel: 'x509',
    transport: 'udp',
    account: 'x509-ca',
    cases: '0,2,101,201,402,TP/SEC/DTLS/RENEWAL/*',
    allure: true,
  },
  {
    channel: 'oscore',
    transport: 'udp',
    oscore: true,
    cases: '0,11,101,201,405,TP/SEC/OSCORE/BV-03',
    lwm2m: '1.2',
    allure: true,
  },
  { channel: 'psk+oscore', transport: 'udp', account: 'psk', oscore: true, cases: '0,101,201' },
  { channel: 'psk', transport: 'tcp', account: 'psk', cases: '0,101,201,406' },
  { channel: 'x509', transport: 'tcp', account: 'x509-ca', cases: '0,101,201,404' },
]

const given = ({ account, oscore, transport, lwm2m }: Channel): string[] => [
  ...['--transport', transport, ...(lwm2m === undefined ? [] : ['--lwm2m', lwm2m])],
  ...(account === undefined ? [] : ['--account', join(keys, `${account}.json`)]),
  ...(oscore === undefined ? [] : ['--oscore', join(keys, 'oscore.json')]),
]

/** Every key that `credentials` made, and what is derived of it before a run begins. */
function secrets(): Secret[] {
  const { secretKey, bootstrap }: { secretKey: string; bootstrap: { secretKey: string } } = JSON.parse(
    readFileSync(join(keys, 'psk.json'), 'utf8'),
  )
  const psk = [secretKey, bootstrap.secretKey].map((key) =>
    secretOf('a pre-shared key', Buffer.from(key, 'hex')),
  )
  const pairs = ['rpk/client', 'rpk/server', 'x509/client', 'x509/server'].flatMap((name) =>
    secretsOfKey(name, readFileSync(join(keys, `${name}.key.der`))),
  )
  return [...psk, ...pairs, ...ofOscore()]
}

function ofOscore(): Secret[] {
  const accounts = Object.entries(loadOscoreAccounts(join(keys, 'oscore.json')))
  return accounts.flatMap(([holder, parameters]) => [
    secretOf(`master secret at the ${holder}`, parameters.masterSecret),
    ...[parameters, otherEnd(parameters)].map((end) =>
      secretOf(`sender key at the ${holder}`, new SecurityContext(end).senderKey),
    ),
  ])
}

/** Master secrets of a run: of the sessions in its captures, and of the contexts beside them. */
function ofRun(files: readonly (readonly [string, Buffer])[]): Secret[] {
  const sessions = files
    .filter(([path]) => path.endsWith('.pcapng'))
    .flatMap(([, capture]) => [
      ...capture
        .toString('latin1')
        .matchAll(/(?:CLIENT_RANDOM|_SECRET(?:_0)?) [0-9a-f]{64} ([0-9a-f]{64,})/g),
    ])
    .map(([, key = '']) => secretOf('a secret of a session', Buffer.from(key, 'hex')))
  const table = files.find(([path]) => basename(path) === 'oscore_contexts')?.[1].toString() ?? ''
  const contexts = [...table.matchAll(/^"[0-9a-f]*","[0-9a-f]*","([0-9a-f]+)"/gm)].map(([, key = '']) =>
    secretOf('a master secret of OSCORE', Buffer.from(key, 'hex')),
  )
  return [...sessions, ...contexts]
}

async function freePort(): Promise<number> {
  const socket = await udpNetwork().bind({ host })
  await socket.close()
  return socket.local.port
}

async function says(called: ReturnType<typeof call>, text: string): Promise<void> {
  for (let tries = 0; !called.written().includes(text) && tries < 1500; tries++) await sleep(systemClock, 20)
  expect(called.written()).toContain(text)
}

function filesOf(folder: string): [string, Buffer][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, readFileSync(path)])
}

/** Where a secret stands that is not to stand there. */
function leaks(folder: string, written: string): string[] {
  const files = filesOf(folder)
  const all = [...secrets(), ...ofRun(files)]
  const places: [string, Buffer][] = files
    .filter(([path]) => basename(path) !== 'oscore_contexts')
    .map(([path, content]) => [path, path.endsWith('.pcapng') ? withoutSecrets(content) : content])
  return [...places, ['the terminal', Buffer.from(written)] as const].flatMap(([place, content]) =>
    found(all, content).map((what) => `${place}: ${what}`),
  )
}

/** A program that says yes to whatever it is told. */
const willing = join(work.path, 'willing.mjs')
writeFileSync(
  willing,
  `let told = ''
   for await (const part of process.stdin) told += part
   console.log(JSON.parse(told).verb === 'capabilities' ? '{"verbs":["provision"]}' : '{}')`,
)

const record = (out: string): RunRecord => JSON.parse(readFileSync(join(out, 'latest', 'run.json'), 'utf8'))

const passed = (out: string): number => record(out).cases.filter(({ verdict }) => verdict === 'PASS').length

it('a key is found however it is written down, and so is a part of 12 octets', () => {
  const octets = Buffer.from('0badc0de5ca1ab1e0ddba11decade0ff1ce', 'latin1')
  const secrets = [secretOf('the key', octets)]
  const parts = Array.from({ length: octets.length - 11 }, (_, at) => octets.subarray(at, at + 12))
  const within = [octets, ...parts].flatMap((part) =>
    [0, 1, 2].map((before) => Buffer.concat([Buffer.alloc(before, 7), part, Buffer.alloc(5, 9)])),
  )
  const written = within.flatMap((whole) => [
    whole,
    ...['hex', 'base64', 'base64url'].map((how) => Buffer.from(whole.toString(how as BufferEncoding))),
  ])
  for (const one of [...written, Buffer.from(octets.toString('hex').toUpperCase())])
    expect(found(secrets, one)).toEqual(['the key'])
  expect(found(secrets, Buffer.from('0badc0d-e5ca1ab-1e0ddba-11decad-e0ff1ce'))).toEqual([])
})

describe.each(channels)('over $channel and $transport no key stands anywhere but in evidence', (over) => {
  const { channel, transport, cases } = over
  const secured = over.account === undefined ? 'coap' : 'coaps'
  const scheme = transport === 'tcp' ? `${secured}+tcp` : secured
  const judging = (out: string): string[] => [
    ...['--channel', channel, ...given(over), '--out', out, '--timing', 'short'],
    ...['--cases', cases, '--allow', 'bootstrap'],
  ]
  const folder = (iut: string): string => join(work.path, `${iut}-${channel}-${transport}`)

  it('where a client is bootstrapped and judged', { timeout: 90_000 }, async () => {
    const out = folder('client')
    const [at, bootstrap] = [`${host}:${await freePort()}`, `${host}:${await freePort()}`]
    const words = ['run', 'client', '--listen', at, '--listen-bootstrap', bootstrap, ...judging(out)]
    if (!over.allure) words.push('--no-allure')
    const judged = call(words)
    await says(judged, `Waiting for a client at ${scheme}://${at}`)
    const device = ['--bootstrap', `${scheme}://${bootstrap}`, '--endpoint', 'device-1', ...given(over)]
    const serving = call(['serve', '--as', 'client', ...device])
    const { out: written, err } = await judged
    serving.interrupt()
    const served = await serving
    expect(leaks(out, written + err + served.out + served.err)).toEqual([])
    expect(passed(out)).toBeGreaterThan(2)
    const evidence = filesOf(join(out, 'latest', 'evidence'))
    expect(ofRun(evidence).length).toBeGreaterThan(0)
    expect(evidence.filter(([path]) => (statSync(path).mode & 0o077) !== 0)).toEqual([])
    const names = filesOf(join(out, 'latest')).map(([path]) => basename(path))
    const reports = ['journal.ndjson', 'run.json', 'report.html', 'junit.xml', 'statement.md']
    for (const name of [...reports, ...(over.allure ? ['allure.html'] : [])]) expect(names).toContain(name)
  })

  it('where a bootstrap-server gives our client its keys', { timeout: 60_000 }, async () => {
    const out = folder('bootstrap')
    const at = `${host}:${await freePort()}`
    const serving = call([
      ...['serve', '--as', 'bootstrap', '--listen', at, '--server', `${scheme}://192.0.2.1`],
      ...['--endpoint', 'device-1', ...given(over)],
    ])
    await says(serving, `listens at ${scheme}://${at}`)
    const judged = call([
      ...['run', 'bootstrap', '--target', `${scheme}://${at}`, '--endpoint', 'device-1', '--no-allure'],
      ...['--upper-tester', `command:${process.execPath} ${willing}`, ...judging(out)],
    ])
    const { out: written, err } = await judged
    serving.interrupt()
    const served = await serving
    expect(leaks(out, written + err + served.out + served.err)).toEqual([])
    expect(passed(out)).toBeGreaterThan(0)
  })

  it('where a server is judged', { timeout: 60_000 }, async () => {
    const out = folder('server')
    const at = `${host}:${await freePort()}`
    const serving = call(['serve', '--as', 'server', '--listen', at, ...given(over)])
    await says(serving, `listens at ${scheme}://${at}`)
    const target = ['--target', `${scheme}://${at}`, '--endpoint', 'device-1']
    const judged = call(['run', 'server', ...target, '--no-allure', ...judging(out)])
    const { out: written, err } = await judged
    serving.interrupt()
    const served = await serving
    expect(leaks(out, written + err + served.out + served.err)).toEqual([])
    expect(passed(out)).toBeGreaterThan(0)
  })
})

// The journal cuts long payloads: what holds certificates is cut before the private key, unless it comes in pieces.
it.each(['rpk', 'x509-ca'])(
  'over %s no key stands anywhere where the account is written in blocks',
  {
    timeout: 60_000,
  },
  async (name) => {
    const out = join(work.path, `blocks-${name}`)
    const account = join(keys, `${name}.json`)
    const { bootstrap, server: gives } = givenAccounts({ account }, 'server')
    const server = new ReferenceBootstrapServer({
      ...{ network: udpNetwork(), registry: loadRegistry(), lwm2m: '1.1', local: { host } },
      ...{ accounts: [bootstrap], gives },
    })
    await server.start()
    const whole = server.coap.request.bind(server.coap)
    server.coap.request = (to, draft) => whole(to, { ...draft, blockSize: 64 })
    const given = { lifetime: 86_400, shortServerId: 1, deletes: [], reads: [] }
    server.provision('device-1', { ...given, serverUri: 'coaps://192.0.2.1' })
    const target = ['--target', `coaps://${host}:${server.coap.local.port}`, '--endpoint', 'device-1']
    const { out: written, err } = await call([
      ...['run', 'bootstrap', ...target, '--cases', '0', '--channel', name === 'rpk' ? name : 'x509'],
      ...['--upper-tester', `command:${process.execPath} ${willing}`, '--no-allure'],
      ...['--account', account, '--out', out, '--timing', 'short'],
    ])
    await server.stop()
    expect(leaks(out, written + err)).toEqual([])
    expect(passed(out)).toBe(1)
    expect(readFileSync(join(out, 'latest', 'journal.ndjson'), 'utf8')).toContain('Block1:2/1/64')
  },
)
