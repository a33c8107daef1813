import { expect, it } from 'vitest'
import { secureSocket } from '#dtls'
import { MemoryNetwork, seededRandom, through } from '#net'
import { openEndpoint } from './open.ts'

const octets = (what: string): Uint8Array => new TextEncoder().encode(what)

it('an endpoint over DTLS is one over UDP whose socket is secured', async () => {
  const random = seededRandom(1)
  const network = new MemoryNetwork({ random: random.fork('road') })
  const { clock } = network
  const identity = octets('urn:dev:ops:1')
  const key = octets('sixteen octets!!')
  const who = { client: () => ({ psk: { identity, key } }), server: () => ({ psk: () => key }) }
  const open = (name: 'client' | 'server', port: number) => {
    const socket = (raw: Parameters<typeof secureSocket>[0]) =>
      secureSocket(raw, { clock, random: random.fork(name), [name]: who[name] })
    const secured = through(network, { socket })
    const options = { transport: 'udp', role: 'listens', local: { port }, clock, random } as const
    return openEndpoint(secured, options)
  }
  const [server, client] = [await open('server', 5684), await open('client', 4000)]
  server.onRequest((request) => request.respond({ code: '2.05', payload: octets('x'.repeat(3000)) }))
  const { response } = client.request(server.local, { method: 'GET', path: ['a'] })
  expect((await response).payload.length).toBe(3000)
  await client.close()
  await server.close()
})
