import { describe, expect, it } from 'vitest'
import { encode } from './encode.ts'
import type { IncomingRequest } from './endpoint.types.ts'
import { message, octets, text, world } from './raw-peer.fixture.ts'

const critical = [{ number: 2049, value: new Uint8Array() }]

describe('requests', () => {
  it('hands on what the request says', async () => {
    const { endpoint, peer, pass } = await world()
    const requests: IncomingRequest[] = []
    endpoint.onRequest((request) => requests.push(request))
    peer.send(
      message('CON', '0.05', 1, {
        path: ['a b', 'ü'],
        query: ['x=1', 'y'],
        accept: 11542,
        contentFormat: 112,
        observe: 0,
        payload: '[]',
      }),
    )
    await pass(1)
    expect(requests[0]).toMatchObject({
      method: 'FETCH',
      path: ['a b', 'ü'],
      query: ['x=1', 'y'],
      accept: 11542,
      contentFormat: 112,
      observe: 0,
      frame: 1,
    })
    expect(text(requests[0]!.payload)).toBe('[]')
  })
  it('hands on a method we do not know', async () => {
    const { endpoint, peer, pass } = await world()
    endpoint.onRequest((request) => request.respond({ code: request.method === undefined ? '4.05' : '2.05' }))
    peer.send(message('CON', '0.31', 1))
    await pass(1)
    expect(peer.lines()).toEqual(['ACK 4.05 Method Not Allowed [mid 1]'])
  })
  it('answers a NON with a NON, under an id of its own', async () => {
    const { endpoint, peer, pass } = await world()
    endpoint.onRequest((request) => request.respond({ code: '2.05' }))
    peer.send(message('NON', '0.01', 1, { token: [1, 2] }))
    await pass(5000)
    expect(peer.lines()).toEqual([expect.stringMatching(/^NON 2.05 Content \[mid \d+, token 0102\]$/)])
  })
  it('answers an empty token with an empty token', async () => {
    const { endpoint, peer, pass } = await world()
    endpoint.onRequest((request) => request.respond({ code: '2.05' }))
    peer.send(message('CON', '0.01', 4))
    await pass(1)
    expect(peer.lines()).toEqual(['ACK 2.05 Content [mid 4]'])
  })
  it('acknowledges a slow request once and repeats the separate response until its ACK', async () => {
    const { endpoint, peer, pass, network } = await world({ parameters: { ackRandomFactor: 1 } })
    endpoint.onRequest((request) => {
      network.clock.after(5000, () => request.respond({ code: '2.05' }))
    })
    peer.send(message('CON', '0.01', 1, { token: [9] }))
    await pass(8000)
    const separate = peer.received[1]!.message
    expect(peer.received.map(({ at, message: { type, code } }) => `${at} ${type} ${code}`)).toEqual([
      '1000 ACK 0.00',
      '5000 CON 2.05',
      '7000 CON 2.05',
    ])
    expect(separate.token).toEqual(Uint8Array.of(9))
    peer.send(message('ACK', '0.00', separate.messageId))
    await pass(100_000)
    expect(peer.received).toHaveLength(3)
  })
  it('sends a separate response of the type asked for', async () => {
    const { endpoint, peer, pass } = await world()
    endpoint.onRequest((request) => request.respond({ code: '2.05', type: 'NON' }))
    peer.send(message('CON', '0.01', 1))
    await pass(1)
    expect(peer.received.map(({ message: { type, code } }) => `${type} ${code}`)).toEqual([
      'ACK 0.00',
      'NON 2.05',
    ])
  })
  it('answers a duplicate CON the same, without asking the listener again', async () => {
    const { endpoint, peer, pass, events } = await world()
    let asked = 0
    endpoint.onRequest((request) => request.respond({ code: '2.05', payload: octets(String(++asked)) }))
    peer.send(message('CON', '0.02', 1))
    await pass(100_000)
    peer.send(message('CON', '0.02', 1))
    await pass(1)
    expect(peer.received.map(({ message: { payload } }) => text(payload))).toEqual(['1', '1'])
    expect(events.map(({ repeated }) => repeated)).toEqual([false, false, true, true])
  })
  it.each([
    ['CON', 247_000],
    ['NON', 145_000],
  ] as const)('takes a %s with an old id for new after %i ms', async (type, lifetime) => {
    const { endpoint, peer, pass } = await world()
    let asked = 0
    endpoint.onRequest((request) => {
      asked++
      request.respond({ code: '2.05', type: 'NON' })
    })
    peer.send(message(type, '0.02', 1))
    await pass(lifetime - 1)
    peer.send(message(type, '0.02', 1))
    await pass(1)
    expect(asked).toBe(1)
    peer.send(message(type, '0.02', 1))
    await pass(1)
    expect(asked).toBe(2)
  })
  it('tells equal ids of two peers apart', async () => {
    const { endpoint, peer, pass, network } = await world()
    let asked = 0
    endpoint.onRequest((request) => {
      asked++
      request.respond({ code: '2.05' })
    })
    const other = await network.bind()
    peer.send(message('CON', '0.01', 1))
    other.send(encode(message('CON', '0.01', 1)), endpoint.local)
    await pass(1)
    expect(asked).toBe(2)
  })
})

describe('what goes wrong', () => {
  it('is 5.01 without a listener', async () => {
    const { peer, pass } = await world()
    peer.send(message('CON', '0.01', 1))
    await pass(1)
    expect(peer.lines()).toEqual(['ACK 5.01 Not Implemented [mid 1]'])
  })
  it.each([
    [
      'throws',
      () => {
        throw new Error('no')
      },
    ],
    ['rejects', () => Promise.reject(new Error('no'))],
  ])('is 5.00 when the listener %s', async (_, listener) => {
    const { endpoint, peer, pass } = await world()
    endpoint.onRequest(listener)
    peer.send(message('CON', '0.01', 1))
    await pass(1)
    expect(peer.lines()).toEqual(['ACK 5.00 Internal Server Error [mid 1]'])
  })
  it('is 5.00 when the response cannot be encoded', async () => {
    const { endpoint, peer, pass } = await world()
    const options = [{ number: 65536, value: new Uint8Array() }]
    endpoint.onRequest((request) => request.respond({ code: '2.05', options }))
    for (let copy = 0; copy < 2; copy++) peer.send(message('CON', '0.01', 1))
    await pass(1)
    expect(new Set(peer.lines())).toEqual(new Set(['ACK 5.00 Internal Server Error [mid 1]']))
  })
  it('is not 5.00 when the listener throws after it responded', async () => {
    const { endpoint, peer, pass } = await world()
    endpoint.onRequest((request) => {
      request.respond({ code: '2.05' })
      throw new Error('no')
    })
    peer.send(message('CON', '0.01', 1))
    await pass(1)
    expect(peer.lines()).toEqual(['ACK 2.05 Content [mid 1]'])
  })
  it('is said when a request is answered twice', async () => {
    const { endpoint, peer, pass } = await world()
    let second: unknown
    endpoint.onRequest((request) => {
      request.respond({ code: '2.05' })
      try {
        request.respond({ code: '2.05' })
      } catch (error) {
        second = error
      }
    })
    peer.send(message('CON', '0.01', 1))
    await pass(1)
    expect(String(second)).toContain('answered already')
  })
  it('is 4.02 for an unknown critical option in a CON, silence in a NON', async () => {
    const { endpoint, peer, pass } = await world()
    endpoint.onRequest((request) => request.respond({ code: '2.05' }))
    peer.send(message('CON', '0.01', 1, { options: critical }))
    peer.send(message('NON', '0.01', 2, { options: critical }))
    await pass(1)
    expect(peer.lines()).toEqual([expect.stringContaining('ACK 4.02 Bad Option [mid 1]')])
  })
  it('is 4.02 for a critical option of a wrong length or repeated', async () => {
    const { endpoint, peer, pass } = await world()
    endpoint.onRequest((request) => request.respond({ code: '2.05' }))
    const accept = (length: number) => ({ number: 17, value: new Uint8Array(length) })
    peer.send(message('CON', '0.01', 1, { options: [accept(3)] }))
    peer.send(message('CON', '0.01', 2, { options: [accept(1), accept(1)] }))
    await pass(1)
    expect(peer.received.map(({ message: { code } }) => code)).toEqual(['4.02', '4.02'])
  })
  it('is 5.05 for a request to a proxy', async () => {
    const { peer, pass } = await world()
    peer.send(message('CON', '0.01', 1, { options: [{ number: 39, value: octets('coap') }] }))
    await pass(1)
    expect(peer.received[0]!.message.code).toBe('5.05')
  })
  it('is a reset when the listener rejects', async () => {
    const { endpoint, peer, pass } = await world()
    endpoint.onRequest((request) => request.reject())
    peer.send(message('CON', '0.01', 1))
    peer.send(message('NON', '0.01', 2))
    await pass(5000)
    expect(peer.lines()).toEqual(['RST 0.00 Empty [mid 1]', 'RST 0.00 Empty [mid 2]'])
  })
})
