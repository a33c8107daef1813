import { describe, expect, it } from 'vitest'
import { type Address, sleep, type Weather } from '#net'
import { blockOption } from '../block-option.ts'
import type { IncomingRequest } from '../endpoint.types.ts'
import { readUint } from '../fields.ts'
import { encodeUint, optionNumbers } from '../options.ts'
import { encodeFrame } from './encode-frame.ts'
import { decodeFrame } from './frame.ts'
import { FrameReader } from './frame-reader.ts'
import { answering, body, nothing, serverAt, world } from './streams.fixture.ts'

describe.each<[string, Partial<Weather>]>([
  ['whole segments', {}],
  ['single octets', { segment: 1 }],
  ['foul weather', { loss: 0.2, delay: 30, reordering: 0.3, reorderBy: 100 }],
])('endpoints over TCP in %s', (_, weather) => {
  it('both say CSM first, and exchange requests both ways by one connection', async () => {
    const { server, client, seen } = await world(weather)
    const requests = answering(server, 3)
    const response = await client.request(serverAt, { method: 'POST', path: ['rd'], payload: body(5) })
      .response
    expect(response).toMatchObject({ code: '2.05', payload: body(3) })
    expect(requests[0]).toMatchObject({ path: ['rd'], payload: body(5) })
    answering(client, 2)
    const back = await server.request(requests[0]!.peer, { method: 'GET', path: ['3'] }).response
    expect(back).toMatchObject({ code: '2.05', payload: body(2) })
    const first = (direction: string) => seen.find((event) => event.direction === direction)
    expect(first('in')?.decoded.message?.code).toBe('7.01')
    expect(first('out')?.decoded.message?.code).toBe('7.01')
    expect(
      seen.every(({ transport, decoded }) => transport === 'tcp' && decoded.violations.length === 0),
    ).toBe(true)
  })

  it('carry bodies of several blocks both ways', async () => {
    const { server, client } = await world(weather)
    const requests = answering(server, 5000)
    const draft = { method: 'FETCH', path: ['large'], payload: body(3000) } as const
    const { payload } = await client.request(serverAt, draft).response
    expect(payload).toEqual(body(5000))
    expect(requests[0]?.payload).toEqual(body(3000))
  })

  it('ping', async () => {
    const { client } = await world(weather)
    expect(await client.ping(serverAt)).toBe(true)
  })
})

describe('observing over TCP', () => {
  async function observed() {
    const all = await world()
    const { server, client, network } = all
    const asked = new Promise<IncomingRequest>((resolve) => {
      server.onRequest((request) => {
        request.respond({ code: '2.05', observe: 1 })
        resolve(request)
      })
    })
    const exchange = client.request(serverAt, { method: 'GET', path: ['3'], observe: 0 })
    const values: [number | undefined, boolean][] = []
    exchange.onNotification(({ observe, fresh }) => values.push([observe, fresh]))
    await exchange.response
    const request = await asked
    const notify = (observe: number) =>
      server.notify(request.peer, { code: '2.05', observe, token: request.message.token }).delivered
    return { ...all, exchange, values, notify, wait: () => sleep(network.clock, 50) }
  }

  it('every notification is fresh, since the stream keeps the order', async () => {
    const { notify, values, wait } = await observed()
    expect([await notify(9), await notify(5)]).toEqual(['acknowledged', 'acknowledged'])
    await wait()
    expect(values).toEqual([
      [9, true],
      [5, true],
    ])
  })

  it('a notification is not sent on when the connection is gone, nor by a new one', async () => {
    const { notify, network, client, seen, wait } = await observed()
    network.cut()
    await wait()
    expect(await notify(2)).toBe('timeout')
    await client.ping(serverAt)
    const before = seen.length
    expect(await notify(3)).toBe('timeout')
    expect(seen).toHaveLength(before)
  })

  it('a forgotten observation is answered by nothing', async () => {
    const { exchange, notify, values, seen, wait } = await observed()
    exchange.cancel()
    await notify(2)
    await wait()
    expect(values).toEqual([])
    expect(seen.at(-1)?.direction).toBe('out')
  })
})

describe('a request over TCP', () => {
  it('fails at once where nobody listens', async () => {
    const { client, network } = await world()
    const started = network.clock.now()
    const nowhere = { host: '192.0.2.9', port: 5683 }
    await expect(client.request(nowhere, { method: 'GET' }).response).rejects.toMatchObject({
      reason: 'timeout',
    })
    expect(await client.ping(nowhere)).toBe(false)
    expect(network.clock.now() - started).toBeLessThan(1000)
  })

  it('fails when the connection ends before the answer, and the next one opens another', async () => {
    const { server, client, network } = await world()
    const { response } = client.request(serverAt, { method: 'GET' })
    const failed = expect(response).rejects.toMatchObject({ reason: 'timeout' })
    server.onRequest(() => network.cut())
    await failed
    answering(server)
    await expect(client.request(serverAt, { method: 'GET' }).response).resolves.toMatchObject({
      code: '2.05',
    })
  })

  it('fails when no answer comes in time', async () => {
    const { server, client, network } = await world()
    server.onRequest(() => {})
    const started = network.clock.now()
    await expect(client.request(serverAt, { method: 'GET' }).response).rejects.toMatchObject({
      reason: 'timeout',
    })
    expect(network.clock.now() - started).toBeGreaterThan(90_000)
  })

  it('is never sent to a peer that did not connect', async () => {
    const { server } = await world()
    const nobody = { host: '192.0.2.2', port: 40000 }
    await expect(server.request(nobody, { method: 'GET' }).response).rejects.toMatchObject({
      reason: 'timeout',
    })
    expect(await server.connect(nobody)).toBe(false)
  })

  it('with a critical option that is not understood is answered 4.02', async () => {
    const { client } = await world()
    const options = [{ number: 2049, value: nothing }]
    await expect(client.request(serverAt, { method: 'GET', options }).response).resolves.toMatchObject({
      code: '4.02',
    })
  })

  it('says when it left and where it is in the evidence, once the connection stands', async () => {
    const { server, client } = await world({ delay: 50 })
    answering(server)
    const { sent, response } = client.request(serverAt, { method: 'GET' })
    const asked = sent.at
    await response
    expect(sent.at - asked).toBe(100)
  })
})

it('a server that answers in BERT blocks is understood (RFC 8323 §6.1)', async () => {
  const { network, client } = await world()
  const at: Address = { host: '192.0.2.3', port: 5683 }
  const all = body(3072 + 5120 + 4711)
  const sizes = new Map([
    [0, 3072],
    [3, 5120],
    [8, 4711],
  ])
  const listener = await network.listen(at)
  listener.onConnection((connection) => {
    const reader = new FrameReader(2 ** 20)
    connection.send(encodeFrame({ code: '7.01', token: nothing, options: [], payload: nothing }))
    connection.onOctets((octets) => {
      for (const read of reader.push(octets)) {
        const message = 'frame' in read ? decodeFrame(read.frame).message : undefined
        if (message?.code !== '0.01') continue
        const num = (readUint(message.options, optionNumbers.block2) ?? 0) >>> 4
        const payload = all.subarray(num * 1024, num * 1024 + sizes.get(num)!)
        const options = [blockOption(optionNumbers.block2, { num, more: num < 8, szx: 7 })]
        connection.send(encodeFrame({ code: '2.05', token: message.token, options, payload }))
      }
    })
  })
  const { payload } = await client.request(at, { method: 'GET', path: ['status'] }).response
  expect(payload).toEqual(all)
})

it('a Pong without the token is a sign of life, too', async () => {
  const { network, client } = await world()
  const at: Address = { host: '192.0.2.3', port: 5683 }
  const listener = await network.listen(at)
  listener.onConnection((connection) => {
    const said = (code: '7.01' | '7.03') =>
      encodeFrame({ code, token: nothing, options: [], payload: nothing })
    connection.send(said('7.01'))
    connection.onOctets(() => connection.send(said('7.03')))
  })
  expect(await client.ping(at)).toBe(true)
})

describe('a peer that releases us', () => {
  it('is not connected to before its Hold-Off has passed', async () => {
    const { server, client, network } = await world()
    const requests = answering(server)
    await client.request(serverAt, { method: 'GET' }).response
    const options = [{ number: 4, value: encodeUint(30) }]
    server.streams!.signal(requests[0]!.peer, { code: '7.04', options })
    await sleep(network.clock, 100)
    expect(server.streams!.isOpen(requests[0]!.peer)).toBe(false)
    const started = network.clock.now()
    await client.request(serverAt, { method: 'GET' }).response
    expect(network.clock.now() - started).toBeGreaterThan(29_000)
  })
})

it('connections that begin and end are told', async () => {
  const { server, client, network } = await world()
  const changes: string[] = []
  server.streams!.onChange((_, change) => changes.push(change))
  await client.connect(serverAt)
  await client.close()
  await sleep(network.clock, 10)
  expect(changes).toEqual(['opened', 'ended'])
})
