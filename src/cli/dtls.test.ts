import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { SharedAccount } from '#dtls'
import { seededRandom, sleep, systemClock, udpNetwork } from '#net'
import { type ProvisionedAccount, ReferenceBootstrapServer, ReferenceClient, ReferenceServer } from '#peers'
import type { RunRecord } from '#record'
import { loadRegistry } from '#registry'
import { testAccounts } from '../accounts.fixture.ts'
import { webServer } from '../web.fixture.ts'
import { givenAccounts } from './accounts.ts'
import { call, workFolder } from './cli.fixture.ts'

const work = workFolder()
const host = '127.0.0.1'
const network = udpNetwork({ random: seededRandom('dtls.test') })
const peer = { network, registry: loadRegistry(), lwm2m: '1.1', local: { host } } as const
afterAll(work.remove)

function file(name: string, content: unknown): string {
  const path = join(work.path, name)
  writeFileSync(path, JSON.stringify(content))
  return path
}

const keys = { server: 'a1b2c3d4e5f60718293a4b5c6d7e8f90', bootstrap: '00112233445566778899aabbccddeeff' }
const account = file('account.json', {
  mode: 'psk',
  identity: 'urn:dev:client-1',
  secretKey: keys.server,
  bootstrap: { identity: 'beginner', secretKey: keys.bootstrap },
})
const accounts = givenAccounts({ account }, 'server')

const over = (name: string, ...more: string[]): string[] => [
  ...['--channel', 'psk', '--account', account, '--out', join(work.path, name)],
  ...['--timing', 'short', ...more],
]

function record(name: string): RunRecord {
  return JSON.parse(readFileSync(join(work.path, name, 'latest', 'run.json'), 'utf8'))
}

const verdicts = (name: string): Record<string, string> =>
  Object.fromEntries(record(name).cases.map(({ id, verdict }) => [id, verdict]))

/** All that a run has written, by the name of the file. */
function written(name: string): [string, Buffer][] {
  const folder = join(work.path, name)
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name))])
}

/** Master secrets in the key log of a capture, in hexadecimal. */
const mastersIn = (capture: Buffer): string[] =>
  [...capture.toString('latin1').matchAll(/CLIENT_RANDOM [0-9a-f]{64} ([0-9a-f]{96})/g)].map(
    ([, key]) => key!,
  )

/** How a key may be written: digits of either case, Base64, octets. */
function spellings(hex: string): Buffer[] {
  const octets = Buffer.from(hex, 'hex')
  const texts = [hex, hex.toUpperCase(), octets.toString('base64').replace(/=+$/, '')]
  return [octets, ...texts.map((text) => Buffer.from(text))]
}

async function freePort(): Promise<number> {
  const socket = await network.bind({ host })
  await socket.close()
  return socket.local.port
}

const pem = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`

/** An account of the tests as a file holds it, in PEM. */
function written509({ identity, secretKey, serverPublicKey, serverSecretKey, ...others }: SharedAccount) {
  return {
    ...{ mode: 'x509', identity: pem('CERTIFICATE', identity), secretKey: pem('PRIVATE KEY', secretKey) },
    serverPublicKey: pem('CERTIFICATE', serverPublicKey),
    serverSecretKey: pem('PRIVATE KEY', serverSecretKey ?? new Uint8Array()),
    ...(others.serverCertificates && {
      serverCertificates: others.serverCertificates.map((der) => pem('CERTIFICATE', der)),
    }),
    ...(others.certificateUsage !== undefined && { certificateUsage: others.certificateUsage }),
    ...(others.sni !== undefined && { sni: others.sni }),
  }
}

describe('over certificates and raw public keys', () => {
  it.each<[string, Record<string, unknown>]>([
    ['x509', written509(testAccounts.x509.bootstrap)],
    [
      'rpk',
      Object.fromEntries(
        Object.entries(testAccounts.rpk.server).map(([name, value]) => [
          name,
          value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
        ]),
      ),
    ],
  ])('%s: a server is judged', { timeout: 60_000 }, async (mode, content) => {
    const path = file(`${mode}.json`, content)
    const server = new ReferenceServer({
      ...peer,
      accounts: [givenAccounts({ account: path }, 'server').server],
    })
    await server.start()
    const target = `coaps://${host}:${server.coap.local.port}`
    const words = ['run', 'server', '--target', target, '--channel', mode, '--account', path, '--no-allure']
    const called = await call([
      ...words,
      '--timing',
      'short',
      '--cases',
      '101',
      '--out',
      join(work.path, mode),
    ])
    await server.stop()
    expect(called).toMatchObject({ code: 0, err: '' })
    expect(verdicts(mode)).toEqual({ 'int-101': 'PASS' })
  })
})

describe('an account is refused in one line that names the file', () => {
  const x509 = written509(testAccounts.x509.server)
  const { identity, serverPublicKey: _, ...unanchored } = x509
  const { serverSecretKey: __, ...halved } = x509
  const { mode: ___, ...rpk } = written509(testAccounts.rpk.server)
  it.each<[string, string, Record<string, unknown>]>([
    ['psk', 'lacks the member "secretKey"', { mode: 'psk', identity: 'a' }],
    ['psk', '/secretKey must be hexadecimal', { mode: 'psk', identity: 'a', secretKey: '0' }],
    ['psk', '"key" that is not known', { mode: 'psk', identity: 'a', secretKey: '00', key: '00' }],
    ['psk', 'at /bootstrap lacks', { mode: 'psk', identity: 'a', secretKey: '00', bootstrap: {} }],
    ['psk', 'at /mode must be one of psk, rpk, x509', { mode: 'tls', identity: 'a', secretKey: '00' }],
    ['psk', 'the account is for x509; say --channel x509', x509],
    ['x509', '/serverPublicKey is missing', { ...unanchored, identity }],
    ['x509', 'serverSecretKey is missing', halved],
    ['x509', 'secretKey does not belong to identity', { ...x509, secretKey: x509.serverSecretKey }],
    ['x509', '/identity must be PEM or hexadecimal', { ...x509, identity: 'me' }],
    ['rpk', 'identity is no public key', { ...x509, mode: 'rpk' }],
    [
      'rpk',
      'bootstrap: serverPublicKey is no public key',
      { ...rpk, mode: 'rpk', bootstrap: { ...rpk, serverPublicKey: '00' } },
    ],
    ['x509', 'authority is no certificate', { ...x509, authority: 'abcd' }],
    ['x509', 'otherCertificates/0 is no certificate', { ...x509, otherCertificates: ['abcd'] }],
    [
      'x509',
      'faultyCertificates/expired/0 is no certificate',
      { ...x509, faultyCertificates: { expired: ['abcd'] } },
    ],
  ])('%s: %s', async (channel, text, wrong) => {
    const path = file('wrong.json', wrong)
    const { code, err } = await call(['run', 'client', '--channel', channel, '--account', path])
    expect(err).toContain(text)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect(code).toBe(2)
  })

  it('a shorthand is shown to nobody', async () => {
    const { out } = await call(['run', 'client', '--channel', 'psk', '--psk', 'me:c0ffee', '--show-config'])
    expect(out).toMatch(/psk +<masked>/)
    expect(out).not.toContain('c0ffee')
  })
})

describe('over a pre-shared key and real UDP', () => {
  it('a server is judged', { timeout: 60_000 }, async () => {
    const server = new ReferenceServer({ ...peer, accounts: [accounts.server] })
    await server.start()
    const target = `coaps://${host}:${server.coap.local.port}`
    const words = ['run', 'server', '--target', target, ...over('server', '--cases', '101,TP/COAP/MSG/BV-06')]
    expect(await call([...words, '--no-allure'])).toMatchObject({ code: 0, err: '' })
    expect(verdicts('server')).toEqual({ 'int-101': 'PASS', 'TP/COAP/MSG/BV-06': 'PASS' })
    expect(record('server').channel).toBe('psk')
    await server.stop()
  })

  it('what keys are made of does not come from the seed, which the journal has', {
    timeout: 60_000,
  }, async () => {
    const server = new ReferenceServer({ ...peer, accounts: [accounts.server] })
    await server.start()
    const target = `coaps://${host}:${server.coap.local.port}`
    const words = ['run', 'server', '--target', target, '--seed', '7', '--no-allure']
    for (const name of ['once', 'again']) {
      await call([...words, ...over(name, '--cases', '101')])
      expect(record(name).seed).toBe('7')
    }
    await server.stop()
    const randoms = ['once', 'again'].map((name) =>
      written(name)
        .filter(([path]) => path.endsWith('.pcapng'))
        .flatMap(([, capture]) => /CLIENT_RANDOM ([0-9a-f]{64})/.exec(capture.toString('latin1'))?.[1] ?? []),
    )
    expect(randoms).toEqual([[expect.any(String)], [expect.any(String)]])
    expect(randoms[0]).not.toEqual(randoms[1])
  })

  it('a bootstrap-server is judged', { timeout: 60_000 }, async () => {
    const server = new ReferenceBootstrapServer({
      ...peer,
      accounts: [accounts.bootstrap],
      gives: accounts.server,
    })
    await server.start()
    const web = await webServer(({ method, body }, response) => {
      if (method === 'GET') return void response.end(JSON.stringify({ verbs: ['provision'] }))
      const verb: { endpoint: string } & ProvisionedAccount = JSON.parse(body)
      server.provision(verb.endpoint, verb)
      response.end('{}')
    })
    const target = `coaps://${host}:${server.coap.local.port}`
    const words = ['run', 'bootstrap', '--target', target, '--upper-tester', `http:${web.url}`]
    const called = await call([...words, '--no-allure', ...over('bootstrap', '--cases', '0')])
    await web.close()
    expect(called).toMatchObject({ code: 0, err: '' })
    expect(verdicts('bootstrap')).toEqual({ 'int-0': 'PASS' })
    await server.stop()
  })

  it('a client is judged, and its keys are in the captures alone', { timeout: 60_000 }, async () => {
    const port = await freePort()
    const listen = `${host}:${port}`
    const listenBootstrap = `${host}:${await freePort()}`
    const words = ['run', 'client', '--listen', listen, '--listen-bootstrap', listenBootstrap]
    const judging = call([...words, ...over('client', '--cases', '0,101,201,223', '--allow', 'bootstrap')])
    while (!judging.written().includes(`Waiting for a client at coaps://${listen}`))
      await sleep(systemClock, 20)
    const bootstrapUri = `coaps://${listenBootstrap}`
    const client = new ReferenceClient({ ...peer, endpoint: 'c-1', bootstrapUri, dtls: accounts })
    await client.start()
    const { code, out, err } = await judging
    await client.stop()
    expect(verdicts('client')).toMatchObject({ 'int-101': 'PASS', 'int-201': 'PASS', 'int-223': 'PASS' })
    const files = written('client')
    const captures = files.filter(([name]) => name.endsWith('.pcapng'))
    const masters = new Set(captures.flatMap(([, capture]) => mastersIn(capture)))
    expect(masters.size).toBeGreaterThan(1)
    for (const secret of [...Object.values(keys), ...masters].flatMap(spellings)) {
      for (const [name, content] of files)
        if (!name.endsWith('.pcapng')) expect([name, content.includes(secret)]).toEqual([name, false])
      expect(Buffer.from(out + err).includes(secret)).toBe(false)
    }
    expect(files.filter(([name]) => name.endsWith('.html')).length).toBeGreaterThan(0)
    expect([0, 4]).toContain(code)
  })
})
