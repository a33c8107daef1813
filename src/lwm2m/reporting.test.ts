import { describe, expect, it } from 'vitest'
import { createEndpoint, type Exchange, type Notification, type RequestDraft } from '#coap'
import { contentFormats, decode, encodePaths, parsePath, pathText } from '#content'
import { MemoryNetwork, sleep } from '#net'
import type { EnablerVersion } from '#registry'
import { deviceFixture, integer, text } from './device.fixture.ts'
import { Reporting } from './reporting.ts'

const device = { host: '192.0.2.2', port: 56830 }

/** A device and a server that observes it, over a network in memory. */
async function observed(lwm2m: EnablerVersion = '1.1') {
  const network = new MemoryNetwork()
  const { clock, random } = network
  const server = createEndpoint(await network.bind({ host: '192.0.2.1', port: 5683 }), { clock, random })
  const coap = createEndpoint(await network.bind(device), { clock, random })
  const fixture = deviceFixture(lwm2m)
  const reporting = new Reporting({ device: fixture.device, coap, clock, random })
  coap.onRequest((request) => request.respond(reporting.answer(request)))
  fixture.store.remove([1, 0, 2])
  const observe = async (path: string, fields: Partial<RequestDraft> = {}) => {
    const segments = path.split('/').filter(Boolean)
    const exchange = server.request(device, { method: 'GET', path: segments, observe: 0, ...fields })
    const notifications: Notification[] = []
    exchange.onNotification((notification) => notifications.push(notification))
    return { exchange, notifications, response: await exchange.response }
  }
  return { ...fixture, server, reporting, observe, wait: (seconds: number) => sleep(clock, seconds * 1000) }
}

function cancel(server: Awaited<ReturnType<typeof observed>>['server'], { token }: Exchange, path: string) {
  const segments = path.split('/').filter(Boolean)
  return server.request(device, { method: 'GET', path: segments, observe: 1, token }).response
}

describe('Observe and Notify (Core 1.1.1 §6.4)', () => {
  it('answers with the value and reports its changes, in the format asked for', async () => {
    const { observe, store, wait } = await observed()
    const { response, notifications } = await observe('/3/0/7', { accept: contentFormats.tlv })
    expect(response).toMatchObject({ code: '2.05', contentFormat: contentFormats.tlv })
    expect(response.observe).toBeLessThan(2 ** 23)
    store.set([3, 0, 7, 0], integer(3801))
    await wait(1)
    expect(notifications).toMatchObject([
      { code: '2.05', contentFormat: contentFormats.tlv, type: 'CON', fresh: true },
    ])
    expect(Buffer.from(notifications[0]?.payload ?? []).toString('hex')).toBe('88070842000ed942011388')
  })

  it('counts upwards', async () => {
    const { observe, store, wait } = await observed()
    const { response, notifications } = await observe('/3/0/7')
    for (const value of [1, 2, 3]) {
      store.set([3, 0, 7, 0], integer(value))
      await wait(1)
    }
    const first = response.observe ?? 0
    expect(notifications.map(({ observe }) => observe)).toEqual([first + 1, first + 2, first + 3])
  })

  it('obeys attributes that were attached before or after, by default those of the Server object', async () => {
    const { observe, device: observedDevice, store, wait } = await observed()
    store.set([1, 0, 3], integer(10))
    const { notifications } = await observe('/3/0/7')
    await wait(11)
    expect(notifications).toHaveLength(1)
    observedDevice.answer({ method: 'PUT', path: ['3'], query: ['pmax=60'], payload: new Uint8Array() })
    await wait(50)
    expect(notifications).toHaveLength(1)
    await wait(15)
    expect(notifications).toHaveLength(2)
  })

  it('works on objects and instances', async () => {
    const { observe, store, wait } = await observed()
    const whole = await observe('/3')
    const instance = await observe('/16/0')
    store.set([3, 0, 0], text('other'))
    await wait(1)
    expect([whole.notifications.length, instance.notifications.length]).toEqual([1, 0])
  })

  it.each([
    ['/3/0/9', '4.04'],
    ['/3/0/4', '4.05'],
    ['/0', '4.01'],
  ])('%s cannot be observed: %s', async (path, code) => {
    const { observe, reporting } = await observed()
    const { response } = await observe(path)
    expect(response.code).toBe(code)
    expect(response.observe).toBeUndefined()
    expect(reporting.tokens()).toEqual([])
  })

  it('answers Discover as a Discover, whatever Observe says', async () => {
    const { observe, reporting } = await observed()
    const { response } = await observe('/3', { accept: contentFormats.link })
    expect(response).toMatchObject({ code: '2.05', contentFormat: contentFormats.link })
    expect(reporting.tokens()).toEqual([])
  })
})

describe('an observation ends', () => {
  it('by GET with Observe=1 and its token, and no other does', async () => {
    const { server, observe, store, wait } = await observed()
    const first = await observe('/3/0/7')
    const second = await observe('/3/0/7')
    expect((await cancel(server, first.exchange, '/3/0/7')).code).toBe('2.05')
    store.set([3, 0, 7, 0], integer(1))
    await wait(1)
    expect([first.notifications.length, second.notifications.length]).toEqual([0, 1])
  })

  it('by RST, and no other does', async () => {
    const { observe, store, wait, reporting } = await observed()
    const first = await observe('/3/0/7')
    const second = await observe('/3/0/7')
    first.exchange.cancel()
    for (const value of [1, 2]) {
      store.set([3, 0, 7, 0], integer(value))
      await wait(1)
    }
    expect(second.notifications).toHaveLength(2)
    expect(reporting.tokens()).toHaveLength(1)
  })

  it('when nobody acknowledges', async () => {
    const { server, observe, store, wait, reporting } = await observed()
    await observe('/3/0/7')
    await server.close()
    store.set([3, 0, 7, 0], integer(1))
    await wait(100)
    expect(reporting.tokens()).toEqual([])
  })

  it('with 4.04 when what it observes is deleted (RFC 7641 §4.2)', async () => {
    const { observe, device: observedDevice, wait, reporting } = await observed()
    const { notifications } = await observe('/16/0')
    observedDevice.answer({ method: 'DELETE', path: ['16', '0'], query: [], payload: new Uint8Array() })
    await wait(1)
    expect(notifications.map(({ code, observe: value }) => [code, value])).toEqual([['4.04', undefined]])
    expect(reporting.tokens()).toEqual([])
  })

  it('but not when what it observes is put anew', async () => {
    const { observe, store, wait } = await observed()
    const { notifications } = await observe('/3442/0/1120')
    store.remove([3442, 0, 1120])
    store.set([3442, 0, 1120, 0], integer(7))
    await wait(1)
    expect(notifications.map(({ code }) => code)).toEqual(['2.05'])
  })

  it('with the registration', async () => {
    const { observe, store, wait, reporting } = await observed()
    const { notifications } = await observe('/3/0/7')
    reporting.endAll()
    store.set([3, 0, 7, 0], integer(1))
    await wait(1)
    expect(notifications).toEqual([])
  })
})

describe('Observe-Composite (Core 1.1.1 §6.4.4)', () => {
  const format = 'senml-cbor'
  const fetch = (...paths: readonly string[]): Partial<RequestDraft> => ({
    ...{ method: 'FETCH', contentFormat: contentFormats[format], accept: contentFormats[format] },
    payload: encodePaths(format, paths.map(parsePath)),
  })
  const pathsIn = ({ payload }: { readonly payload: Uint8Array }): string[] =>
    decode(format, payload, { base: [], shapeOf: () => ({ type: 'string', multiple: false }) }).nodes.map(
      ({ path }) => pathText(path),
    )

  it('reports all paths when one of them changes, and those that came or went', async () => {
    const { observe, store, wait } = await observed()
    const { response, notifications } = await observe('/', fetch('/3/0/16', '/16/0', '/16/1'))
    expect(pathsIn(response)).toEqual(['/3/0/16', '/16/0/0/0', '/16/0/0/1'])
    store.set([16, 1, 0, 0], text('new'))
    await wait(1)
    store.remove([16, 0])
    await wait(1)
    expect(notifications.map(pathsIn)).toEqual([
      ['/3/0/16', '/16/0/0/0', '/16/0/0/1', '/16/1/0/0'],
      ['/3/0/16', '/16/1/0/0'],
    ])
  })

  it('ends by FETCH with Observe=1', async () => {
    const { observe, reporting, server } = await observed()
    const list = fetch('/3/0/16', '/1/0/1')
    const { exchange } = await observe('/', list)
    const { token } = exchange
    const { observe: option } = await server.request(device, { method: 'FETCH', ...list, observe: 1, token })
      .response
    expect(option).toBeUndefined()
    expect(reporting.tokens()).toEqual([])
  })
})

describe('attributes as parameters of an Observe (Core 1.2 §6.4.1)', () => {
  it('stand for those that were attached, and for this observation alone', async () => {
    const { observe, device: observedDevice, discovered, wait } = await observed('1.2')
    observedDevice.answer({
      ...{ method: 'PUT', path: ['3', '0', '7'], query: ['pmax=60'], payload: new Uint8Array() },
    })
    const { notifications } = await observe('/3/0/7', { query: ['pmin=1', 'pmax=10'] })
    await wait(25)
    expect(notifications).toHaveLength(2)
    expect(discovered('/3/0/7')[0]).toContain('pmax=60')
  })

  it.each([
    ['before 1.2', '1.1', ['pmax=10']],
    ['where they are none', '1.2', ['pmax=soon']],
  ] as const)('are refused %s', async (_, lwm2m, query) => {
    const { observe, reporting } = await observed(lwm2m)
    expect((await observe('/3/0/7', { query })).response.code).toBe('4.00')
    expect(reporting.tokens()).toEqual([])
  })

  it('con=0 makes notifications NON', async () => {
    const { observe, store, wait } = await observed('1.2')
    const { notifications } = await observe('/3/0/7', { query: ['con=0'] })
    store.set([3, 0, 7, 0], integer(1))
    await wait(1)
    expect(notifications.map(({ type }) => type)).toEqual(['NON'])
  })
})
