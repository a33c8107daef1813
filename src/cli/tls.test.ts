import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { SharedAccount } from '#dtls'
import { sleep, systemClock, udpNetwork } from '#net'
import type { RunRecord } from '#record'
import { testAccounts } from '../accounts.fixture.ts'
import { call, workFolder } from './cli.fixture.ts'

const work = workFolder()
const host = '127.0.0.1'
afterAll(work.remove)

async function freePort(): Promise<number> {
  const listener = await udpNetwork().listen({ host })
  await listener.close()
  return listener.local.port
}

const pem = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`

const hexOf = (octets: Uint8Array): string => Buffer.from(octets).toString('hex')

/** An account of the tests as a file holds it. */
function written({ mode, identity, secretKey, serverPublicKey, serverSecretKey }: SharedAccount): unknown {
  if (mode === 'psk')
    return { mode, identity: new TextDecoder().decode(identity), secretKey: hexOf(secretKey) }
  return {
    ...{ mode, identity: pem('CERTIFICATE', identity), secretKey: pem('PRIVATE KEY', secretKey) },
    serverPublicKey: pem('CERTIFICATE', serverPublicKey),
    serverSecretKey: pem('PRIVATE KEY', serverSecretKey ?? new Uint8Array()),
  }
}

function file(name: string, content: unknown): string {
  const path = join(work.path, name)
  writeFileSync(path, JSON.stringify(content))
  return path
}

const accounts = {
  psk: file('psk.json', written(testAccounts.psk.server)),
  x509: file('x509.json', written(testAccounts.x509.server)),
} as const
type Mode = keyof typeof accounts
const modes: readonly Mode[] = ['psk', 'x509']

const over = (mode: Mode): string[] => ['--transport', 'tcp', '--account', accounts[mode]]

const judging = (mode: Mode, name: string, ...more: string[]): string[] => [
  ...[...over(mode), '--channel', mode, '--out', join(work.path, name), '--no-allure'],
  ...['--timing', 'short', ...more],
]

function record(name: string): RunRecord {
  return JSON.parse(readFileSync(join(work.path, name, 'latest', 'run.json'), 'utf8'))
}

const verdicts = (name: string): Record<string, string> =>
  Object.fromEntries(record(name).cases.map(({ id, verdict }) => [id, verdict]))

/** Waits for what a command says. */
async function says(called: ReturnType<typeof call>, text: string): Promise<void> {
  for (let tries = 0; !called.written().includes(text) && tries < 500; tries++) await sleep(systemClock, 20)
  expect(called.written()).toContain(text)
}

/** All that a run has written, by the name of the file. */
function filesOf(name: string): [string, Buffer][] {
  const folder = join(work.path, name)
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name))])
}

/** Secrets in the key log of a capture, in hexadecimal. */
const secretsIn = (capture: Buffer): string[] =>
  [...capture.toString('latin1').matchAll(/_TRAFFIC_SECRET_0 [0-9a-f]{64} ([0-9a-f]{64})/g)].map(
    ([, key]) => key!,
  )

describe.each(modes)('over TLS by %s and real TCP', (mode) => {
  it('our server is judged', { timeout: 60_000 }, async () => {
    const at = `${host}:${await freePort()}`
    const serving = call(['serve', '--as', 'server', '--listen', at, ...over(mode)])
    await says(serving, `The server listens at coaps+tcp://${at}`)
    const words = ['run', 'server', '--target', `coaps+tcp://${at}`]
    const called = await call([...words, ...judging(mode, `server-${mode}`, '--cases', '101,TP/TCP/*')])
    serving.interrupt()
    await serving
    expect(called).toMatchObject({ code: 0, err: '' })
    expect(new Set(Object.values(verdicts(`server-${mode}`)))).toEqual(new Set(['PASS']))
    expect(record(`server-${mode}`)).toMatchObject({ channel: mode, transport: 'tcp' })
  })

  it('our client is judged, and what opens its records is in the captures alone', {
    timeout: 60_000,
  }, async () => {
    const at = `${host}:${await freePort()}`
    const name = `client-${mode}`
    const words = ['run', 'client', '--listen', at, ...judging(mode, name, '--cases', '101,106,223')]
    const called = call(words)
    await says(called, `Waiting for a client at coaps+tcp://${at}`)
    const client = ['serve', '--as', 'client', '--server', `coaps+tcp://${at}`, '--endpoint', 'tls-1']
    const serving = call([...client, ...over(mode)])
    const { code, out, err } = await called
    serving.interrupt()
    await serving
    expect(verdicts(name)).toEqual({ 'int-101': 'PASS', 'int-106': 'PASS', 'int-223': 'PASS' })
    expect(code).toBe(0)
    const files = filesOf(name)
    const captures = files.filter(([path]) => path.endsWith('.pcapng'))
    const secrets = new Set(captures.flatMap(([, capture]) => secretsIn(capture)))
    expect(captures).toHaveLength(3)
    expect(secrets.size).toBeGreaterThan(1)
    for (const secret of [...secrets, hexOf(testAccounts[mode].server.secretKey)]) {
      for (const [path, content] of files)
        if (!path.endsWith('.pcapng')) expect([path, content.includes(secret)]).toEqual([path, false])
      expect(out + err).not.toContain(secret)
    }
  })
})

it('raw public keys are refused over TCP in one line', async () => {
  const words = ['run', 'client', '--transport', 'tcp', '--channel', 'rpk', '--account', accounts.psk]
  const { code, err } = await call(words)
  expect(err).toContain('over TCP say --channel psk or x509')
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  expect(code).toBe(2)
})
