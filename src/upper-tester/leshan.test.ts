import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '#net'
import { loadRegistry } from '#registry'
import { type WebRequest, webServer } from '../web.fixture.ts'
import { leshanUpperTester } from './leshan.ts'
import type { Verb } from './verbs.ts'

const registry = loadRegistry()
const ok = '{"status":"CHANGED(204)","success":true}'
let open: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(open.map((close) => close()))
  open = []
})

async function leshan(answer: (request: WebRequest, response: ServerResponse) => void) {
  const web = await webServer((request, response) => {
    if (!request.url.startsWith('/api/event')) return answer(request, response)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('\n')
    events = response
  })
  let events: ServerResponse | undefined
  const factory = leshanUpperTester({
    clock: systemClock,
    registry,
    serverUrl: web.url,
    bootstrapUrl: web.url,
  })
  open.push(web.close, factory.close)
  return {
    tester: factory.of({ endpoint: 'c' }),
    asked: () => web.requests.filter(({ url }) => !url.startsWith('/api/event')),
    sends: (name: string, data: object) =>
      events?.write(`event: ${name}\r\ndata: ${JSON.stringify(data)}\r\n\r\n`),
  }
}

const on = { endpoint: 'my client', path: '/3/0/14' } as const
const single = { kind: 'singleResource', id: 14, type: 'string', value: '+01:00' }

describe("Leshan's demo server", () => {
  it.each<[Verb, string, string, unknown]>([
    [{ verb: 'read', ...on, format: 'senml-cbor' }, 'GET', '/3/0/14?format=SENML_CBOR&', ''],
    [{ verb: 'discover', ...on, path: '/3' }, 'GET', '/3/discover?', ''],
    [
      { verb: 'write', ...on, replace: true, content: { '': '+01:00' } },
      'PUT',
      '/3/0/14?replace=true&',
      single,
    ],
    [
      { verb: 'write', ...on, path: '/1/0', format: 'tlv', replace: false, content: { 1: 60, 6: true } },
      'PUT',
      '/1/0?format=TLV&replace=false&',
      {
        kind: 'instance',
        id: 0,
        resources: [
          { kind: 'singleResource', id: 1, type: 'integer', value: '60' },
          { kind: 'singleResource', id: 6, type: 'boolean', value: true },
        ],
      },
    ],
    [
      { verb: 'write', ...on, path: '/3/0/13', replace: true, content: { '': 1700000000 } },
      'PUT',
      '/3/0/13?replace=true&',
      { kind: 'singleResource', id: 13, type: 'time', value: 1700000000000 },
    ],
    [
      { verb: 'create', ...on, path: '/16', content: { '1/0/0': 'a', '1/0/1': 'b' } },
      'POST',
      '/16?',
      {
        kind: 'instance',
        id: 1,
        resources: [{ kind: 'multiResource', id: 0, type: 'string', values: { 0: 'a', 1: 'b' } }],
      },
    ],
    [
      { verb: 'read-composite', endpoint: on.endpoint, paths: ['/3/0', '/1/0/1'], format: 'senml-json' },
      'GET',
      '/composite?paths=/3/0,/1/0/1&pathformat=SENML_JSON&nodeformat=SENML_JSON&',
      '',
    ],
    [
      { verb: 'write-composite', endpoint: on.endpoint, content: { '1/0/1': 61, '16/0/0/1': 'x' } },
      'PUT',
      '/composite?',
      {
        '/1/0/1': { kind: 'singleResource', id: 1, type: 'integer', value: '61' },
        '/16/0/0/1': { kind: 'resourceInstance', id: 1, type: 'string', value: 'x' },
      },
    ],
    [{ verb: 'execute', ...on, path: '/3/0/4' }, 'POST', '/3/0/4?', ''],
    [{ verb: 'attributes', ...on, query: ['pmin=5', 'gt'] }, 'PUT', '/3/0/14/attributes?pmin=5&gt', ''],
    [{ verb: 'delete', ...on, path: '/16/1' }, 'DELETE', '/16/1?', ''],
    [{ verb: 'observe', ...on }, 'POST', '/3/0/14/observe?', ''],
    [{ verb: 'cancel', ...on, by: 'reset' }, 'DELETE', '/3/0/14/observe?', ''],
    [{ verb: 'cancel', ...on, by: 'get' }, 'DELETE', '/3/0/14/observe?active=true&', ''],
  ])('is told to %j', async (verb, method, url, body) => {
    const { tester, asked } = await leshan((_, response) => response.end(ok))
    await tester.perform(verb)
    const [request] = asked()
    expect(request?.method).toBe(method)
    expect(request?.url).toBe(`/api/clients/my%20client${url}${/[?&]$/.test(url) ? 'timeout=100' : ''}`)
    expect(request?.body === '' ? '' : JSON.parse(request?.body ?? '')).toEqual(body)
  })

  it('that is of an old release gets numbers as numbers, once it has refused them as text', async () => {
    const { tester, asked } = await leshan((request, response) =>
      /"value":"/.test(request.body)
        ? response.writeHead(400).end('Invalid value type for resource /1/0/1, expected INTEGER, got STRING')
        : response.end(ok),
    )
    const write = (value: number): Verb => ({
      ...{ verb: 'write', ...on, path: '/1/0/1', replace: true, content: { '': value } },
    })
    await tester.perform(write(60))
    await tester.perform(write(61))
    expect(asked().map(({ body }) => JSON.parse(body).value)).toEqual(['60', 60, 61])
  })

  it('that is of an old release does not cancel by GET, which it does not say', async () => {
    const { tester } = await leshan((_, response) => response.end())
    await tester.perform({ verb: 'cancel', ...on, by: 'reset' })
    await expect(tester.perform({ verb: 'cancel', ...on, by: 'get' })).rejects.toThrow('by Reset alone')
  })

  it('is not waited for until the client has answered', async () => {
    let finish = (): void => {}
    const { tester } = await leshan((_, response) => {
      finish = () => response.end(JSON.stringify({ status: 'CONTENT(205)', content: single }))
    })
    await tester.perform({ verb: 'read', ...on })
    const shown = tester.perform({ verb: 'ask-value', ...on })
    finish()
    expect(await shown).toBe('+01:00')
  })

  it('is blamed when it will not pass a request on', async () => {
    const { tester } = await leshan((_, response) => response.writeHead(400).end('no registered client'))
    await expect(tester.perform({ verb: 'read', ...on })).rejects.toThrow(
      'answered 400: no registered client',
    )
  })

  it('shows the value of its newest notification', async () => {
    const { tester, sends } = await leshan((_, response) => response.end(JSON.stringify({ content: single })))
    await tester.perform({ verb: 'observe', ...on })
    sends('NOTIFICATION', { ep: on.endpoint, kind: 'single', res: '/3/0/14', val: { ...single, value: 'Z' } })
    await expect.poll(() => tester.perform({ verb: 'ask-value', ...on })).toBe('Z')
  })

  it('shows a resource within the instance it read', async () => {
    const content = { kind: 'instance', id: 0, resources: [single, { id: 13, type: 'TIME', value: 5000 }] }
    const { tester } = await leshan((_, response) => response.end(JSON.stringify({ content })))
    await tester.perform({ verb: 'read', ...on, path: '/3/0' })
    expect(await tester.perform({ verb: 'ask-value', ...on })).toBe('+01:00')
    expect(await tester.perform({ verb: 'ask-value', ...on, path: '/3/0/13' })).toBe('5')
    await expect(tester.perform({ verb: 'ask-value', ...on, path: '/3/0/1' })).rejects.toThrow(
      'showed no value',
    )
  })

  it('shows what a Read-Composite gave for each path', async () => {
    const content = {
      '/3/0': { kind: 'instance', id: 0, resources: [single] },
      '/1/0/1': { kind: 'singleResource', id: 1, type: 'INTEGER', value: '60' },
    }
    const { tester } = await leshan((_, response) => response.end(JSON.stringify({ content })))
    await tester.perform({ verb: 'read-composite', endpoint: on.endpoint, paths: ['/3/0', '/1/0/1'] })
    expect(await tester.perform({ verb: 'ask-value', ...on })).toBe('+01:00')
    expect(await tester.perform({ verb: 'ask-value', ...on, path: '/1/0/1' })).toBe('60')
  })

  it('says who is registered and who uses queue mode', async () => {
    const list = [{ endpoint: 'my client', queuemode: true }, { endpoint: 'other' }]
    const { tester } = await leshan((_, response) => response.end(JSON.stringify(list)))
    expect(await tester.perform({ verb: 'ask-registered', endpoint: 'my client' })).toBe(true)
    expect(await tester.perform({ verb: 'ask-registered', endpoint: 'nobody' })).toBe(false)
    expect(await tester.perform({ verb: 'ask-queue-mode', endpoint: 'my client' })).toBe(true)
    expect(await tester.perform({ verb: 'ask-queue-mode', endpoint: 'other' })).toBe(false)
  })

  it('cannot forget a client', async () => {
    const { tester } = await leshan((_, response) => response.end())
    expect(tester.can('forget')).toBe(false)
  })
})

describe("Leshan's demo bootstrap server", () => {
  const provision = {
    verb: 'provision',
    endpoint: 'c',
    serverUri: 'coap://192.0.2.1:5683',
    lifetime: 60,
    shortServerId: 7,
    deletes: ['/'],
    reads: [],
  } as const

  it('is given what it writes to a client', async () => {
    const { tester, asked } = await leshan((_, response) => response.end())
    await tester.perform(provision)
    expect(asked()[0]).toMatchObject({ method: 'POST', url: '/api/bootstrap/c' })
    expect(JSON.parse(asked()[0]?.body ?? '')).toEqual({
      toDelete: ['/'],
      autoIdForSecurityObject: true,
      security: {
        0: { uri: 'coap://192.0.2.1:5683', bootstrapServer: false, securityMode: 'NO_SEC', serverId: 7 },
      },
      servers: { 0: { shortId: 7, lifetime: 60 } },
    })
  })

  it('cannot be told to read', async () => {
    const { tester } = await leshan((_, response) => response.end())
    await expect(tester.perform({ ...provision, reads: ['/1'] })).rejects.toThrow('cannot be told to read')
  })

  it('is left alone when none was named', () => {
    const { of } = leshanUpperTester({ clock: systemClock, registry, serverUrl: 'http://localhost:1' })
    expect(of({ endpoint: 'c' }).can('provision')).toBe(false)
  })
})
