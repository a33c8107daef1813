import { describe, expect, it } from 'vitest'
import type { IncomingRequest, ResponseDraft } from '#coap'
import type { Value } from '#content'
import { endpoint, listening, registered, uris, world } from './world.fixture.ts'

const integer = (value: number): Value => ({ type: 'integer', value: BigInt(value) })

/** A client that registers at a server we play; requests are noted from its start. */
async function atBareServer(answer: (request: IncomingRequest) => ResponseDraft | undefined) {
  const all = world()
  const coap = await all.stranger('server')
  const heard = listening(coap, answer)
  await all.client.start()
  await all.wait(1)
  const ask = (method: 'GET' | 'PUT' | 'POST', path: string, payload = '') =>
    coap.request(all.client.coap.local, {
      method,
      path: path.split('/').filter(Boolean),
      ...(payload === '' ? {} : { contentFormat: 0, payload: new TextEncoder().encode(payload) }),
    }).response
  return { ...all, coap, heard, ask }
}

const obliging = ({ method, path }: IncomingRequest): ResponseDraft => {
  if (path.join('/') === 'rd') return { code: '2.01', location: ['rd', 'a', 'b'] }
  return { code: method === 'DELETE' ? '2.02' : '2.04' }
}

describe('registration', () => {
  it('states its parameters and its objects, not Security nor OSCORE (Core 1.1.1 §6.2.1)', async () => {
    const { server } = await registered()
    const registration = server.clients.get(endpoint)?.registration
    expect(registration).toMatchObject({
      endpoint,
      lifetime: 86400,
      lwm2m: '1.1',
      binding: 'U',
      queueMode: false,
    })
    const listed = new Set(registration?.objects.map(({ object }) => object))
    expect([...listed].sort((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 16, 19, 20, 3441, 3442,
    ])
    expect(registration?.formats).toContain(112)
  })

  it.each([
    ['1.0', 'UQ'],
    ['1.1', 'U'],
  ] as const)('announces queue mode in the way of %s', async (lwm2m, binding) => {
    const { server } = await registered(lwm2m, { queueMode: true })
    expect(server.clients.get(endpoint)?.registration).toMatchObject({ binding, queueMode: true })
  })

  it('is tried again, each time later, while nobody answers', async () => {
    let refused = 0
    const { heard, wait } = await atBareServer(() => {
      refused += 1
      return refused < 4 ? { code: '5.03' } : { code: '2.01', location: ['rd', 'x'] }
    })
    await wait(2 + 4 + 8)
    expect(heard).toHaveLength(4)
  })

  it('is renewed at its whole location before the lifetime has passed', async () => {
    const { client, heard, wait } = await atBareServer(obliging)
    await wait(86400)
    expect(heard.slice(1)).toEqual(['POST /rd/a/b'])
    expect(client.isRegistered).toBe(true)
  })

  it.each(['4.04', '4.00'] as const)(
    'is made anew when an Update is answered %s (ETS int-105)',
    async (code) => {
      const { ask, heard, wait } = await atBareServer((request) =>
        request.path.length > 1 ? { code } : { code: '2.01', location: ['rd', 'x'] },
      )
      await ask('POST', '/1/0/8')
      await wait(1)
      expect(heard.map((text) => text.split('?')[0])).toEqual(['POST /rd', 'POST /rd/x', 'POST /rd'])
    },
  )

  it('is told of a new lifetime, at once and alone (ETS int-102)', async () => {
    const { ask, heard, wait } = await atBareServer(obliging)
    expect((await ask('PUT', '/1/0/1', '20')).code).toBe('2.04')
    await wait(1)
    expect(heard.slice(1)).toEqual(['POST /rd/a/b?lt=20'])
  })

  it('is told of a new binding', async () => {
    const { ask, heard, wait } = await atBareServer(obliging)
    await ask('PUT', '/1/0/7', 'UT')
    await wait(1)
    expect(heard.slice(1)).toEqual(['POST /rd/a/b?b=UT'])
  })

  it('is told of objects that come and go', async () => {
    const { client, server, wait } = await registered()
    const nodes = [{ path: [16, 4, 0, 0], value: { type: 'string', value: 'x' } as const }]
    expect((await server.create(endpoint, '/16', nodes))?.code).toBe('2.01')
    await wait(1)
    const instances = () =>
      server.clients
        .get(endpoint)
        ?.registration.objects.flatMap(({ object, instance }) => (object === 16 ? [instance] : []))
    expect(instances()).toEqual([0, 4])
    await server.delete(endpoint, '/16/0')
    await wait(1)
    expect(instances()).toEqual([4])
    expect(client.isRegistered).toBe(true)
  })
})

describe('executables', () => {
  it('Registration Update Trigger updates without parameters (ETS int-104)', async () => {
    const { ask, heard, wait } = await atBareServer(obliging)
    expect((await ask('POST', '/1/0/8')).code).toBe('2.04')
    await wait(1)
    expect(heard.slice(1)).toEqual(['POST /rd/a/b'])
  })

  it('Disable leaves, is out of reach, and comes back (ETS int-103)', async () => {
    const { client, ask, heard, wait } = await atBareServer(obliging)
    await ask('PUT', '/1/0/5', '200')
    expect((await ask('POST', '/1/0/4')).code).toBe('2.04')
    await wait(1)
    expect(heard.slice(1)).toEqual(['DELETE /rd/a/b'])
    await expect(ask('GET', '/3/0/0')).rejects.toThrow()
    await wait(200)
    expect(heard.at(-1)).toMatch(/^POST \/rd\?ep=/)
    expect(client.isRegistered).toBe(true)
  })

  it('Reboot registers anew (ETS int-241)', async () => {
    const { ask, heard, wait } = await atBareServer(obliging)
    expect((await ask('POST', '/3/0/4')).code).toBe('2.04')
    await wait(2)
    expect(heard.map((text) => text.split('?')[0])).toEqual(['POST /rd', 'POST /rd'])
  })

  it('Reset Error Code leaves the one that says none', async () => {
    const { client, ask, wait } = await atBareServer(obliging)
    client.setValue('/3/0/11/0', integer(1))
    client.setValue('/3/0/11/1', integer(6))
    await ask('POST', '/3/0/12')
    await wait(1)
    expect(client.store.nodes([3, 0, 11])).toEqual([{ path: [3, 0, 11, 0], value: integer(0) }])
  })

  it('Factory Reset brings everything back', async () => {
    const { client, ask, wait } = await atBareServer(obliging)
    await ask('PUT', '/1/0/5', '7')
    await ask('POST', '/3/0/5')
    await wait(2)
    expect(client.value('/1/0/5')).toEqual(integer(86400))
    expect(client.isRegistered).toBe(true)
  })

  it('Reboot makes anew what belongs to the device, and neither accounts nor what is there', async () => {
    const { client, ask, wait } = await atBareServer(obliging)
    await ask('PUT', '/3442/0/110', 'written')
    for (const path of [
      [5, 0],
      [1, 0],
    ])
      client.store.remove(path)
    await ask('POST', '/3/0/4')
    await wait(2)
    expect(client.value('/5/0/3')).toEqual(integer(0))
    expect(client.store.instances(1)).toEqual([])
    expect(client.value('/3442/0/110')).toEqual({ type: 'string', value: 'written' })
  })

  it.each(['3441', '3442'])(
    'of the test object %s reset, randomise, clear and note arguments',
    async (object) => {
      const { client, ask, wait } = await atBareServer(obliging)
      const initial = client.store.nodes([Number(object), 0])
      const execute = async (resource: number, argument?: string) => {
        await ask('POST', `/${object}/0/${resource}`, argument)
        await wait(1)
        return client.store.nodes([Number(object), 0])
      }
      const random = await execute(1)
      expect(random).toHaveLength(initial.length)
      expect(random).not.toEqual(initial)
      expect(await execute(2)).toEqual([{ path: [Number(object), 0] }])
      expect(await execute(0)).toEqual(initial)
      await execute(3, "0='x',5")
      expect(client.store.nodes([Number(object), 0, 4]).map(({ value }) => value?.value)).toEqual([
        "0='x'",
        '5',
      ])
    },
  )
})

describe('attributes', () => {
  it('are taken from a query that ends in an ampersand', async () => {
    const { server, client } = await registered()
    const answered = await server.writeAttributes(endpoint, '/3/0/16', ['pmin=1', 'pmax=2', ''])
    expect(answered?.code).toBe('2.04')
    expect(client.device.attributes.at([3, 0, 16])).toEqual({ pmin: 1, pmax: 2 })
  })
})

describe('who may ask', () => {
  it('is the Server it registered at', async () => {
    const { client, stranger } = await registered()
    const other = await stranger('server', 9999)
    const response = await other.request(client.coap.local, { method: 'GET', path: ['3', '0', '0'] }).response
    expect(response.code).toBe('4.01')
  })

  it('is nobody for bootstrap operations outside a bootstrap (Core 1.1.1 §6.1)', async () => {
    const { server, client } = await registered()
    const ask = (method: 'DELETE' | 'POST', path: string[]) =>
      server.coap.request(client.coap.local, { method, path }).response
    expect((await ask('DELETE', [])).code).toBe('4.05')
    expect((await ask('POST', ['bs'])).code).toBe('4.04')
    expect(client.value('/1/0/1')).toEqual(integer(86400))
  })
})

describe('bootstrap', () => {
  /** A client without a Server account, and a Bootstrap-Server we play. */
  async function atBareBootstrap(options: object = {}) {
    const all = world('1.1', { bootstrapUri: uris.bootstrap, ...options })
    const coap = await all.stranger('bootstrap')
    const heard = listening(coap, () => ({ code: '2.04' }))
    await all.client.start()
    await all.wait(1)
    const ask = (method: 'PUT' | 'POST', path: string, fields = {}) =>
      coap.request(all.client.coap.local, { method, path: path.split('/').filter(Boolean), ...fields })
        .response
    return { ...all, heard, ask }
  }

  it('is asked for without a Server account (ETS int-0)', async () => {
    const { heard } = await atBareBootstrap()
    expect(heard).toEqual([`POST /bs?ep=${endpoint}`])
  })

  it('fails without a Finish, leaves no trace and is tried again (Core 1.1.1 §6.1.4)', async () => {
    const { client, heard, ask, wait } = await atBareBootstrap()
    const before = client.store.nodes([])
    const payload = Uint8Array.of(0xc1, 5, 9)
    expect((await ask('PUT', '/1/0', { contentFormat: 11542, payload })).code).toBe('2.04')
    expect((await ask('POST', '/bs')).code).toBe('4.06')
    await wait(247)
    expect(client.store.nodes([])).toEqual(before)
    await wait(10)
    expect(heard).toHaveLength(2)
  })

  it('waits for the Client Hold-Off Time (/0/x/11)', async () => {
    const { client, stranger, wait } = world('1.1', { bootstrapUri: uris.bootstrap })
    const heard = listening(await stranger('bootstrap'), () => ({ code: '2.04' }))
    client.setValue('/0/1/11', integer(30))
    await client.start()
    await wait(29)
    expect(heard).toEqual([])
    await wait(2)
    expect(heard).toEqual([`POST /bs?ep=${endpoint}`])
  })

  it('is a last resort when the Server stays silent (ETS int-7)', async () => {
    const { heard, wait } = await atBareBootstrap({ serverUri: 'coap://192.0.2.99' })
    expect(heard).toEqual([])
    await wait(900)
    expect(heard).toEqual([`POST /bs?ep=${endpoint}`])
  })
})

describe('switching off', () => {
  it.each([
    ['registered', async () => registered()],
    [
      'waiting for a Finish',
      async () => {
        const all = world('1.1', { bootstrapUri: uris.bootstrap })
        listening(await all.stranger('bootstrap'), () => ({ code: '2.04' }))
        await all.client.start()
        await all.wait(1)
        return all
      },
    ],
    [
      'while nobody answers',
      async () => {
        const all = world()
        await all.client.start()
        await all.wait(120)
        return all
      },
    ],
  ])('%s leaves nothing behind that would act later', async (_, begin) => {
    const { client, wait } = await begin()
    const { coap } = client
    await client.stop()
    await wait(100_000)
    expect(client.isRegistered).toBe(false)
    expect(client.coap).toBe(coap)
  })

  it('while it is disabled means it does not come back', async () => {
    const { client, server, wait } = await registered()
    await server.execute(endpoint, '/1/0/4')
    await wait(1)
    await client.stop()
    await wait(100_000)
    expect(server.isRegistered(endpoint)).toBe(false)
  })
})
