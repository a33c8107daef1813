import { expect, it } from 'vitest'
import { type Carried, MemoryNetwork, seededRandom } from '#net'
import { securedStreams } from '#tls'
import { openEndpoint } from '../open.ts'

const key = new TextEncoder().encode('sixteen octets!!')
const host = '192.0.2.1'

it('an endpoint over TLS is one over TCP whose connections are secured', async () => {
  const random = seededRandom('coaps+tcp')
  const network = new MemoryNetwork({ random })
  const { clock } = network
  const watched: Buffer[] = []
  const watch = {
    carried: ({ direction, datagram }: Carried) =>
      void (direction === 'out' && watched.push(Buffer.from(datagram))),
    key() {},
    happened() {},
  }
  const serving = securedStreams(network, { server: { psk: () => key }, watch })
  const asking = securedStreams(network, { client: () => ({ psk: { identity: 'dev', key } }), watch })
  const common = { transport: 'tcp', clock, random } as const
  const server = await openEndpoint(serving, { ...common, role: 'listens', local: { host, port: 5684 } })
  const client = await openEndpoint(asking, { ...common, role: 'connects' })
  server.onRequest((request) => {
    request.respond({ code: '2.05', payload: new TextEncoder().encode('x'.repeat(3000)) })
  })
  const { response } = client.request(server.local, { method: 'GET', path: ['secret'] })
  expect((await response).payload.length).toBe(3000)
  // The Server reaches the Client by the same connection.
  client.onRequest((request) => void request.respond({ code: '2.04' }))
  const { peer } = await new Promise<{ peer: { host: string; port: number } }>((resolve) => {
    server.onRequest(resolve)
    client.request(server.local, { method: 'GET', path: ['again'] }).response.catch(() => {})
  })
  expect((await server.request(peer, { method: 'POST', path: ['1', '0', '8'] }).response).code).toBe('2.04')
  expect(await client.ping(server.local)).toBe(true)
  expect(Buffer.concat(watched).includes('secret')).toBe(false)
  await client.close()
  await server.close()
})
