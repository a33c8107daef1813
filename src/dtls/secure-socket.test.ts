import { describe, expect, it } from 'vitest'
import {
  type Address,
  addressText,
  type DatagramSocket,
  MemoryNetwork,
  seededRandom,
  sleep,
  type Weather,
} from '#net'
import { alerts, encodeAlert } from './alerts.ts'
import { psk } from './pair.fixture.ts'
import { contentTypes, dtls12, encodeRecord } from './record.ts'
import { type SecureOptions, secureSocket } from './secure-socket.ts'
import type { DtlsEvent } from './session.types.ts'

const octets = (what: string): Uint8Array => new TextEncoder().encode(what)

interface Place {
  readonly heard: string[]
  readonly told: DtlsEvent['kind'][]
  readonly options: SecureOptions
}

/** A server that says back what it hears, and a client, on one network. */
async function world({ weather = {}, cid = false }: { weather?: Partial<Weather>; cid?: boolean } = {}) {
  const random = seededRandom(1)
  const network = new MemoryNetwork({ random: random.fork('road'), weather })
  const { clock } = network
  const place = (name: string, more: Partial<SecureOptions>): Place => {
    const told: DtlsEvent['kind'][] = []
    const onEvent = (_: Address, { kind }: DtlsEvent): void => {
      if (kind !== 'message') told.push(kind)
    }
    return { heard: [], told, options: { clock, random: random.fork(name), onEvent, ...more } }
  }
  let served = 0
  const server = place('server', {
    server: () => ({ ...psk.server, ...(cid && { cid: Uint8Array.of(++served, 1) }) }),
  })
  const client = place('client', { client: () => ({ ...psk.client, ...(cid && { cid: new Uint8Array() }) }) })
  const serving = secureSocket(await network.bind({ port: 5684 }), server.options)
  serving.onDatagram((datagram, from) => {
    server.heard.push(`${new TextDecoder().decode(datagram)} from ${from.port}`)
    serving.send(datagram, from)
  })
  const connect = (raw: DatagramSocket, life = 1) => {
    const socket = secureSocket(raw, { ...client.options, random: random.fork(`life ${life}`) })
    socket.onDatagram((datagram) => client.heard.push(new TextDecoder().decode(datagram)))
    return socket
  }
  return { network, clock, server, client, serving, connect }
}

describe('a secure socket', () => {
  it('shakes hands with whom it sends to first, and keeps what waits', async () => {
    const { network, clock, server, client, serving, connect } = await world()
    const socket = connect(await network.bind({ port: 4000 }))
    for (const what of ['one', 'two']) socket.send(octets(what), serving.local)
    await sleep(clock, 100)
    expect(server.heard).toEqual(['one from 4000', 'two from 4000'])
    expect(client.heard).toEqual(['one', 'two'])
    expect(serving.association(socket.local)?.peer.kind).toBe('psk')
    expect([server.told, client.told]).toEqual([['established'], ['established']])
  })

  it('does so in bad weather', async () => {
    const { network, clock, server, serving, connect } = await world({
      weather: { loss: 0.3, duplication: 0.2 },
    })
    const socket = connect(await network.bind({ port: 4000 }))
    socket.send(octets('one'), serving.local)
    await sleep(clock, 60_000)
    expect(serving.association(socket.local)).toBeDefined()
    expect(server.heard.length).toBeLessThanOrEqual(1)
  })

  it('connects before anything is said, and tells when it cannot', async () => {
    const { network, clock, serving, connect } = await world()
    const socket = connect(await network.bind({ port: 4000 }))
    expect(await socket.connect?.(serving.local)).toBe(true)
    expect(await socket.connect?.(serving.local)).toBe(true)
    expect(await serving.connect?.({ host: '127.0.0.1', port: 1 })).toBe(false)
    const nobody = clock.now()
    expect(await socket.connect?.({ host: '127.0.0.1', port: 1 })).toBe(false)
    expect(clock.now() - nobody).toBeGreaterThan(60_000)
    const closing = socket.connect?.({ host: '127.0.0.1', port: 2 })
    await socket.close()
    expect(await closing).toBe(false)
  })

  it('puts a ClientHello together that comes in several datagrams, but keeps few of those that do not end', async () => {
    const { network, clock, server, client, serving } = await world()
    const small = { ...client.options, client: () => ({ ...psk.client, mtu: 80 }) }
    const socket = secureSocket(await network.bind({ port: 4000 }), small)
    socket.send(octets('one'), serving.local)
    await sleep(clock, 100)
    expect(server.heard).toEqual(['one from 4000'])
    const pieces: Uint8Array[] = []
    const sniffed = await network.bind({ port: 4001 })
    const other = secureSocket({ ...sniffed, send: (datagram) => pieces.push(datagram) }, small)
    other.send(octets('two'), serving.local)
    expect(pieces.length).toBeGreaterThan(1)
    const answered: number[] = []
    const knockers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const knocker = await network.bind({ port: 5000 + index })
        knocker.onDatagram(() => answered.push(index))
        return knocker
      }),
    )
    for (const knocker of knockers) knocker.send(pieces[0]!, serving.local)
    await sleep(clock, 100)
    for (const knocker of knockers.reverse())
      for (const piece of pieces.slice(1)) knocker.send(piece, serving.local)
    await sleep(clock, 100)
    expect(answered).toEqual(Array.from({ length: 16 }, (_, index) => 19 - index))
  })

  it('loses what no record can carry', async () => {
    const { network, clock, server, serving, connect } = await world()
    const socket = connect(await network.bind({ port: 4000 }))
    socket.send(new Uint8Array(2 ** 14 + 1), serving.local)
    socket.send(octets('one'), serving.local)
    await sleep(clock, 100)
    expect(server.heard).toEqual(['one from 4000'])
  })

  it('says goodbye when it closes', async () => {
    const { network, clock, server, serving, connect } = await world()
    const socket = connect(await network.bind({ port: 4000 }))
    socket.send(octets('one'), serving.local)
    await sleep(clock, 100)
    await socket.close()
    await sleep(clock, 100)
    expect(server.told).toEqual(['established', 'alert', 'closed'])
    expect(serving.association(socket.local)).toBeUndefined()
  })

  it('serves a client that lost its session and begins anew at the same address', async () => {
    const { network, clock, server, serving, connect } = await world()
    const raw = await network.bind({ port: 4000 })
    connect(raw).send(octets('one'), serving.local)
    await sleep(clock, 100)
    connect(raw, 2).send(octets('two'), serving.local)
    await sleep(clock, 100)
    expect(server.heard).toEqual(['one from 4000', 'two from 4000'])
  })

  it('is not disturbed by a ClientHello of an earlier session that comes late, or again', async () => {
    const { network, clock, server, serving, connect } = await world()
    const raw = await network.bind({ port: 4000 })
    const sent: Uint8Array[] = []
    const first = connect({
      ...raw,
      send(datagram, to) {
        sent.push(datagram)
        raw.send(datagram, to)
      },
    })
    first.send(octets('one'), serving.local)
    await sleep(clock, 100)
    const second = connect(raw, 2)
    second.send(octets('two'), serving.local)
    await sleep(clock, 100)
    for (const datagram of sent) raw.send(datagram, serving.local)
    await sleep(clock, 100)
    second.send(octets('three'), serving.local)
    await sleep(clock, 100)
    expect(server.heard).toEqual(['one from 4000', 'two from 4000', 'three from 4000'])
  })

  it.each([
    [true, ['one from 4000', 'two from 4000']],
    [false, ['one from 4000']],
  ])('follows a peer to another address, connection id %s', async (cid, heard) => {
    const { network, clock, server, client, serving, connect } = await world({ cid })
    const [first, second] = [await network.bind({ port: 4000 }), await network.bind({ port: 4001 })]
    let out = first
    const socket = connect({
      local: first.local,
      send: (datagram, to) => out.send(datagram, to),
      onDatagram: (listener) => {
        first.onDatagram(listener)
        second.onDatagram(listener)
      },
      close: () => first.close(),
    })
    socket.send(octets('one'), serving.local)
    await sleep(clock, 100)
    out = second
    socket.send(octets('two'), serving.local)
    await sleep(clock, 100)
    expect(server.heard).toEqual(heard)
    // It goes by the address that it had, where what is sent to it finds it.
    expect(serving.association(first.local)).toBeDefined()
    serving.send(octets('back'), first.local)
    await sleep(clock, 100)
    expect(client.heard.at(-1)).toBe('back')
    // Whoever has that address now is somebody else.
    connect(first, 2).send(octets('new'), serving.local)
    await sleep(clock, 100)
    expect(server.heard.at(-1)).toBe('new from 4000')
    expect(serving.association(second.local) !== undefined).toBe(cid)
  })

  it('takes an old record from elsewhere for the word of its peer where it is', async () => {
    const { network, clock, server, serving, connect } = await world({ cid: true })
    const [home, elsewhere] = [await network.bind({ port: 4000 }), await network.bind({ port: 4001 })]
    const held: Uint8Array[] = []
    let isHeld = false
    const socket = connect({
      ...home,
      send: (datagram, to) => (isHeld ? void held.push(datagram) : home.send(datagram, to)),
    })
    socket.send(octets('one'), serving.local)
    await sleep(clock, 100)
    isHeld = true
    socket.send(octets('two'), serving.local)
    isHeld = false
    socket.send(octets('three'), serving.local)
    await sleep(clock, 100)
    for (const datagram of held) elsewhere.send(datagram, serving.local)
    await sleep(clock, 100)
    expect(server.heard).toEqual(['one from 4000', 'three from 4000', 'two from 4000'])
    expect(serving.association(home.local)).toBeDefined()
  })

  it('says nothing to a stranger who says goodbye, or speaks under keys', async () => {
    const { network, clock, server, serving } = await world()
    const raw = await network.bind({ port: 4000 })
    let came = 0
    raw.onDatagram(() => came++)
    const at = { version: dtls12, sequence: 0 }
    const goodbye = encodeAlert({ level: 'warning', description: alerts.close_notify })
    raw.send(encodeRecord({ ...at, type: contentTypes.alert, epoch: 0 }, goodbye), serving.local)
    raw.send(encodeRecord({ ...at, type: contentTypes.alert, epoch: 1 }, goodbye), serving.local)
    await sleep(clock, 100)
    expect([came, server.told]).toEqual([0, []])
  })

  it('keeps nothing of a peer that shows no cookie, and sends nothing to whom it may not connect to', async () => {
    const { network, clock, server, serving } = await world()
    const raw = await network.bind({ port: 4000 })
    for (let count = 0; count < 3; count++) raw.send(Uint8Array.of(22, 0xfe, 0xfd, count), serving.local)
    serving.send(octets('x'), raw.local)
    let came = 0
    raw.onDatagram(() => came++)
    await sleep(clock, 10_000)
    expect(came).toBe(0)
    expect(new Set(server.told)).toEqual(new Set(['violation']))
    expect(addressText(serving.local)).toBe('127.0.0.1:5684')
  })
})
