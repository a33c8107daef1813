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

const oscore = file('oscore.json', {
  ...{ masterSecret: '0102030405060708090a0b0c0d0e0f10', senderId: 'ff01', recipientId: '' },
})

interface Channel {
  readonly transport: 'udp' | 'tcp'
  readonly channel: 'psk' | 'x509' | 'psk+oscore'
  readonly scheme: string
  /** What says who both sides are. */
  readonly given: readonly string[]
  /** Of the key log, in hexadecimal. */
  readonly secrets: RegExp
  readonly cases: string
}

const psk = ['--account', file('psk.json', written(testAccounts.psk.server))]
const x509 = ['--account', file('x509.json', written(testAccounts.x509.server))]
const tls13 = /_TRAFFIC_SECRET_0 [0-9a-f]{64} ([0-9a-f]{64})/g
const tcp = { transport: 'tcp', scheme: 'coaps+tcp', secrets: tls13, cases: '101,TP/TCP/*' } as const
const channels: readonly Channel[] = [
  { ...tcp, channel: 'psk', given: psk },
  { ...tcp, channel: 'x509', given: x509 },
  {
    ...{ transport: 'udp', channel: 'psk+oscore', scheme: 'coaps', cases: '101,TP/COAP/MSG/BV-06' },
    given: [...psk, '--oscore', oscore],
    secrets: /CLIENT_RANDOM [0-9a-f]{64} ([0-9a-f]{96})/g,
  },
]

const judging = ({ transport, channel, given }: Channel, name: string, ...more: string[]): string[] => [
  ...['--transport', transport, '--channel', channel, ...given, '--out', join(work.path, name)],
  ...['--no-allure', '--timing', 'short', ...more],
]

function record(name: string): RunRecord {
  return JSON.parse(readFileSync(join(work.path, name, 'latest', 'run.json'), 'utf8'))
}

const verdicts = (name: string): Record<string, string> =>
  Object.fromEntries(record(name).cases.map(({ id, verdict }) => [id, verdict]))

/** Waits for what a command says. */
async function says(called: ReturnType<typeof call>, text: string): Promise<void> {
  for (let tries = 0; !called.written().includes(text) && tries < 1500; tries++) await sleep(systemClock, 20)
  expect(called.written()).toContain(text)
}

/** All that a run has written, by the name of the file. */
function filesOf(name: string): [string, Buffer][] {
  const folder = join(work.path, name)
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name))])
}

describe.each(channels)('over $channel and $transport', (over) => {
  const { transport, channel, scheme, given, cases } = over
  const serve = (as: string, ...more: string[]): ReturnType<typeof call> =>
    call(['serve', '--as', as, '--transport', transport, ...given, ...more])

  it('our server is judged', { timeout: 60_000 }, async () => {
    const at = `${host}:${await freePort()}`
    const name = `server-${transport}-${channel}`
    const serving = serve('server', '--listen', at)
    await says(serving, `The server listens at ${scheme}://${at}`)
    const words = ['run', 'server', '--target', `${scheme}://${at}`]
    const called = await call([...words, ...judging(over, name, '--cases', cases)])
    serving.interrupt()
    await serving
    expect(called).toMatchObject({ code: 0, err: '' })
    expect(new Set(Object.values(verdicts(name)))).toEqual(new Set(['PASS']))
    expect(record(name)).toMatchObject({ channel, transport })
  })

  it('our client is judged, and what opens its records is in the captures alone', {
    timeout: 60_000,
  }, async () => {
    const at = `${host}:${await freePort()}`
    const name = `client-${transport}-${channel}`
    const judged = call(['run', 'client', '--listen', at, ...judging(over, name, '--cases', '101,201,223')])
    await says(judged, `Waiting for a client at ${scheme}://${at}`)
    const serving = serve('client', '--server', `${scheme}://${at}`, '--endpoint', 'c-1')
    const { code, out, err } = await judged
    serving.interrupt()
    await serving
    expect(verdicts(name)).toEqual({ 'int-101': 'PASS', 'int-201': 'PASS', 'int-223': 'PASS' })
    expect(code).toBe(0)
    const files = filesOf(name)
    const captures = files.filter(([path]) => path.endsWith('.pcapng'))
    const secrets = captures.flatMap(([, capture]) =>
      [...capture.toString('latin1').matchAll(over.secrets)].map(([, secret]) => secret!),
    )
    expect(captures).toHaveLength(3)
    expect(secrets.length).toBeGreaterThan(1)
    const { secretKey } = testAccounts[channel === 'x509' ? 'x509' : 'psk'].server
    for (const secret of [...new Set(secrets), hexOf(secretKey)]) {
      for (const [path, content] of files)
        if (!path.endsWith('.pcapng')) expect([path, content.includes(secret)]).toEqual([path, false])
      expect(out + err).not.toContain(secret)
    }
  })
})

it.each([
  ['psk', 'tcp', 'coaps+tcp', psk, 'b=T'],
  ['oscore', 'udp', 'coap', ['--oscore', oscore], 'b=U'],
  ['psk+oscore', 'udp', 'coaps', [...psk, '--oscore', oscore], 'b=U'],
])(
  'a client is probed over %s and %s',
  { timeout: 60_000 },
  async (channel, transport, scheme, given, shown) => {
    const at = `${host}:${await freePort()}`
    const words = ['--transport', transport, ...given]
    const probing = call(['probe', '--listen', at, '--channel', channel, ...words])
    await says(probing, `Waiting for a client at ${scheme}://${at}`)
    const serving = call([
      'serve',
      '--as',
      'client',
      '--server',
      `${scheme}://${at}`,
      '--endpoint',
      'p-1',
      ...words,
    ])
    const { code, out } = await probing
    serving.interrupt()
    await serving
    expect(code).toBe(0)
    expect(out).toContain('p-1 at 127.0.0.1:')
    expect(out).toContain(shown)
  },
)

it('raw public keys are refused over TCP in one line', async () => {
  const words = ['run', 'client', '--transport', 'tcp', '--channel', 'rpk', ...psk]
  const { code, err } = await call(words)
  expect(err).toContain('over TCP say --channel psk or x509')
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  expect(code).toBe(2)
})
