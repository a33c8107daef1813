import * as coap from 'coap'
import { afterEach, describe, expect, it } from 'vitest'
import { udpNetwork } from '#net'
import { createEndpoint } from './endpoint.ts'
import type { CoapEndpoint } from './endpoint.types.ts'
import { body, octets, text } from './raw-peer.fixture.ts'

const closing: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function endpoint(): Promise<CoapEndpoint> {
  const network = udpNetwork()
  const { clock, random } = network
  const created = createEndpoint(await network.bind({ host: '127.0.0.1' }), { clock, random, blockSize: 512 })
  closing.push(() => created.close())
  return created
}

/** node-coap as the server, on a free port. */
async function nodeCoap(listener: Parameters<typeof coap.createServer>[0]) {
  const server = coap.createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const socket = server._sock
  if (socket === null || !('address' in socket)) throw new Error('node-coap is not listening')
  return { host: '127.0.0.1', port: socket.address().port }
}

describe('with node-coap over loopback UDP', () => {
  it('gets a short response as client', async () => {
    const to = await nodeCoap((request, response) => response.end(`${request.method} ${request.url}`))
    const { payload } = await (await endpoint()).request(to, {
      method: 'GET',
      path: ['3', '0'],
      query: ['a=1'],
    }).response
    expect(text(payload)).toBe('GET /3/0?a=1')
  })
  it('uploads and downloads in blocks as client', async () => {
    const to = await nodeCoap((request, response) => response.end(request.payload))
    const { payload } = await (await endpoint()).request(to, {
      method: 'PUT',
      path: ['x'],
      payload: body(5000),
    }).response
    expect(payload).toEqual(body(5000))
  })
  it('observes as client', async () => {
    const to = await nodeCoap((_, response) => {
      response.write('one')
      setImmediate(() => response.write('two'))
    })
    const exchange = (await endpoint()).request(to, { method: 'GET', path: ['t'], observe: 0 })
    const second = new Promise<string>((resolve) =>
      exchange.onNotification(({ payload }) => resolve(text(payload))),
    )
    expect(text((await exchange.response).payload)).toBe('one')
    expect(await second).toBe('two')
  })
  it('serves blocks both ways as server', async () => {
    const server = await endpoint()
    server.onRequest((request) =>
      request.respond({ code: '2.04', payload: Uint8Array.from(request.payload) }),
    )
    const request = coap.request({
      host: '127.0.0.1',
      port: server.local.port,
      method: 'PUT',
      pathname: '/x',
    })
    request.setOption('Block1', Buffer.of(6))
    const answer = new Promise<Buffer>((resolve, reject) => {
      request.on('response', (response) => resolve(response.payload))
      request.on('error', reject)
    })
    request.end(Buffer.from(body(3000)))
    expect(new Uint8Array(await answer)).toEqual(body(3000))
  })
  it('serves a request without payload as server', async () => {
    const server = await endpoint()
    server.onRequest((request) => request.respond({ code: '2.05', payload: octets(request.path.join('/')) }))
    const request = coap.request({ host: '127.0.0.1', port: server.local.port, pathname: '/1/2' })
    const answer = new Promise<Buffer>((resolve) =>
      request.on('response', (response) => resolve(response.payload)),
    )
    request.end()
    expect((await answer).toString()).toBe('1/2')
  })
})
