import { describe, expect, it } from 'vitest'
import type { IncomingRequest, ResponseDraft } from '#coap'
import { decode, formatName, pathText, valueText } from '#content'
import { account, endpoint, listening, uris, world } from './world.fixture.ts'

/** A Bootstrap-Server, and a client we play. */
async function bareClient(answer: (request: IncomingRequest) => ResponseDraft) {
  const all = world()
  await all.bootstrap.start()
  const coap = await all.stranger('client')
  const written: string[] = []
  const heard = listening(coap, (request) => {
    const format = formatName(request.contentFormat)
    if (format !== undefined && format !== 'link') {
      const base = request.path.map(Number)
      const { nodes } = decode(format, request.payload, { base, shapeOf: all.registry.shapeOf('1.1') })
      for (const { path, value } of nodes) {
        written.push(`${pathText(path)} = ${value === undefined ? '' : valueText(value)}`)
      }
    }
    return answer(request)
  })
  const ask = async (query: string, method: 'POST' | 'GET' = 'POST', path = 'bs') => {
    const request = { method, path: [path], query: query.split('&').filter(Boolean) }
    const { code } = await coap.request(all.bootstrap.coap.local, request).response
    await all.wait(1)
    return code
  }
  return { ...all, heard, written, ask }
}

const link = (text: string): ResponseDraft => ({
  code: '2.05',
  contentFormat: 40,
  payload: new TextEncoder().encode(text),
})

/** Agrees to everything; Discover shows `list`. */
const agreeing =
  (list: string) =>
  ({ method }: IncomingRequest): ResponseDraft =>
    method === 'GET' ? link(list) : { code: method === 'DELETE' ? '2.02' : '2.04' }

describe('the Bootstrap-Server', () => {
  it('looks first, writes an account beside its own, looks again and finishes (ETS int-0)', async () => {
    const { bootstrap, ask, heard, written } = await bareClient(agreeing('</>;lwm2m=1.1,</0/1>,</3/0>'))
    bootstrap.provision(endpoint, account)
    expect(await ask(`ep=${endpoint}`)).toBe('2.04')
    expect(heard).toEqual(['GET /', 'PUT /0/0', 'PUT /1/0', 'GET /', 'POST /bs'])
    expect(written).toEqual([
      `/0/0/0 = "${uris.server}"`,
      '/0/0/1 = false',
      '/0/0/2 = 3',
      "/0/0/3 = h''",
      "/0/0/4 = h''",
      "/0/0/5 = h''",
      '/0/0/10 = 7',
      '/1/0/0 = 7',
      '/1/0/1 = 600',
      '/1/0/6 = false',
      '/1/0/7 = "U"',
    ])
    expect(bootstrap.state(endpoint)).toBe('finished')
  })

  it.each([
    ['</0/0>', 'PUT /0/1'],
    ['</0/1>', 'PUT /0/0'],
  ])('keeps its own account %s intact', async (own, write) => {
    const { bootstrap, ask, heard } = await bareClient(agreeing(`</>;lwm2m=1.1,${own}`))
    bootstrap.provision(endpoint, account)
    await ask(`ep=${endpoint}`)
    expect(heard.filter((text) => text.startsWith('PUT /0'))).toEqual([write])
  })

  it.each([
    ['overwrites the account of the same Server', '</1/4>;ssid=7,</1/0>;ssid=1', 'PUT /1/4'],
    ['leaves other accounts alone', '</1/0>;ssid=1', 'PUT /1/1'],
  ])('%s', async (_, list, write) => {
    const { bootstrap, ask, heard } = await bareClient(agreeing(`</0/1>,${list}`))
    bootstrap.provision(endpoint, account)
    await ask(`ep=${endpoint}`)
    expect(heard).toContain(write)
  })

  it('deletes and reads what it was told to, before and after (ETS int-4)', async () => {
    const { bootstrap, ask, heard } = await bareClient(agreeing('</0/1>'))
    bootstrap.provision(endpoint, { ...account, deletes: ['/0', '/1'], reads: ['/1'] })
    await ask(`ep=${endpoint}`)
    expect(heard.slice(0, 6)).toEqual(['GET /', 'GET /1', 'DELETE /0', 'DELETE /1', 'GET /', 'GET /1'])
    expect(heard.at(-1)).toBe('POST /bs')
  })

  it.each([
    [11542, 11542],
    [110, 110],
    [112, 112],
  ])('writes in the format the client prefers: pct=%s', async (preferred, expected) => {
    const formats: (number | undefined)[] = []
    const { bootstrap, ask } = await bareClient((request) => {
      if (request.method === 'PUT') formats.push(request.contentFormat)
      return agreeing('</0/1>')(request)
    })
    bootstrap.provision(endpoint, account)
    await ask(`ep=${endpoint}&pct=${preferred}`)
    expect(formats).toEqual([expected, expected])
  })

  it.each([
    ['an unknown client', 'ep=stranger', 'POST', 'bs', '4.00'],
    ['a client without a name', '', 'POST', 'bs', '4.00'],
    ['a format it does not write', `ep=${endpoint}&pct=60`, 'POST', 'bs', '4.15'],
    ['another method', `ep=${endpoint}`, 'GET', 'bs', '4.04'],
    ['a pack', `ep=${endpoint}`, 'GET', 'bspack', '5.01'],
  ] as const)('refuses %s', async (_, query, method, path, code) => {
    const { bootstrap, ask, heard } = await bareClient(agreeing(''))
    bootstrap.provision(endpoint, account)
    expect(await ask(query, method, path)).toBe(code)
    expect(heard).toEqual([])
    expect(bootstrap.state(endpoint)).toBe('provisioned')
  })

  it('does not finish when a Write was refused', async () => {
    const { bootstrap, ask, heard } = await bareClient((request) =>
      request.method === 'PUT' && request.path[0] === '1' ? { code: '4.00' } : agreeing('</0/1>')(request),
    )
    bootstrap.provision(endpoint, account)
    await ask(`ep=${endpoint}`)
    expect(heard).not.toContain('POST /bs')
    expect(bootstrap.state(endpoint)).toBe('failed')
  })

  it('has failed when the client does not agree to Finish', async () => {
    const { bootstrap, ask } = await bareClient((request) =>
      request.path[0] === 'bs' ? { code: '4.06' } : agreeing('</0/1>')(request),
    )
    bootstrap.provision(endpoint, account)
    await ask(`ep=${endpoint}`)
    expect(bootstrap.state(endpoint)).toBe('failed')
  })
})

describe.each(['1.0', '1.1', '1.2'] as const)('all three peers in %s', (lwm2m) => {
  it('bootstrap, register and manage', async () => {
    const { bootstrap, server, client, wait } = world(lwm2m, { bootstrapUri: uris.bootstrap })
    await Promise.all([bootstrap.start(), server.start()])
    bootstrap.provision(endpoint, account)
    await client.start()
    await wait(2)
    expect(bootstrap.state(endpoint)).toBe('finished')
    expect(server.clients.get(endpoint)?.registration).toMatchObject({ lifetime: 600, lwm2m })
    expect((await server.read(endpoint, '/1/0/0'))?.code).toBe('2.05')
    expect(server.shown(endpoint, '/1/0/0')).toBe('7')
    await wait(10_000)
    expect(server.isRegistered(endpoint)).toBe(true)
  })

  it('bootstrap again on demand (ETS int-5)', async () => {
    const { bootstrap, server, client, wait } = world(lwm2m, {
      bootstrapUri: uris.bootstrap,
      serverUri: uris.server,
    })
    await Promise.all([bootstrap.start(), server.start()])
    await client.start()
    await wait(1)
    bootstrap.provision(endpoint, { ...account, deletes: ['/0', '/1'], lifetime: 77 })
    const answer = await server.execute(endpoint, '/1/0/9')
    await wait(3)
    expect(answer?.code).toBe(lwm2m === '1.0' ? '4.04' : '2.04')
    expect(server.clients.get(endpoint)?.lifetime).toBe(lwm2m === '1.0' ? 86400 : 77)
  })
})
