import { describe, expect, it } from 'vitest'
import type { RequestDraft } from '#coap'
import { decode, type Node, parseLinks, type Value } from '#content'
import { endpoint, listening, registered, world } from './world.fixture.ts'

const integer = (value: number): Value => ({ type: 'integer', value: BigInt(value) })
const list = { contentFormat: 40, payload: new TextEncoder().encode('</1/0>,</3/0>') }

/** A server, and a client we play. */
async function bareClient() {
  const all = world()
  await all.server.start()
  const coap = await all.stranger('client')
  const ask = (
    method: 'POST' | 'PUT' | 'GET' | 'DELETE',
    path: string,
    query = '',
    fields: Partial<RequestDraft> = {},
  ) =>
    coap.request(all.server.coap.local, {
      method,
      path: path.split('/').filter(Boolean),
      query: query.split('&').filter(Boolean),
      ...fields,
    }).response
  const register = (query = `ep=${endpoint}&lt=60&lwm2m=1.1&b=U`) => ask('POST', '/rd', query, list)
  return { ...all, coap, ask, register }
}

describe('registration', () => {
  it('is given a location, each segment an option', async () => {
    const { server, register } = await bareClient()
    const { code, location } = await register()
    expect(code).toBe('2.01')
    expect(location).toHaveLength(2)
    expect(location[0]).toBe('rd')
    expect(server.isRegistered(endpoint)).toBe(true)
  })

  it.each([
    ['without an endpoint name', 'lt=60&lwm2m=1.1', {}, '4.00'],
    ['without a lifetime', 'ep=x&lwm2m=1.1', {}, '4.00'],
    ['without a version', 'ep=x&lt=60', {}, '4.00'],
    ['of a version it does not speak', 'ep=x&lt=60&lwm2m=2.0', {}, '4.12'],
    ['with an unknown parameter', 'ep=x&lt=60&lwm2m=1.1&colour=red', {}, '4.00'],
    ['without a list', 'ep=x&lt=60&lwm2m=1.1', { payload: new Uint8Array() }, '4.00'],
    ['by a Profile ID that it does not know', 'ep=x&lt=60&lwm2m=1.2&pid=v:x', {}, '4.09'],
    ['with a list in another format', 'ep=x&lt=60&lwm2m=1.1', { contentFormat: 0 }, '4.00'],
  ])('%s is refused', async (_, query, fields, code) => {
    const { server, ask } = await bareClient()
    expect((await ask('POST', '/rd', query, { ...list, ...fields })).code).toBe(code)
    expect(server.clients.size).toBe(0)
  })

  it.each([
    ['GET', '/rd', '4.05'],
    ['POST', '/rd/unknown', '4.04'],
    ['DELETE', '/rd/unknown', '4.04'],
    ['POST', '/elsewhere', '4.04'],
  ] as const)('%s %s is answered %s', async (method, path, code) => {
    const { ask } = await bareClient()
    expect((await ask(method, path)).code).toBe(code)
  })

  it('replaces the one before', async () => {
    const { server, register, ask } = await bareClient()
    const first = await register()
    const second = await register()
    expect((await ask('POST', `/${first.location.join('/')}`)).code).toBe('4.04')
    expect((await ask('POST', `/${second.location.join('/')}`)).code).toBe('2.04')
    expect(server.clients.size).toBe(1)
  })

  it('ends with its lifetime (ETS int-102)', async () => {
    const { server, register, ask, wait } = await bareClient()
    const { location } = await register()
    await wait(59)
    expect(server.isRegistered(endpoint)).toBe(true)
    await wait(2)
    expect(server.isRegistered(endpoint)).toBe(false)
    expect((await ask('POST', `/${location.join('/')}`)).code).toBe('4.04')
  })

  it('is prolonged by an Update, for the lifetime it states', async () => {
    const { server, register, ask, wait } = await bareClient()
    const path = `/${(await register()).location.join('/')}`
    await wait(50)
    expect((await ask('POST', path)).code).toBe('2.04')
    await wait(50)
    expect((await ask('POST', path, 'lt=300')).code).toBe('2.04')
    await wait(299)
    expect(server.isRegistered(endpoint)).toBe(true)
  })

  it('keeps what an Update does not state (ETS int-108)', async () => {
    const { server, register, ask } = await bareClient()
    const { location } = await register(`ep=${endpoint}&lt=60&lwm2m=1.1&b=UT&Q`)
    await ask('POST', `/${location.join('/')}`, 'lt=70')
    expect(server.clients.get(endpoint)?.registration).toMatchObject({ binding: 'UT', lifetime: 70 })
    expect(server.regardsAsQueueMode(endpoint)).toBe(true)
    expect(server.clients.get(endpoint)?.registration.objects).toHaveLength(2)
  })

  it('ends by De-register (ETS int-103)', async () => {
    const { server, register, ask } = await bareClient()
    const path = `/${(await register()).location.join('/')}`
    expect((await ask('DELETE', path)).code).toBe('2.02')
    expect((await ask('DELETE', path)).code).toBe('4.04')
    expect(server.isRegistered(endpoint)).toBe(false)
  })

  it('takes no Update by PUT, nor one with a list in another format', async () => {
    const { register, ask } = await bareClient()
    const path = `/${(await register()).location.join('/')}`
    expect((await ask('PUT', path)).code).toBe('4.05')
    expect((await ask('POST', path, '', { ...list, contentFormat: 0 })).code).toBe('4.00')
  })
})

describe.each(['1.0', '1.1', '1.2'] as const)('management of a client of %s', (lwm2m) => {
  const formats =
    lwm2m === '1.0' ? (['tlv', 'json'] as const) : (['tlv', 'senml-json', 'senml-cbor'] as const)

  it('reads, and shows what it read', async () => {
    const { server } = await registered(lwm2m)
    expect((await server.read(endpoint, '/3/0/0'))?.code).toBe('2.05')
    expect(server.shown(endpoint, '/3/0/0')).toBe('"Open Interop"')
  })

  it.each(formats)('reads and writes an instance in %s', async (format) => {
    const { server, client } = await registered(lwm2m)
    const nodes: Node[] = [
      { path: [1, 0, 2], value: integer(101) },
      { path: [1, 0, 3], value: integer(1010) },
    ]
    expect((await server.write(endpoint, '/1/0', nodes, { replace: false, format }))?.code).toBe('2.04')
    expect([client.value('/1/0/2'), client.value('/1/0/3')]).toEqual([integer(101), integer(1010)])
    expect((await server.read(endpoint, '/1/0', format))?.code).toBe('2.05')
    expect(server.shown(endpoint, '/1/0')).toContain('101, 1010')
  })

  it('executes, discovers, attaches attributes', async () => {
    const { server, wait } = await registered(lwm2m)
    expect((await server.execute(endpoint, '/1/0/8'))?.code).toBe('2.04')
    await wait(1)
    expect((await server.writeAttributes(endpoint, '/3', ['pmin=10']))?.code).toBe('2.04')
    const links = parseLinks((await server.discover(endpoint, '/3/0'))?.payload ?? new Uint8Array()).links
    expect(links[0]).toEqual({ target: '/3/0', attributes: [{ name: 'pmin', value: '10', quoted: false }] })
  })

  it('creates and deletes', async () => {
    const { server, client } = await registered(lwm2m)
    const nodes: Node[] = [{ path: [16, 2, 0, 0], value: { type: 'string', value: 'x' } }]
    expect((await server.create(endpoint, '/16', nodes))?.location).toEqual(['16', '2'])
    expect(client.value('/16/2/0/0')?.value).toBe('x')
    expect((await server.delete(endpoint, '/16/2'))?.code).toBe('2.02')
    expect(client.value('/16/2/0/0')).toBeUndefined()
  })

  it.each(['get', 'reset'] as const)('observes, and cancels by %s', async (by) => {
    const { server, client, wait } = await registered(lwm2m)
    await server.observations.observe(endpoint, '/3/0/9')
    client.setValue('/3/0/9', integer(55))
    await wait(2)
    expect(server.shown(endpoint, '/3/0/9')).toBe('55')
    await server.observations.cancel(endpoint, '/3/0/9', by)
    client.setValue('/3/0/9', integer(56))
    await wait(2)
    expect(client.reporting.tokens()).toEqual([])
    expect(server.shown(endpoint, '/3/0/9')).toBe('55')
  })
})

describe('queue mode (Transport 1.1.1 §6.5)', () => {
  it('holds operations while the client sleeps, and sends them one by one after its Update (ETS int-109)', async () => {
    const { server, coap, register, ask, wait } = await bareClient()
    const { location } = await register(`ep=${endpoint}&lt=600&lwm2m=1.1&b=U&Q`)
    const heard = listening(coap, () => ({ code: '2.05', contentFormat: 0, payload: Uint8Array.of(49) }))
    await wait(94)
    void server.read(endpoint, '/1/0/1')
    void server.read(endpoint, '/1/0/0')
    await wait(100)
    expect(heard).toEqual([])
    await ask('POST', `/${location.join('/')}`)
    await wait(1)
    expect(heard).toEqual(['GET /1/0/1', 'GET /1/0/0'])
  })

  it('sends at once for MAX_TRANSMIT_WAIT after the last message', async () => {
    const { server, coap, register, wait } = await bareClient()
    await register(`ep=${endpoint}&lt=600&lwm2m=1.1&b=U&Q`)
    const heard = listening(coap, () => ({ code: '2.05', contentFormat: 0, payload: Uint8Array.of(49) }))
    await wait(90)
    await server.read(endpoint, '/1/0/1')
    await wait(90)
    await server.read(endpoint, '/1/0/0')
    expect(heard).toHaveLength(2)
  })

  it('forgets what it held when the registration ends', async () => {
    const { server, coap, register, wait } = await bareClient()
    await register(`ep=${endpoint}&lt=120&lwm2m=1.1&b=U&Q`)
    const heard = listening(coap, () => ({ code: '2.04' }))
    await wait(94)
    const read = server.read(endpoint, '/1/0/1')
    await wait(60)
    expect(await read).toBeUndefined()
    expect(heard).toEqual([])
  })
})

describe('requests', () => {
  it('are one at a time for a client (RFC 7252 §4.7)', async () => {
    const { server, coap, register, wait } = await bareClient()
    await register()
    let open = 0
    let most = 0
    coap.onRequest((request) => {
      open += 1
      most = Math.max(most, open)
      void wait(5).then(() => {
        open -= 1
        request.respond({ code: '2.04' })
      })
    })
    await Promise.all([1, 2, 3].map(() => server.execute(endpoint, '/1/0/8')))
    expect(most).toBe(1)
  })

  it('to nobody, or to one who stays silent, have no answer', async () => {
    const { server, coap, register } = await bareClient()
    expect(await server.read('nobody', '/3/0')).toBeUndefined()
    await register()
    await coap.close()
    expect(await server.read(endpoint, '/3/0')).toBeUndefined()
  })

  it('are made of what the client announced: SenML where it can, else TLV', async () => {
    const { server, coap, register, ask } = await bareClient()
    const seen: unknown[] = []
    coap.onRequest((request) => {
      const { contentFormat, payload, path } = request
      const base = path.map(Number)
      const shapeOf = () => ({ type: 'integer', multiple: false }) as const
      if (contentFormat === 11542) seen.push(decode('tlv', payload, { base, shapeOf }).findings)
      seen.push(contentFormat)
      request.respond({ code: '2.04' })
    })
    const nodes: Node[] = [{ path: [1, 0, 2], value: integer(1) }]
    await register()
    await server.write(endpoint, '/1/0', nodes, { replace: false })
    const announcing = new TextEncoder().encode('</>;ct="110 112",</1/0>,</3/0>')
    await ask('POST', '/rd', `ep=${endpoint}&lt=60&lwm2m=1.1`, { ...list, payload: announcing })
    await server.write(endpoint, '/1/0', nodes, { replace: false })
    await server.write(endpoint, '/1/0/2', nodes, { replace: true })
    expect(seen).toEqual([[], 11542, 112, 0])
  })
})

describe('in bad weather', () => {
  it.each([1, 2, 3])('registration and management come through, each effect once (%s)', async (seed) => {
    const { server, client, network, wait } = world('1.1', {}, seed)
    network.weather = { loss: 0.2, duplication: 0.3, reordering: 0.3, reorderBy: 3000, delay: 50 }
    await server.start()
    await client.start()
    while (!server.isRegistered(endpoint)) await wait(10)
    const content: Node[] = [{ path: [16, 7, 0, 0], value: { type: 'string', value: 'x' } }]
    const codes = [
      await server.create(endpoint, '/16', content),
      await server.write(endpoint, '/1/0/1', [{ path: [1, 0, 1], value: integer(900) }], { replace: true }),
      await server.read(endpoint, '/3442/0', 'senml-cbor'),
      await server.delete(endpoint, '/16/7'),
    ].map((response) => response?.code)
    expect(codes).toEqual(['2.01', '2.04', '2.05', '2.02'])
    await wait(120)
    expect(server.clients.get(endpoint)?.lifetime).toBe(900)
    await wait(5000)
    expect(server.isRegistered(endpoint)).toBe(true)
  })
})
