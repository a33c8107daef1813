import { describe, expect, it } from 'vitest'
import { decode, encode } from '#coap'
import { seal } from './algorithms.ts'
import { SecurityContext } from './context.ts'
import { type Dialogue, dialogue } from './dialogue.fixture.ts'
import { echoIn } from './echo.ts'
import { decodeHeader, encodeHeader } from './oscore-option.ts'
import { encodePlaintext } from './plaintext.ts'
import { Rederivations, unwrapId, withIdContext, wrapId } from './rederivation.ts'
import { storeSequence } from './stored-sequence.ts'
import { clients, hexOf, octets } from './vectors.fixture.ts'

const ask = ({ client, server }: Dialogue) =>
  client.coap.request(server.coap.local, { method: 'POST', path: ['rd'] })

/** The protected requests that the client sent, as datagrams. */
const requestsOf = ({ client }: Dialogue): Uint8Array[] =>
  client.events
    .filter(({ direction, decoded }) => direction === 'out' && decoded.message?.code === '0.02')
    .map(({ datagram }) => datagram)

const kidContextsOf = ({ client }: Dialogue): (string | undefined)[] =>
  client.events
    .flatMap(({ decoded }) => decoded.message?.options.filter(({ number }) => number === 9) ?? [])
    .map(({ value }) => decodeHeader(value).header?.kidContext)
    .map((kidContext) => kidContext && hexOf(kidContext))

/** Sends a datagram of before once more, under another message id. */
async function replay(here: Dialogue, datagram: Uint8Array): Promise<void> {
  const again = datagram.slice()
  again[2] = again[2]! ^ 0x80
  here.client.coap.sendRaw(here.server.coap.local, again)
  await here.pass(100)
}

describe('a server that lost its replay window (RFC 8613 Appendix B.1.2, RFC 9175)', () => {
  it('asks for freshness once, under a Partial IV of its own', async () => {
    const here = await dialogue()
    here.server.context.windowKnown = false
    await expect(ask(here).response).resolves.toMatchObject({ code: '2.05' })
    expect(requestsOf(here)).toHaveLength(2)
    const [challenge] = here.server.events.filter(({ direction }) => direction === 'out')
    const option = challenge?.decoded.message?.options.find(({ number }) => number === 9)
    expect(decodeHeader(option!.value).header).toEqual({ partialIv: octets('00') })
    expect(here.asked).toHaveLength(1)
    expect(echoIn(here.asked[0]!.message.options)?.value).toHaveLength(8)
    await expect(ask(here).response).resolves.toMatchObject({ code: '2.05' })
    expect(requestsOf(here)).toHaveLength(3)
  })

  it('serves no replay, neither before nor after', async () => {
    const here = await dialogue()
    await ask(here).response
    await ask(here).response
    const old = requestsOf(here)
    here.server.context.windowKnown = false
    for (const datagram of old) await replay(here, datagram)
    expect(here.asked).toHaveLength(2)
    await ask(here).response
    expect(here.asked).toHaveLength(3)
    for (const datagram of requestsOf(here)) await replay(here, datagram)
    expect(here.asked).toHaveLength(3)
  })

  it('takes no Echo value but its own, in time', async () => {
    const here = await dialogue()
    here.server.context.windowKnown = false
    const options = [{ number: 252, value: octets('0102030405060708') }]
    const guessed = here.client.coap.request(here.server.coap.local, { method: 'GET', options })
    await expect(guessed.response).resolves.toMatchObject({ code: '2.05' })
    expect(here.asked.map(({ message }) => echoIn(message.options)?.value)).not.toEqual([options[0]!.value])
  })

  it('copes with bad weather', async () => {
    const here = await dialogue({
      weather: { delay: 20, loss: 0.3, duplication: 0.3, reordering: 0.3, reorderBy: 500 },
    })
    for (let count = 0; count < 10; count++) {
      here.server.context.windowKnown = false
      await ask(here).response
    }
    expect(here.asked).toHaveLength(10)
  })
})

describe('a client that lost its state (RFC 8613 Appendix B.2)', () => {
  it('agrees on a new ID Context in two exchanges', async () => {
    const here = await dialogue({ server: { negotiates: true } })
    await ask(here).response
    here.client.events.splice(0)
    const lost = new SecurityContext(here.client.context.parameters)
    here.client.keyring.replace(here.client.context, lost)
    here.client.oscore.negotiate(lost)
    const response = await ask(here).response
    expect(response.code).toBe('2.05')
    expect(here.asked).toHaveLength(2)
    const idContext = response.identity?.idContext
    expect(here.asked[1]?.identity).toEqual({ id: octets('00'), idContext })
    const [id1, r2, r2r3, none] = kidContextsOf(here)
    expect(id1).toMatch(/^48.{16}$/)
    expect(r2).toMatch(/^50.{32}$/)
    expect(r2r3).toBe(`5818${hexOf(idContext!)}`)
    expect(r2r3?.slice(4)).toContain(r2!.slice(2))
    expect(none).toBeUndefined()
    await expect(ask(here).response).resolves.toMatchObject({ code: '2.05', identity: { idContext } })
    expect(kidContextsOf(here).at(-2)).toBe(hexOf(idContext!))
  })

  it('is no way to replay anything', async () => {
    const here = await dialogue({ server: { negotiates: true } })
    for (let count = 0; count < 2; count++) {
      here.client.oscore.negotiate(here.client.keyring.to(here.server.coap.local)!)
      await ask(here).response
    }
    expect(here.asked).toHaveLength(2)
    for (const datagram of requestsOf(here)) await replay(here, datagram)
    expect(here.asked).toHaveLength(2)
    await expect(ask(here).response).resolves.toMatchObject({ code: '2.05' })
  })

  it('reads a first answer that takes the nonce of its request, as cf-oscore makes it', async () => {
    const { network, client, server, pass } = await dialogue()
    const other = await network.bind({ port: 6000 })
    client.keyring.met(other.local, client.context)
    const r2 = octets('00112233445566778899aabbccddeeff')
    const told: (Uint8Array | undefined)[] = []
    other.onDatagram((datagram, from) => {
      const message = decode(datagram).message!
      const option = message.options.find(({ number }) => number === 9)
      const { kid, partialIv, kidContext } = decodeHeader(option!.value).header!
      told.push(kidContext && unwrapId(kidContext))
      if (told.length > 1) return
      const before = withIdContext(server.context, told[0]!)
      const after = withIdContext(server.context, Uint8Array.of(...r2, ...told[0]!))
      const plaintext = encodePlaintext({ code: '4.01', options: [], payload: new Uint8Array() })
      const nonce = before.nonce(kid!, partialIv!)
      const answer = encode({
        ...message,
        type: 'ACK',
        code: '2.04',
        options: [{ number: 9, value: encodeHeader({ kidContext: wrapId(r2) }) }],
        payload: seal(after.aead, after.senderKey, nonce, after.aad(kid!, partialIv!), plaintext),
      })
      other.send(answer, from)
    })
    client.oscore.negotiate(client.context)
    client.coap.request(other.local, { method: 'GET' })
    await pass(100)
    expect(told).toHaveLength(2)
    expect(hexOf(told[1]!)).toMatch(new RegExp(`^${hexOf(r2)}.{16}$`))
  })

  it('is refused by a server that does not negotiate', async () => {
    const here = await dialogue()
    here.client.oscore.negotiate(here.client.context)
    await expect(ask(here).response).resolves.toMatchObject({ code: '4.01' })
    expect(here.asked).toEqual([])
  })

  it('copes with bad weather', async () => {
    const weather = { delay: 20, loss: 0.2, duplication: 0.3, reordering: 0.3, reorderBy: 500 }
    const here = await dialogue({ server: { negotiates: true }, weather })
    for (let count = 0; count < 10; count++) {
      here.client.oscore.negotiate(here.client.keyring.to(here.server.coap.local)!)
      await ask(here).response
    }
    expect(here.asked).toHaveLength(10)
  })

  it('wraps what it negotiates in CBOR byte strings', () => {
    for (const length of [0, 8, 23, 24, 200]) {
      const id = new Uint8Array(length).fill(0x58)
      expect(unwrapId(wrapId(id))).toEqual(id)
    }
    for (const other of ['', '01', '4101ff', '5801ff', '60']) expect(unwrapId(octets(other))).toBeUndefined()
  })

  it('trusts R2 only from who made it, and until it was used', () => {
    let next = 0
    const random = { bytes: (count: number) => new Uint8Array(count).fill(++next) }
    const mine = new Rederivations(random)
    const kid = octets('01')
    const id = Uint8Array.of(...mine.challenge(kid), ...octets('0102'))
    expect(mine.isAnswer(kid, id)).toBe(true)
    expect(mine.isAnswer(octets('02'), id)).toBe(false)
    expect(new Rederivations(random).isAnswer(kid, id)).toBe(false)
    mine.conclude(kid)
    expect(mine.isAnswer(kid, id)).toBe(false)
  })
})

describe('Sender Sequence Numbers that outlive a restart (RFC 8613 Appendix B.1.1)', () => {
  it('skip what may have been used, and are written down every so many messages', () => {
    let saved = 0
    let written = 0
    const start = (): SecurityContext => {
      const context = new SecurityContext(clients.salted)
      storeSequence(context, saved, 10, (value) => {
        saved = value
        written++
      })
      return context
    }
    const used: number[] = []
    for (let restart = 0; restart < 3; restart++) {
      const context = start()
      for (let count = 0; count < 15; count++) used.push(context.takeSequence())
    }
    expect(new Set(used).size).toBe(45)
    expect(used.every((number) => number < saved)).toBe(true)
    expect(written).toBe(6)
  })
})
