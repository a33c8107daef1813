import { describe, expect, it } from 'vitest'
import { MemoryNetwork, seededRandom, sleep } from '#net'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { createEndpoint } from './endpoint.ts'
import type { RequestDraft } from './endpoint.types.ts'
import type { CoapMessage } from './message.ts'
import { message, world } from './raw-peer.fixture.ts'

const get: RequestDraft = { method: 'GET', path: ['a'], token: Uint8Array.of(7) }
const steady = { ...seededRandom(1), fraction: () => 0 }

/** An ACK to the message, with its token unless it is empty. */
const ack = (to: CoapMessage, code: CoapMessage['code'], token: number[] = [...to.token]): CoapMessage =>
  message('ACK', code, to.messageId, { token: code === '0.00' ? [] : token })

describe('retransmission (RFC 7252 §4.2)', () => {
  it.each([
    ['the least', 0, [0, 2000, 6000, 14000, 30000], 62000],
    ['the most', 1, [0, 3000, 9000, 21000, 45000], 93000],
  ])('doubles %s initial timeout, four times, then gives up', async (_, fraction, sent, failed) => {
    const { endpoint, peer, elapsed } = await world({ random: { ...steady, fraction: () => fraction } })
    const exchange = endpoint.request(peer.socket.local, get)
    await expect(exchange.response).rejects.toMatchObject({ reason: 'timeout' })
    expect(elapsed()).toBe(failed)
    expect(peer.received.map(({ at }) => at)).toEqual(sent)
    expect(new Set(peer.received.map(({ line }) => line)).size).toBe(1)
  })
  it('follows other parameters', async () => {
    const parameters = { ackTimeout: 100, ackRandomFactor: 1, maxRetransmit: 2 }
    const { endpoint, peer, elapsed } = await world({ parameters })
    await expect(endpoint.request(peer.socket.local, get).response).rejects.toMatchObject({
      reason: 'timeout',
    })
    expect(peer.received.map(({ at }) => at)).toEqual([0, 100, 300])
    expect(elapsed()).toBe(700)
  })
  it('marks the copies for the tap', async () => {
    const { endpoint, peer, events, pass } = await world({ random: steady })
    endpoint.request(peer.socket.local, get)
    await pass(7000)
    expect(events.map(({ repeated }) => repeated)).toEqual([false, true, true])
  })
  it('takes a response in the last moment', async () => {
    const { endpoint, peer, pass } = await world({ random: steady })
    const { response } = endpoint.request(peer.socket.local, get)
    await pass(61_999)
    peer.send(ack(peer.received[4]!.message, '2.05'))
    await expect(response).resolves.toMatchObject({ code: '2.05' })
  })
  it('ends with an empty ACK, then waits for the response', async () => {
    const { endpoint, peer, elapsed } = await world({ parameters: { responseTimeout: 5000 } })
    peer.react = (request) => peer.send(ack(request, '0.00'))
    await expect(endpoint.request(peer.socket.local, get).response).rejects.toMatchObject({
      reason: 'timeout',
    })
    expect(peer.received).toHaveLength(1)
    expect(elapsed()).toBe(5000)
  })
  it('does not repeat a NON', async () => {
    const { endpoint, peer } = await world()
    const { response } = endpoint.request(peer.socket.local, { ...get, type: 'NON' })
    await expect(response).rejects.toMatchObject({ reason: 'timeout' })
    expect(peer.lines()).toEqual([expect.stringContaining('NON 0.01 GET /a')])
  })
})

describe('matching (RFC 7252 §4.4, §5.3.2)', () => {
  it('passes over an ACK from another address', async () => {
    const { network, endpoint, peer, pass } = await world()
    const stranger = await network.bind()
    const { response } = endpoint.request(peer.socket.local, get)
    await pass(1)
    stranger.send(encode(ack(peer.received[0]!.message, '2.05')), endpoint.local)
    await expect(response).rejects.toMatchObject({ reason: 'timeout' })
    expect(peer.received).toHaveLength(5)
  })
  it('rejects a separate response with the right token from another address', async () => {
    const { network, endpoint, peer, pass } = await world()
    const stranger = await network.bind()
    const { response } = endpoint.request(peer.socket.local, get)
    await pass(1)
    const heard: Uint8Array[] = []
    stranger.onDatagram((datagram) => heard.push(datagram))
    stranger.send(encode(message('CON', '2.05', 5, { token: [7] })), endpoint.local)
    await expect(response).rejects.toMatchObject({ reason: 'timeout' })
    expect(heard).toEqual([encode(message('RST', '0.00', 5))])
  })
  it('passes over a piggybacked response with another token', async () => {
    const { endpoint, peer } = await world()
    peer.react = (request) => peer.send(ack(request, '2.05', [8]))
    await expect(endpoint.request(peer.socket.local, get).response).rejects.toMatchObject({
      reason: 'timeout',
    })
  })
  it('ends at a piggybacked response with another token where it is told to, and says so', async () => {
    const { endpoint, peer, elapsed } = await world({ endsAtForeignToken: true })
    peer.react = (request) => peer.send(ack(request, '2.05', [8]))
    await expect(endpoint.request(peer.socket.local, get).response).rejects.toMatchObject({
      reason: 'mismatch',
      message: 'an ACK of this message, but with token 08 in the place of 07',
    })
    expect(elapsed()).toBe(0)
    expect(peer.received).toHaveLength(1)
  })
  it('passes over an ACK with another message id', async () => {
    const { endpoint, peer } = await world()
    peer.react = (request) => peer.send(ack({ ...request, messageId: request.messageId ^ 1 }, '2.05'))
    await expect(endpoint.request(peer.socket.local, get).response).rejects.toMatchObject({
      reason: 'timeout',
    })
  })
  it('passes over a response with a critical option we do not understand', async () => {
    const { endpoint, peer } = await world()
    const options = [{ number: 2049, value: new Uint8Array() }]
    peer.react = (request) => peer.send({ ...ack(request, '2.05'), options })
    await expect(endpoint.request(peer.socket.local, get).response).rejects.toMatchObject({
      reason: 'timeout',
    })
  })
  it('takes a separate response before its ACK, and no longer repeats', async () => {
    const { endpoint, peer, pass } = await world()
    peer.react = (request) => {
      if (request.code === '0.01') peer.send(message('CON', '2.05', 99, { token: [7] }))
    }
    const response = await endpoint.request(peer.socket.local, get).response
    await pass(100_000)
    expect(response.message.messageId).toBe(99)
    expect(peer.lines().slice(1)).toEqual(['ACK 0.00 Empty [mid 99]'])
  })
  it('acknowledges a separate response again when it comes again, and delivers it once', async () => {
    const { endpoint, peer, pass, events } = await world()
    endpoint.request(peer.socket.local, get)
    await pass(1)
    peer.send(message('CON', '2.05', 99, { token: [7] }))
    await pass(1000)
    peer.send(message('CON', '2.05', 99, { token: [7] }))
    await pass(1)
    expect(peer.lines().slice(1)).toEqual(['ACK 0.00 Empty [mid 99]', 'ACK 0.00 Empty [mid 99]'])
    expect(events.map(({ direction, repeated }) => `${direction} ${repeated}`).slice(1)).toEqual([
      'in false',
      'out false',
      'in true',
      'out true',
    ])
  })
  it('ends with a reset', async () => {
    const { endpoint, peer } = await world()
    peer.react = (request) => peer.send(message('RST', '0.00', request.messageId))
    const { response } = endpoint.request(peer.socket.local, get)
    await expect(response).rejects.toMatchObject({ reason: 'reset', frame: 2 })
  })
  it('ends with cancel, without an unhandled rejection', async () => {
    const { endpoint, peer, pass } = await world()
    const exchange = endpoint.request(peer.socket.local, get)
    exchange.cancel()
    await pass(100_000)
    expect(peer.received).toHaveLength(1)
    await expect(exchange.response).rejects.toMatchObject({ reason: 'cancelled' })
  })
  it('rejects a CON response nobody asked for, and passes over a NON one', async () => {
    const { peer, pass } = await world()
    peer.send(message('CON', '2.05', 5, { token: [1] }))
    peer.send(message('NON', '2.05', 6, { token: [1] }))
    await pass(1)
    expect(peer.lines()).toEqual(['RST 0.00 Empty [mid 5]'])
  })
  it('numbers messages one by one from a random start, and gives each request its own token', async () => {
    const { endpoint, peer, pass } = await world()
    for (let i = 0; i < 50; i++) endpoint.request(peer.socket.local, { method: 'GET', type: 'NON' })
    await pass(1)
    const ids = peer.received.map(({ message: { messageId } }) => messageId)
    expect(ids.map((id) => (id - ids[0]! + 65536) % 65536)).toEqual(ids.map((_, index) => index))
    expect(new Set(peer.received.map(({ message: { token } }) => token.join())).size).toBe(50)
    expect(peer.received[0]!.message.token).toHaveLength(8)
  })
})

describe('ping (RFC 7252 §4.3)', () => {
  it('is answered with a reset', async () => {
    const { peer, pass } = await world()
    peer.send(message('CON', '0.00', 77))
    await pass(1)
    expect(peer.lines()).toEqual(['RST 0.00 Empty [mid 77]'])
  })
  it('finds another endpoint alive, and a dead one not', async () => {
    const { network, endpoint, peer } = await world()
    const { clock, random } = network
    const other = createEndpoint(await network.bind(), { clock, random })
    expect(await endpoint.ping(other.local)).toBe(true)
    expect(await endpoint.ping(peer.socket.local)).toBe(false)
  })
})

describe('what is malformed (RFC 7252 §4.2, §4.3)', () => {
  it('is reset when it is a CON', async () => {
    const { endpoint, peer, pass } = await world()
    peer.socket.send(Uint8Array.of(0x49, 1, 0, 9), endpoint.local)
    peer.socket.send(Uint8Array.of(0x40, 0xe1, 0, 10), endpoint.local)
    await pass(1)
    expect(peer.lines()).toEqual(['RST 0.00 Empty [mid 9]', 'RST 0.00 Empty [mid 10]'])
  })
  it('is ignored when it is a NON, an ACK, an RST, or of another version; the tap sees it', async () => {
    const { endpoint, peer, pass, events } = await world()
    for (const first of [0x59, 0x69, 0x79, 0x89])
      peer.socket.send(Uint8Array.of(first, 1, 0, first), endpoint.local)
    await pass(1)
    expect(peer.lines()).toEqual([])
    expect(events.map(({ decoded }) => decoded.violations.length)).toEqual([1, 1, 1, 1])
  })
  it('leaves with sendRaw as it is', async () => {
    const network = new MemoryNetwork()
    const { clock, random } = network
    const endpoint = createEndpoint(await network.bind(), { clock, random })
    const target = await network.bind()
    const seen: Uint8Array[] = []
    target.onDatagram((datagram) => seen.push(datagram))
    endpoint.sendRaw(target.local, Uint8Array.of(0x4f, 1, 2))
    await sleep(clock, 1)
    expect(seen).toEqual([Uint8Array.of(0x4f, 1, 2)])
    expect(decode(seen[0]!).message).toBeUndefined()
  })
})

describe('close', () => {
  it('ends all exchanges and leaves no timer behind', async () => {
    const { endpoint, peer, elapsed, network } = await world()
    const exchange = endpoint.request(peer.socket.local, get)
    const ping = endpoint.ping(peer.socket.local)
    const { delivered } = endpoint.notify(peer.socket.local, { code: '2.05', token: Uint8Array.of(1) })
    await endpoint.close()
    await expect(exchange.response).rejects.toMatchObject({ reason: 'cancelled' })
    expect(await ping).toBe(false)
    expect(await delivered).toBe('timeout')
    await sleep(network.clock, 1)
    const now = elapsed()
    await new Promise((resolve) => setImmediate(resolve))
    expect(elapsed()).toBe(now)
  })
  it('cancels requests made afterwards', async () => {
    const { endpoint, peer } = await world()
    await endpoint.close()
    const { response } = endpoint.request(peer.socket.local, get)
    await expect(response).rejects.toMatchObject({ reason: 'cancelled' })
  })
})
