import { describe, expect, it } from 'vitest'
import { blockOption } from './block-option.ts'
import type { Notification } from './endpoint.types.ts'
import type { CoapMessage, MessageType } from './message.ts'
import { Freshness } from './observe.ts'
import { body, message, text, type World, world } from './raw-peer.fixture.ts'

const token = [0x4a]

/** An observation that the peer accepted with Observe 12, and the notifications it gave. */
async function observation(here: World) {
  const { endpoint, peer } = here
  peer.react = (request) => {
    if (request.code === '0.01')
      peer.send(message('ACK', '2.05', request.messageId, { token: [...request.token], observe: 12 }))
  }
  const exchange = endpoint.request(peer.socket.local, {
    method: 'GET',
    path: ['t'],
    observe: 0,
    token: Uint8Array.from(token),
  })
  const seen: Notification[] = []
  exchange.onNotification((notification) => seen.push(notification))
  await exchange.response
  peer.react = () => {}
  peer.received.splice(0)
  let id = 100
  const notify = async (type: MessageType, observe: number, payload = ''): Promise<void> => {
    peer.send(message(type, '2.05', id++, { token, observe, payload }))
    await here.pass(1)
  }
  return { exchange, seen, notify }
}

describe('freshness (RFC 7641 §3.4)', () => {
  it.each([
    ['the next number', [1, 2], 0, true],
    ['the same number', [2, 2], 0, false],
    ['an older number', [2, 1], 0, false],
    ['half the circle less one', [0, 2 ** 23 - 1], 0, true],
    ['half the circle', [0, 2 ** 23], 0, false],
    ['past the turn', [2 ** 24 - 1, 0], 0, true],
    ['before the turn', [0, 2 ** 24 - 1], 0, false],
    ['an older number after 128 s', [2, 1], 128_000, false],
    ['an older number after more than 128 s', [2, 1], 128_001, true],
  ] as const)('%s', (_, [first, second], later, fresh) => {
    const freshness = new Freshness()
    expect(freshness.take(first, 0)).toBe(true)
    expect(freshness.take(second, later)).toBe(fresh)
  })
})

describe('the observer', () => {
  it('acknowledges CON notifications and gives all, fresh or not', async () => {
    const here = await world()
    const { seen, notify } = await observation(here)
    await notify('CON', 44, '22.8')
    await notify('NON', 60, '23.1')
    await notify('CON', 59, 'late')
    expect(seen.map(({ payload, fresh, observe, type }) => [text(payload), fresh, observe, type])).toEqual([
      ['22.8', true, 44, 'CON'],
      ['23.1', true, 60, 'NON'],
      ['late', false, 59, 'CON'],
    ])
    expect(here.peer.lines()).toEqual(['ACK 0.00 Empty [mid 100]', 'ACK 0.00 Empty [mid 102]'])
  })
  it('counts the response to the request among what was newest', async () => {
    const here = await world()
    const { seen, notify } = await observation(here)
    await notify('NON', 11)
    expect(seen.map(({ fresh }) => fresh)).toEqual([false])
  })
  it('gives a repeated notification once and acknowledges it again', async () => {
    const here = await world()
    const { seen } = await observation(here)
    for (let copy = 0; copy < 2; copy++) here.peer.send(message('CON', '2.05', 7, { token, observe: 13 }))
    await here.pass(1)
    expect(seen).toHaveLength(1)
    expect(here.peer.lines()).toEqual(['ACK 0.00 Empty [mid 7]', 'ACK 0.00 Empty [mid 7]'])
  })
  it.each(['CON', 'NON'] as const)(
    'rejects a %s notification inside the listener, and those after it',
    async (type) => {
      const here = await world()
      const { exchange, notify } = await observation(here)
      exchange.onNotification(({ reset }) => reset())
      await notify(type, 13)
      await notify(type, 14)
      expect(here.peer.lines()).toEqual(['RST 0.00 Empty [mid 100]', 'RST 0.00 Empty [mid 101]'])
    },
  )
  it.each(['CON', 'NON'] as const)('answers a %s notification with a reset after cancel', async (type) => {
    const here = await world()
    const { exchange, seen, notify } = await observation(here)
    exchange.cancel()
    await notify(type, 13)
    expect(here.peer.lines()).toEqual(['RST 0.00 Empty [mid 100]'])
    expect(seen).toEqual([])
  })
  it('cancels with GET Observe 1 and the same token; notifications until the response are still delivered', async () => {
    const here = await world()
    const { endpoint, peer } = here
    const { seen, notify } = await observation(here)
    let get: CoapMessage | undefined
    peer.react = (request) => {
      if (request.code === '0.01') get = request
    }
    const cancelling = endpoint.request(peer.socket.local, {
      method: 'GET',
      path: ['t'],
      observe: 1,
      token: Uint8Array.from(token),
    })
    await notify('CON', 13, 'between')
    peer.send(message('ACK', '2.05', get!.messageId, { token, payload: 'last' }))
    expect(text((await cancelling.response).payload)).toBe('last')
    await notify('CON', 14, 'after')
    expect(seen.map(({ payload }) => text(payload))).toEqual(['between'])
    expect(peer.lines().slice(1)).toEqual(['ACK 0.00 Empty [mid 100]', 'RST 0.00 Empty [mid 101]'])
  })
  it('ends with an error notification', async () => {
    const here = await world()
    const { seen, notify } = await observation(here)
    here.peer.send(message('CON', '4.04', 50, { token }))
    await here.pass(1)
    await notify('CON', 20)
    expect(seen.map(({ code }) => code)).toEqual(['4.04'])
    expect(here.peer.lines()).toEqual(['ACK 0.00 Empty [mid 50]', 'RST 0.00 Empty [mid 100]'])
  })
  it('is none when the response has no Observe', async () => {
    const here = await world()
    const { endpoint, peer } = here
    peer.react = (request) => {
      if (request.code === '0.01') peer.send(message('ACK', '2.05', request.messageId, { token }))
    }
    await endpoint.request(peer.socket.local, { method: 'GET', observe: 0, token: Uint8Array.from(token) })
      .response
    peer.send(message('CON', '2.05', 50, { token, observe: 1 }))
    await here.pass(1)
    expect(peer.lines().slice(1)).toEqual(['RST 0.00 Empty [mid 50]'])
  })
  it('keeps what comes before the first listener', async () => {
    const here = await world()
    const { endpoint, peer } = here
    const exchange = endpoint.request(peer.socket.local, {
      method: 'GET',
      observe: 0,
      token: Uint8Array.from(token),
    })
    await here.pass(1)
    peer.send(message('CON', '2.05', 50, { token, observe: 1 }))
    peer.send(message('CON', '2.05', 51, { token, observe: 2 }))
    await here.pass(1)
    const seen: (number | undefined)[] = []
    exchange.onNotification(({ observe }) => seen.push(observe))
    expect(seen).toEqual([2])
  })
  it('RFC 7959 figure 12: fetches a long notification under another token, without Observe', async () => {
    const here = await world()
    const { peer } = here
    const { seen } = await observation(here)
    const block = (num: number) => blockOption(23, { num, more: num < 2, szx: 3 })
    const part = (num: number) => body(300).subarray(num * 128, num * 128 + 128)
    peer.react = (request) => {
      if (request.code !== '0.01') return
      const num = request.options.at(-1)!.value[0]! >> 4
      peer.send(
        message('ACK', '2.05', request.messageId, {
          token: [...request.token],
          options: [block(num)],
          payload: part(num),
        }),
      )
    }
    peer.send(message('CON', '2.05', 60, { token, observe: 62354, options: [block(0)], payload: part(0) }))
    await here.pass(1)
    expect(seen.map(({ payload, observe }) => [payload, observe])).toEqual([[body(300), 62354]])
    expect(peer.received.map(({ line }) => line.replace(/ \[.*/, ''))).toEqual([
      'ACK 0.00 Empty',
      'CON 0.01 GET /t Block2:1/0/128',
      'CON 0.01 GET /t Block2:2/0/128',
    ])
    expect(peer.received[1]!.message.token).not.toEqual(Uint8Array.from(token))
  })
  it('drops an unfinished long notification for a newer one', async () => {
    const here = await world()
    const { peer } = here
    const { seen, notify } = await observation(here)
    const options = [blockOption(23, { num: 0, more: true, szx: 0 })]
    peer.send(message('NON', '2.05', 60, { token, observe: 13, options, payload: body(16) }))
    await here.pass(1)
    await notify('NON', 14, 'new')
    await here.pass(200_000)
    expect(seen.map(({ payload }) => text(payload))).toEqual(['new'])
    expect(peer.received).toHaveLength(1)
  })
})

describe('the observed', () => {
  const draft = { code: '2.05', token: Uint8Array.from(token), observe: 3 } as const
  it.each([
    ['ACK', 'acknowledged'],
    ['RST', 'reset'],
  ] as const)('learns from an %s that a CON notification was %s', async (type, delivery) => {
    const { endpoint, peer } = await world()
    peer.react = ({ messageId }) => peer.send(message(type, '0.00', messageId))
    expect(await endpoint.notify(peer.socket.local, draft).delivered).toBe(delivery)
    expect(peer.received).toHaveLength(1)
  })
  it('repeats a CON notification, then gives up', async () => {
    const { endpoint, peer } = await world()
    expect(await endpoint.notify(peer.socket.local, draft).delivered).toBe('timeout')
    expect(peer.received).toHaveLength(5)
  })
  it('learns of a reset to a NON notification later', async () => {
    const { endpoint, peer, pass } = await world()
    const { sent, delivered, onReset } = endpoint.notify(peer.socket.local, { ...draft, type: 'NON' })
    let resets = 0
    onReset(() => resets++)
    expect(await delivered).toBe('sent')
    await pass(60_000)
    peer.send(message('RST', '0.00', sent.message.messageId))
    await pass(1)
    expect(resets).toBe(1)
  })
  it('lets a long notification be fetched by its path, with Observe in the first block alone', async () => {
    const { endpoint, peer, pass } = await world({ blockSize: 64 })
    endpoint.notify(peer.socket.local, { ...draft, path: ['t'], payload: body(100), type: 'NON' })
    await pass(1)
    peer.send(
      message('CON', '0.01', 1, {
        path: ['t'],
        token: [9],
        options: [blockOption(23, { num: 1, more: false, szx: 2 })],
      }),
    )
    await pass(1)
    const [first, second] = peer.received.map(({ message: { options, payload } }) => ({
      numbers: options.map(({ number }) => number),
      payload,
    }))
    expect(first).toEqual({ numbers: [4, 6, 23], payload: body(100).subarray(0, 64) })
    expect(second).toEqual({ numbers: [4, 23], payload: body(100).subarray(64) })
  })
})
