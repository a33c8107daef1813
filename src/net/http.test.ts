import { describe, expect, it } from 'vitest'
import { sleep } from './clock.ts'
import { getHttp } from './http-client.ts'
import { answersHttp, type HttpReply } from './http-server.ts'
import { MemoryNetwork } from './memory.ts'
import type { Connection } from './network.ts'

const body = Uint8Array.from({ length: 5000 }, (_, index) => index & 0xff)

/** Somebody who answers a GET so, and what it brings. */
async function got(answer: (reply: HttpReply, connection: Connection, network: MemoryNetwork) => void) {
  const network = new MemoryNetwork()
  const listener = await network.listen({ host: '192.0.2.1' })
  const asked: unknown[] = []
  listener.onConnection((connection) =>
    answersHttp(connection, network.clock, (request, reply) => {
      asked.push(request)
      answer(reply, connection, network)
    }),
  )
  const begun = network.clock.now()
  const get = { host: '192.0.2.1', target: '/a%20b?c=1', patience: 10_000 }
  const answered = getHttp(await network.connect(listener.local), network.clock, get)
  const outcome = await answered.catch(({ message }: Error) => message)
  return { asked, outcome, seconds: Math.floor((network.clock.now() - begun) / 1000) }
}

const whole = (reply: HttpReply): void => {
  reply.begin(200, { 'content-length': String(body.length) })
  reply.send(body)
  reply.end()
}

describe('HTTP in virtual time', () => {
  it('brings what was asked for', async () => {
    const { asked, outcome } = await got(whole)
    expect(asked).toEqual([
      { method: 'GET', target: '/a%20b?c=1', range: undefined, body: expect.any(Function) },
    ])
    expect(outcome).toEqual({ status: 200, body })
  })

  it('brings it slowly', async () => {
    const { outcome, seconds } = await got((reply, _, { clock }) => {
      reply.begin(200, { 'content-length': '4' })
      void (async () => {
        for (const octet of [1, 2, 3, 4]) {
          await sleep(clock, 5000)
          reply.send(Uint8Array.of(octet))
        }
        reply.end()
      })()
    })
    expect(outcome).toEqual({ status: 200, body: Uint8Array.of(1, 2, 3, 4) })
    expect(seconds).toBe(20)
  })

  it('is given up when nothing comes any more', async () => {
    const { outcome, seconds } = await got((reply) => reply.begin(200, { 'content-length': '4' }))
    expect([outcome, seconds]).toEqual(['no answer', 10])
  })

  it('ends with its connection', async () => {
    const { outcome } = await got((reply, connection) => {
      reply.begin(200, { 'content-length': '9000' })
      reply.send(body)
      connection.close()
    })
    expect(outcome).toBe('aborted')
  })
})
