import { describe, expect, it } from 'vitest'
import { createEndpoint } from '#coap'
import { MemoryNetwork, seededRandom } from '#net'
import { partOf } from './blocks.ts'

const body = Uint8Array.from({ length: 1300 }, (_, index) => index & 0xff)
const etag = Uint8Array.of(1)

/** Somebody who gives a body, and somebody who fetches it. */
async function both(states = body.length) {
  const network = new MemoryNetwork({ random: seededRandom(1) })
  const giving = createEndpoint(await network.bind({ host: '192.0.2.1', port: 5683 }), network)
  const fetching = createEndpoint(await network.bind({ host: '192.0.2.2', port: 5683 }), network)
  const upTo: number[] = []
  giving.onRequest((request) => {
    const part = partOf(request, body, etag, states)
    upTo.push(part.upTo)
    request.respond(part.draft)
  })
  return { upTo, fetch: () => fetching.request(giving.local, { method: 'GET' }).response }
}

describe('a package, part by part', () => {
  it('comes whole, in blocks that suit every link', async () => {
    const { upTo, fetch } = await both()
    expect((await fetch()).payload).toEqual(body)
    expect(upTo).toEqual([512, 1024, 1300])
  })

  it('says how long it is, truly or not', async () => {
    const { message } = await (await both(77)).fetch()
    expect(message.options.find(({ number }) => number === 28)?.value).toEqual(Uint8Array.of(77))
  })

  it('comes in the blocks that are asked for', async () => {
    const network = new MemoryNetwork({ random: seededRandom(1) })
    const giving = createEndpoint(await network.bind({ host: '192.0.2.1', port: 5683 }), network)
    const fetching = createEndpoint(await network.bind({ host: '192.0.2.2', port: 5683 }), network)
    giving.onRequest((request) => request.respond(partOf(request, body, etag, 0).draft))
    const ask = async (block: number) => {
      const options = [{ number: 23, value: Uint8Array.of(block) }]
      return fetching.request(giving.local, { method: 'GET', options }).response
    }
    expect((await ask(0x54)).payload).toEqual(body.subarray(1280))
    expect((await ask(0x64)).code).toBe('4.00')
  })
})
