import { describe, expect, it } from 'vitest'
import { createEndpoint, encode, encodeRaw, type Notification, optionNumbers, readPath } from '#coap'
import { type Dialogue, dialogue } from './dialogue.fixture.ts'
import { isProtected } from './unprotect.ts'
import { clients, octets } from './vectors.fixture.ts'

const body = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 7) % 251)

/** Messages with a code that passed in the clear. */
function inTheClear({ client, server }: Dialogue): string[] {
  return [...client.events, ...server.events].flatMap(({ decoded: { message } }) =>
    message === undefined || message.code === '0.00' || isProtected(message) ? [] : [message.code],
  )
}

describe('requests and responses', () => {
  it('pass protected, and are plain above', async () => {
    const here = await dialogue()
    const { client, server, asked } = here
    const exchange = client.coap.request(server.coap.local, { method: 'GET', path: ['3', '0'], accept: 60 })
    const response = await exchange.response
    expect(response).toMatchObject({
      code: '2.05',
      payload: Uint8Array.of(7),
      identity: { id: octets('01') },
    })
    expect(asked).toMatchObject([
      { method: 'GET', path: ['3', '0'], accept: 60, identity: { id: octets('00') } },
    ])
    expect(exchange.sent.message).toMatchObject({ code: '0.01' })
    expect(readPath(exchange.sent.message.options)).toEqual(['3', '0'])
    expect(inTheClear(here)).toEqual([])
    expect(client.events.map(({ decoded }) => decoded.message?.code)).toEqual(['0.02', '2.04'])
  })

  it('go the other way too once the server met its client', async () => {
    const here = await dialogue()
    const { client, server } = here
    client.coap.onRequest((request) => request.respond({ code: '2.04' }))
    const before = server.coap.request(client.coap.local, { method: 'POST', path: ['1'] })
    await expect(before.response).resolves.toMatchObject({ code: '4.01' })
    await client.coap.request(server.coap.local, { method: 'GET' }).response
    const after = server.coap.request(client.coap.local, { method: 'POST', path: ['1'] })
    await expect(after.response).resolves.toMatchObject({ code: '2.04', identity: { id: octets('00') } })
  })

  it('with an ID Context', async () => {
    const here = await dialogue({ parameters: clients.withIdContext })
    const response = await here.client.coap.request(here.server.coap.local, { method: 'GET' }).response
    expect(response.identity).toEqual({ id: octets('01'), idContext: octets('37cbf3210017a2d3') })
  })

  it('that come late, as messages of their own', async () => {
    const here = await dialogue()
    const { client, server, network } = here
    server.coap.onRequest(
      (request) => void network.clock.after(9000, () => request.respond({ code: '2.04' })),
    )
    const response = await client.coap.request(server.coap.local, { method: 'POST' }).response
    expect(response.message).toMatchObject({ type: 'CON', code: '2.04' })
    expect(inTheClear(here)).toEqual([])
  })

  it('in NON messages', async () => {
    const { client, server } = await dialogue()
    const response = client.coap.request(server.coap.local, { method: 'GET', type: 'NON' }).response
    await expect(response).resolves.toMatchObject({ code: '2.05', message: { type: 'NON' } })
  })

  it('block by block, every block protected by itself', async () => {
    const here = await dialogue()
    const { client, server, asked } = here
    const response = await client.coap.request(server.coap.local, { method: 'POST', payload: body(3000) })
      .response
    expect(response.payload).toEqual(body(3000))
    expect(asked[0]?.payload).toEqual(body(3000))
    expect(inTheClear(here)).toEqual([])
    const numbers = client.events.flatMap(
      ({ decoded }) => decoded.message?.options.map(({ number }) => number) ?? [],
    )
    expect(new Set(numbers)).toEqual(new Set([optionNumbers.oscore]))
  })

  it('are done once in bad weather', async () => {
    const here = await dialogue({
      weather: { delay: 20, reordering: 0.3, reorderBy: 400, loss: 0.2, duplication: 0.2 },
    })
    const { client, server, asked } = here
    for (let count = 0; count < 30; count++) {
      const payload = Uint8Array.of(count + 1)
      const response = await client.coap.request(server.coap.local, { method: 'POST', payload }).response
      expect(response.payload).toEqual(payload)
    }
    expect(asked.map(({ payload }) => payload[0])).toEqual(
      Array.from({ length: 30 }, (_, count) => count + 1),
    )
    // A retransmission is the same octets; no number is used twice.
    expect(inTheClear(here)).toEqual([])
  })
})

describe('observations', () => {
  const observed = async (here: Dialogue) => {
    const { client, server } = here
    const seen: Notification[] = []
    let token = octets('')
    server.coap.onRequest((request) => {
      token = request.message.token
      request.respond({
        code: '2.05',
        ...(request.observe === 0 && { observe: 0 }),
        payload: Uint8Array.of(0),
      })
    })
    const exchange = client.coap.request(server.coap.local, { method: 'GET', path: ['3303'], observe: 0 })
    exchange.onNotification((notification) => seen.push(notification))
    const response = await exchange.response
    let count = 0
    const notify = (payload: Uint8Array, type: 'CON' | 'NON' = 'CON') =>
      server.coap.notify(client.coap.local, {
        code: '2.05',
        token,
        type,
        observe: ++count,
        payload,
        path: ['3303'],
      })
    return { exchange, response, seen, notify }
  }

  it('tell news in order', async () => {
    const here = await dialogue()
    const { response, seen, notify } = await observed(here)
    expect(response.observe).toBe(0)
    for (const value of [1, 2, 3]) expect(await notify(Uint8Array.of(value)).delivered).toBe('acknowledged')
    expect(seen.map(({ payload, fresh }) => [payload[0], fresh])).toEqual([
      [1, true],
      [2, true],
      [3, true],
    ])
    expect(inTheClear(here)).toEqual([])
  })

  it('tell long news block by block', async () => {
    const here = await dialogue()
    const { seen, notify } = await observed(here)
    notify(body(2500))
    await here.pass(1000)
    expect(seen.map(({ payload }) => payload)).toEqual([body(2500)])
    expect(inTheClear(here)).toEqual([])
  })

  it('end by a reset', async () => {
    const here = await dialogue()
    const { exchange, notify } = await observed(here)
    exchange.cancel()
    expect(await notify(Uint8Array.of(1)).delivered).toBe('reset')
  })

  it('end by a request that takes the token again', async () => {
    const here = await dialogue()
    const { client, server } = here
    const { exchange } = await observed(here)
    const { token } = exchange
    const ended = client.coap.request(server.coap.local, { method: 'GET', path: ['3303'], observe: 1, token })
    await expect(ended.response).resolves.toMatchObject({ code: '2.05' })
  })

  it('lose what came too late, and nothing else, in bad weather', async () => {
    const here = await dialogue({
      weather: { delay: 20, reordering: 0.3, reorderBy: 3000, loss: 0.1, duplication: 0.3 },
    })
    const { seen, notify } = await observed(here)
    const sent = Array.from({ length: 40 }, (_, count) => count + 1)
    for (const value of sent) {
      notify(Uint8Array.of(value))
      await here.pass(1000)
    }
    await here.pass(100_000)
    const values = seen.map(({ payload }) => payload[0]!)
    expect(values.length).toBeGreaterThan(10)
    expect(values).toEqual(values.toSorted((one, other) => one - other))
    expect(new Set(values).size).toBe(values.length)
    expect(seen.every(({ fresh }) => fresh)).toBe(true)
  })
})

describe('what is not as it should be', () => {
  it('a request in the clear is answered 4.01, unless it is admitted', async () => {
    const refused = await dialogue()
    refused.client.keyring.remove(refused.client.context)
    const ask = ({ client, server }: Dialogue) =>
      client.coap.request(server.coap.local, { method: 'GET' }).response
    await expect(ask(refused)).resolves.toMatchObject({ code: '4.01' })
    expect(refused.asked).toEqual([])
    const admitted = await dialogue({ server: { admits: () => true } })
    admitted.client.keyring.remove(admitted.client.context)
    const response = await ask(admitted)
    expect(response.code).toBe('2.05')
    expect(response.identity).toBeUndefined()
  })

  it.each([
    ['a Partial IV that was taken before', { partialIv: octets('00') }, '4.01', 'Replay detected'],
    ['an unknown kid', { header: { kid: octets('33') } }, '4.01', 'Security context not found'],
    [
      'an unknown kid context',
      { header: { kidContext: octets('33') } },
      '4.01',
      'Security context not found',
    ],
    ['an option that cannot be decompressed', { option: octets('ff') }, '4.02', 'Failed to decode COSE'],
    [
      'a ciphertext that was changed',
      { ciphertext: (value: Uint8Array) => value.map((octet) => octet ^ 1) },
      '4.00',
      'Decryption failed',
    ],
  ])('%s is refused in the clear', async (_, faults, code, text) => {
    let spoiled = false
    const here = await dialogue({ client: { faults: () => (spoiled ? faults : undefined) } })
    const { client, server, asked } = here
    await client.coap.request(server.coap.local, { method: 'GET' }).response
    spoiled = true
    const response = await client.coap.request(server.coap.local, { method: 'GET' }).response
    expect([response.code, Buffer.from(response.payload).toString()]).toEqual([code, text])
    expect(response.message.options).toEqual([{ number: optionNumbers.maxAge, value: octets('') }])
    expect(asked).toHaveLength(1)
  })

  it('a response that nobody can verify, or in the clear, is as if it had not come', async () => {
    for (const faults of [
      { option: null },
      { ciphertext: () => octets('00') },
      { partialIv: octets('05'), header: { partialIv: octets('06') } },
    ]) {
      const { client, server } = await dialogue({ server: { faults: () => faults } })
      const { response } = client.coap.request(server.coap.local, { method: 'GET' })
      await expect(response).rejects.toMatchObject({ reason: 'timeout' })
    }
  })

  it('whoever does not speak OSCORE refuses the option', async () => {
    const { client, network } = await dialogue()
    const other = createEndpoint(await network.bind({ port: 7 }), network)
    client.keyring.met(other.local, client.context)
    const response = await client.coap.request(other.local, { method: 'GET' }).response
    expect(response.code).toBe('4.02')
  })
})

describe('the evidence', () => {
  it('shows what is inside, to both ends alike, copies and replays too', async () => {
    const here = await dialogue({ weather: { delay: 20, loss: 0.3, duplication: 0.5 } })
    const { client, server } = here
    here.server.context.windowKnown = false
    for (let count = 0; count < 5; count++) {
      await client.coap.request(server.coap.local, { method: 'PUT', path: ['3', '0'], payload: body(20) })
        .response
    }
    for (const { revealed } of [client, server]) {
      const codes = revealed.map(({ decoded: { message } }) => message?.code)
      expect(new Set(codes)).toEqual(new Set(['0.03', '4.01', '2.05']))
      expect(
        revealed.every(({ outer }) => outer?.message?.code === '0.02' || outer?.message?.code === '2.04'),
      ).toBe(true)
      expect(revealed.some(({ repeated }) => repeated)).toBe(true)
      expect(revealed.flatMap(({ decoded }) => decoded.violations)).toEqual([])
    }
  })

  it('shows what passed where the keys do not fit', async () => {
    const { client, server } = await dialogue({
      client: { faults: () => ({ header: { kid: octets('33') } }) },
    })
    await client.coap.request(server.coap.local, { method: 'GET' }).response
    expect(server.revealed.map(({ decoded: { message } }) => message?.code)).toEqual(['0.02', '4.01'])
  })

  it('shows what breaks the rules inside', async () => {
    const { client, server } = await dialogue()
    const options = [{ number: optionNumbers.accept, value: octets('010203') }]
    await client.coap.request(server.coap.local, { method: 'GET', options }).response
    expect(server.revealed[0]?.decoded.violations).toMatchObject([{ clause: 'RFC 7252 §5.10' }])
  })
})

describe('octets as they are', () => {
  const token = octets('aabb')
  const get = { type: 'CON', code: '0.01', messageId: 77, token } as const

  it('are protected, and their replies revealed', async () => {
    const here = await dialogue()
    const { client, server, asked } = here
    client.coap.sendRaw(server.coap.local, encode({ ...get, options: [], payload: octets('') }))
    await here.pass(100)
    expect(asked).toMatchObject([{ method: 'GET', identity: { id: octets('00') } }])
    expect(inTheClear(here)).toEqual([])
    expect(client.revealed.map(({ decoded: { message } }) => message?.code)).toEqual(['0.01', '2.05'])
  })

  it('keep the faults of their options inside', async () => {
    const here = await dialogue()
    const { client, server, asked } = here
    const options = [
      { delta: 17, value: octets('010203') },
      { delta: 0, value: octets('04') },
    ]
    client.coap.sendRaw(server.coap.local, encodeRaw({ ...get, options }))
    await here.pass(100)
    expect(asked).toEqual([])
    expect(inTheClear(here)).toEqual([])
    expect(client.revealed.map(({ decoded: { message } }) => message?.code)).toEqual(['0.01', '4.02'])
  })

  it('are the same octets when they are sent again', async () => {
    const here = await dialogue()
    const { client, server, asked } = here
    const datagram = encode({ ...get, options: [], payload: octets('') })
    for (let count = 0; count < 3; count++) {
      client.coap.sendRaw(server.coap.local, datagram)
      await here.pass(100)
    }
    expect(asked).toHaveLength(1)
    expect(server.events.filter(({ direction, repeated }) => direction === 'in' && repeated)).toHaveLength(2)
  })

  it('go out as they are where there is nothing to protect', async () => {
    const here = await dialogue()
    const { client, server } = here
    const ping = encodeRaw({ type: 'CON', code: '0.00', messageId: 5 })
    const broken = encodeRaw({ ...get, options: [Uint8Array.of(0xf0)] })
    for (const datagram of [ping, broken, octets('40'), octets('8001aaaa'), octets('4f01aaaa')]) {
      client.coap.sendRaw(server.coap.local, datagram)
      expect(client.events.at(-1)?.datagram).toEqual(datagram)
    }
  })
})
