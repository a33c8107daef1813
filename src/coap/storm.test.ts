import { describe, expect, it } from 'vitest'
import { MemoryNetwork, seededRandom, sleep } from '#net'
import { createEndpoint } from './endpoint.ts'
import type { CoapEndpointOptions } from './endpoint.types.ts'
import { body } from './raw-peer.fixture.ts'

const storm = { loss: 0.2, duplication: 0.2, reordering: 0.3, reorderBy: 3000, delay: 20 }

/** Two endpoints in bad weather. More retransmissions than usual, since a fifth of all datagrams is lost. */
async function stormyPair(seed: number) {
  const network = new MemoryNetwork({ random: seededRandom(seed), weather: storm })
  const { clock, random } = network
  const options = (name: string): CoapEndpointOptions => ({
    clock,
    random: random.fork(name),
    parameters: { maxRetransmit: 10, responseTimeout: 600_000 },
    blockSize: 256,
  })
  const client = createEndpoint(await network.bind(), options('client'))
  const server = createEndpoint(await network.bind(), options('server'))
  return { clock, client, server }
}

describe('with a fifth of the datagrams lost, some doubled, some late', () => {
  it('completes 200 exchanges with the right bodies, each carried out once', async () => {
    const { clock, client, server } = await stormyPair(7)
    const carriedOut = new Map<string, number>()
    server.onRequest((request) => {
      const name = request.path.join('/')
      carriedOut.set(name, (carriedOut.get(name) ?? 0) + 1)
      const late = request.path[0]!.endsWith('3') ? 4000 : 0
      const respond = (): void => {
        request.respond({ code: '2.04', payload: Uint8Array.from(request.payload).reverse() })
      }
      if (late > 0) clock.after(late, respond)
      else respond()
    })
    const exchanges = Array.from({ length: 200 }, async (_, index) => {
      const payload = body(index % 10 === 0 ? 5000 : index)
      const response = await client.request(server.local, { method: 'POST', path: [`r${index}`], payload })
        .response
      expect(response.payload).toEqual(payload.reverse())
    })
    await Promise.all(exchanges)
    expect(carriedOut.size).toBe(200)
    expect([...carriedOut.values()].every((times) => times === 1)).toBe(true)
  })
  it('delivers every CON notification once', async () => {
    const { clock, client, server } = await stormyPair(8)
    server.onRequest((request) => request.respond({ code: '2.05', observe: 0 }))
    const exchange = client.request(server.local, { method: 'GET', path: ['t'], observe: 0 })
    const seen: number[] = []
    exchange.onNotification(({ payload }) => seen.push(payload[0]!))
    const { token } = await exchange.response.then(({ message }) => message)
    const deliveries = Array.from({ length: 50 }, async (_, index) => {
      await sleep(clock, index * 100)
      const payload = Uint8Array.of(index)
      return server.notify(client.local, { code: '2.05', token, observe: index + 1, payload }).delivered
    })
    expect(new Set(await Promise.all(deliveries))).toEqual(new Set(['acknowledged']))
    expect([...seen].sort((one, other) => one - other)).toEqual(
      Array.from({ length: 50 }, (_, index) => index),
    )
  })
  it('is the same every time', async () => {
    const run = async (): Promise<string[]> => {
      const network = new MemoryNetwork({ random: seededRandom(9), weather: storm })
      const { clock, random } = network
      const lines: string[] = []
      const start = clock.now()
      const tap: CoapEndpointOptions['tap'] = ({ direction, at, datagram }) => {
        lines.push(`${at - start} ${direction} ${Buffer.from(datagram).toString('hex')}`)
        return undefined
      }
      const server = createEndpoint(await network.bind(), { clock, random: random.fork('server') })
      const client = createEndpoint(await network.bind(), { clock, random: random.fork('client'), tap })
      server.onRequest((request) => request.respond({ code: '2.05', payload: body(3000) }))
      await client.request(server.local, { method: 'GET' }).response
      await Promise.all([client.close(), server.close()])
      return lines
    }
    expect(await run()).toEqual(await run())
  })
})
