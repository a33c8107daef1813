import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryMessage } from './arbitrary.fixture.ts'
import { encode } from './encode.ts'
import { body, message, world } from './raw-peer.fixture.ts'

const token = [0x4a]
const mutation = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 3 })
const datagrams = fc.array(
  fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.tuple(arbitraryMessage, fc.boolean(), mutation).map(([sent, ours, changes]) => {
      const datagram = encode(ours ? { ...sent, token: Uint8Array.from(token) } : sent)
      for (const [at, octet] of changes) datagram[at % datagram.length] = octet
      return datagram
    }),
  ),
  { maxLength: 30 },
)

describe('the endpoint under any datagrams', () => {
  it('does not throw, and still answers', async () => {
    await fc.assert(
      fc.asyncProperty(datagrams, async (attack) => {
        const { endpoint, peer, pass } = await world()
        endpoint.onRequest((request) => request.respond({ code: '2.05', payload: body(3000) }))
        const to = peer.socket.local
        const exchange = endpoint.request(to, { method: 'GET', observe: 0, token: Uint8Array.from(token) })
        exchange.onNotification(() => {})
        for (const datagram of attack) peer.socket.send(datagram, endpoint.local)
        await pass(500_000)
        peer.received.splice(0)
        peer.send(message('CON', '0.01', 7, { token: [9, 9, 9] }))
        await pass(1)
        expect(peer.lines()[0]).toContain('ACK 2.05 Content')
        await endpoint.close()
      }),
      { numRuns: 150 },
    )
  })
})
