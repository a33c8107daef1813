import { describe, expect, it } from 'vitest'
import { type Carried, type Connection, MemoryNetwork, seededRandom, type Weather } from '#net'
import { shown } from './certificates.fixture.ts'
import { securedStreams } from './secure-streams.ts'
import type {
  TlsAssociation,
  TlsClient,
  TlsEvent,
  TlsServer,
  TlsVersion,
  TlsWatch,
  VerifyPeer,
} from './tls.types.ts'

const at = { host: '192.0.2.1', port: 5684 }
const identity = 'urn:dev:ops:1'
const key = new Uint8Array(Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex'))
const knows: TlsServer = { psk: (named) => (named === identity ? key : undefined) }
const exactly =
  (certificate: Uint8Array): VerifyPeer =>
  ([first]) =>
    first !== undefined && Buffer.compare(first, certificate) === 0 ? undefined : 'another certificate'
const [serverCertificate, clientCertificate] = [shown.server.chain[0]!, shown.client.chain[0]!]

/** What a watch was told. */
class Told implements TlsWatch {
  readonly associations: TlsAssociation[] = []
  readonly failures: string[] = []
  readonly openers: string[] = []
  readonly said: number[] = []
  readonly keys: string[] = []
  readonly octets = { in: new Uint8Array(), out: new Uint8Array() }

  carried({ direction, datagram }: Carried): void {
    this.octets[direction] = Uint8Array.of(...this.octets[direction], ...datagram)
  }
  key(_: unknown, line: string): void {
    this.keys.push(line)
  }
  happened(_: unknown, event: TlsEvent): void {
    if (event.kind === 'agreed') this.associations.push(event.association)
    else if (event.kind === 'refused') this.failures.push(event.reason)
    else if (event.kind === 'opened') this.openers.push(event.by)
    else this.said.push(event.message.type)
  }
}

function world(server: TlsServer, client: TlsClient | undefined, weather: Partial<Weather> = {}) {
  const network = new MemoryNetwork({ random: seededRandom('tls'), weather })
  const [atServer, atClient] = [new Told(), new Told()]
  const taking = securedStreams(network, { server, watch: atServer })
  const opening = securedStreams(network, { client: () => client, watch: atClient })
  return { network, taking, opening, atServer, atClient }
}

async function connected({ taking, opening }: ReturnType<typeof world>) {
  const listener = await taking.listen(at)
  const taken = new Promise<Connection>((resolve) => listener.onConnection(resolve))
  const ours = await opening.connect(listener.local)
  return { ours, theirs: await taken, listener }
}

/** All octets, once there are so many. */
function received(connection: Connection, count: number): Promise<Uint8Array> {
  let all = new Uint8Array()
  return new Promise((resolve) => {
    connection.onOctets((octets) => {
      all = Uint8Array.of(...all, ...octets)
      if (all.length >= count) resolve(all)
    })
  })
}

const text = (octets: Uint8Array): string => new TextDecoder('latin1').decode(octets)
const octets = (letters: string): Uint8Array => new TextEncoder().encode(letters)

const byCertificate: { server: TlsServer; client: TlsClient } = {
  server: { certificate: shown.server, verifyPeer: exactly(clientCertificate) },
  client: { certificate: shown.client, verifyPeer: exactly(serverCertificate), serverName: 'server.example' },
}

describe.each<[string, TlsVersion, TlsServer, TlsClient, string]>([
  ['a PSK', '1.2', knows, { psk: { identity, key } }, 'TLS_PSK_WITH_AES_128_CCM_8'],
  ['a PSK', '1.3', knows, { psk: { identity, key } }, 'TLS_AES_128_GCM_SHA256'],
  ['certificates', '1.2', byCertificate.server, byCertificate.client, 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8'],
  ['certificates', '1.3', byCertificate.server, byCertificate.client, 'TLS_AES_128_GCM_SHA256'],
])('by %s in TLS %s', (kind, version, server, client, suite) => {
  const all = (weather?: Partial<Weather>) => world(server, { ...client, versions: [version] }, weather)

  it('two ends agree, and each knows with whom', async () => {
    const met = all()
    const { ours, theirs } = await connected(met)
    const agreed = { version, suite }
    expect(met.atServer.associations).toMatchObject([agreed])
    expect(met.atClient.associations).toMatchObject([agreed])
    expect([met.atClient.openers, met.atServer.openers]).toEqual([['us'], ['peer']])
    expect([met.atServer.said[0], met.atClient.said[0]]).toEqual([1, 2])
    // A ClientKeyExchange goes in the clear before TLS 1.3.
    expect(met.atServer.said.includes(16)).toBe(version === '1.2')
    const [of] = [met.atServer.associations[0]!, met.atClient.associations[0]!]
    if (kind === 'a PSK') expect(of).toMatchObject({ identity, certificates: [] })
    else expect(of.certificates).toEqual([clientCertificate])
    expect([ours.peer, theirs.local]).toEqual([at, at])
  })

  it('what one says the other hears, and nobody else', async () => {
    const met = all({ segment: 100, delay: 5 })
    const { ours, theirs } = await connected(met)
    const long = octets('a secret that is told. '.repeat(800))
    const heard = received(theirs, long.length)
    ours.send(long)
    expect(Buffer.compare(await heard, long)).toBe(0)
    const answer = received(ours, 3)
    theirs.send(octets('yes'))
    expect(text(await answer)).toBe('yes')
    expect(text(met.atClient.octets.out)).not.toContain('a secret')
    expect(met.atClient.octets.out).toEqual(met.atServer.octets.in)
    expect(met.atClient.octets.out.length).toBeGreaterThan(long.length)
  })

  it('the key log has what opens the records', async () => {
    const met = all()
    await connected(met)
    const labels = met.atClient.keys.map((line) => line.split(' ')[0])
    if (version === '1.2') expect(labels).toEqual(['CLIENT_RANDOM'])
    else expect(labels).toContain('CLIENT_TRAFFIC_SECRET_0')
    expect(new Set(met.atServer.keys)).toEqual(new Set(met.atClient.keys))
    const random = Buffer.from(met.atClient.keys[0]!.split(' ')[1]!, 'hex')
    expect(Buffer.from(met.atClient.octets.out).includes(random)).toBe(true)
  })

  it('the end of one is that of the other, once all is said', async () => {
    const { ours, theirs } = await connected(all())
    const heard = received(theirs, 4)
    const ended = new Promise<void>((resolve) => theirs.onEnd(resolve))
    ours.send(octets('last'))
    ours.close()
    expect(text(await heard)).toBe('last')
    await ended
  })
})

describe('there is no connection', () => {
  it.each<[string, TlsServer, TlsClient | undefined, RegExp]>([
    ['without credentials', knows, undefined, /no credentials for 192\.0\.2\.1:5684/],
    ['with an unknown identity', knows, { psk: { identity: 'x', key } }, /No TLS with .*: ERR_SSL/],
    ['with another key', knows, { psk: { identity, key: key.with(0, 9) } }, /No TLS with .*: ERR_SSL/],
    [
      'with a server of another certificate',
      byCertificate.server,
      { certificate: shown.client, verifyPeer: exactly(clientCertificate) },
      /No TLS with .*: another certificate/,
    ],
    [
      'of a PSK with a certificate',
      byCertificate.server,
      { psk: { identity, key } },
      /No TLS with .*: ERR_SSL/,
    ],
  ])('%s', async (_, server, client, reason) => {
    const met = world(server, client && { ...client, versions: ['1.2'] })
    await expect(connected(met)).rejects.toThrow(reason)
    expect(met.atClient.associations).toEqual([])
  })

  it('for a client of another certificate', async () => {
    const stranger: TlsClient = { certificate: shown.server, verifyPeer: () => undefined }
    const met = world(byCertificate.server, stranger)
    const listener = await met.taking.listen(at)
    let taken = 0
    listener.onConnection(() => taken++)
    const ours = await met.opening.connect(at)
    await new Promise<void>((resolve) => ours.onEnd(resolve))
    expect(taken).toBe(0)
    expect(met.atServer.failures).toEqual(['another certificate'])
  })

  it('with a server that never answers', async () => {
    const met = world(knows, { psk: { identity, key } })
    const listener = await met.network.listen(at)
    listener.onConnection(() => {})
    const before = met.network.clock.now()
    await expect(met.opening.connect(at)).rejects.toThrow('no answer to the handshake')
    expect(met.network.clock.now() - before).toBeGreaterThanOrEqual(30_000)
  })

  it('with whoever speaks no TLS', async () => {
    const met = world(knows, undefined)
    const listener = await met.taking.listen(at)
    let taken = 0
    listener.onConnection(() => taken++)
    const plain = await met.network.connect(at)
    const ended = new Promise<void>((resolve) => plain.onEnd(resolve))
    plain.send(octets('GET / HTTP/1.1\r\n\r\n'))
    await ended
    expect(taken).toBe(0)
    expect(met.atServer.failures).toEqual([expect.stringMatching(/^ERR_SSL/)])
  })
})

it('a certificate and a key of another do not go together', () => {
  const network = new MemoryNetwork()
  const server = { certificate: { ...shown.server, privateKey: shown.client.privateKey } }
  expect(() => securedStreams(network, { server })).toThrow(RangeError)
})
