import { describe, expect, it } from 'vitest'
import { blockOption, type CoapMessage, decode, encode, type Option, optionNumbers, readBlock } from '#coap'
import type { DatagramSocket } from '#net'
import { type Dialogue, dialogue } from './dialogue.fixture.ts'

const { block1, block2 } = optionNumbers
const size = 64
const szx = 2

const withOption = (options: readonly Option[], added: Option): Option[] =>
  [...options, added].toSorted((one, other) => one.number - other.number)

/** What a proxy is: it forwards messages, cut into blocks of its own, without understanding them. */
class Forwarder {
  readonly #socket: DatagramSocket
  readonly #server: Dialogue['server']
  readonly #client: Dialogue['client']
  #request: CoapMessage | undefined
  #response: CoapMessage | undefined
  #messageId = 1
  /** Blocks that passed it, either way. */
  blocks = 0

  constructor(socket: DatagramSocket, { client, server }: Dialogue) {
    this.#socket = socket
    this.#client = client
    this.#server = server
    socket.onDatagram((datagram, from) => {
      const { message } = decode(datagram)
      if (message === undefined) throw new Error('no message')
      if (from.port === client.coap.local.port) this.#fromClient(message)
      else this.#fromServer(message)
    })
  }

  #fromClient(message: CoapMessage): void {
    const asked = readBlock(message.options, block2)
    this.#request = message
    if (asked === undefined) this.#forward(0)
    else this.#answer(asked.num)
  }

  #forward(num: number): void {
    const { options, payload } = this.#request!
    const more = (num + 1) * size < payload.length
    this.blocks++
    const message = {
      ...this.#request!,
      messageId: this.#messageId++,
      options: withOption(options, blockOption(block1, { num, more, szx })),
      payload: payload.subarray(num * size, (num + 1) * size),
    }
    this.#socket.send(encode(message), this.#server.coap.local)
  }

  #fromServer(message: CoapMessage): void {
    const block = readBlock(message.options, block1)
    if (message.code === '2.31') {
      this.#forward(block!.num + 1)
      return
    }
    this.#response = { ...message, options: message.options.filter(({ number }) => number !== block1) }
    this.#answer(0)
  }

  #answer(num: number): void {
    const { messageId } = this.#request!
    const response = this.#response!
    this.blocks++
    const more = (num + 1) * size < response.payload.length
    const message = {
      ...response,
      messageId,
      options: withOption(response.options, blockOption(block2, { num, more, szx })),
      payload: response.payload.subarray(num * size, (num + 1) * size),
    }
    this.#socket.send(encode(message), this.#client.coap.local)
  }
}

const body = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => at % 251)

async function throughProxy(): Promise<{
  here: Dialogue
  proxy: Forwarder
  to: { host: string; port: number }
}> {
  const here = await dialogue()
  const socket = await here.network.bind({ port: 7777 })
  here.client.keyring.met(socket.local, here.client.context)
  return { here, proxy: new Forwarder(socket, here), to: socket.local }
}

describe('outer blocks (RFC 8613 §4.1.3.4.2)', () => {
  it('come together before a message is verified, either way', async () => {
    const { here, proxy, to } = await throughProxy()
    const { client, asked } = here
    const response = await client.coap.request(to, { method: 'POST', path: ['a'], payload: body(500) })
      .response
    expect(response).toMatchObject({ code: '2.05', payload: body(500) })
    expect(asked).toMatchObject([{ method: 'POST', path: ['a'], payload: body(500) }])
    expect(proxy.blocks).toBe(16)
  })

  it('may carry inner ones', async () => {
    const { here, to } = await throughProxy()
    const response = await here.client.coap.request(to, { method: 'PUT', payload: body(2500) }).response
    expect(response.payload).toEqual(body(2500))
  })

  it('that are not due are refused, and too many of them', async () => {
    const { client, server, network } = await dialogue()
    const socket = await network.bind({ port: 8888 })
    const codes: string[] = []
    socket.onDatagram((datagram) => codes.push(decode(datagram).message!.code))
    client.keyring.met(socket.local, client.context)
    const send = (num: number, messageId: number): void => {
      const options = [{ number: optionNumbers.oscore, value: Uint8Array.of(0x09, messageId, 0) }]
      const block = blockOption(block1, { num, more: true, szx: 6 })
      const message = {
        type: 'CON',
        code: '0.02',
        messageId,
        token: Uint8Array.of(1),
        payload: body(1024),
      } as const
      socket.send(encode({ ...message, options: withOption(options, block) }), server.coap.local)
    }
    send(1, 1)
    for (let num = 0; num <= 64; num++) send(num, 2 + num)
    await new Promise<void>((resolve) => void network.clock.after(100, resolve))
    expect(codes[0]).toBe('4.08')
    expect(codes.slice(1, -1)).toEqual(new Array(64).fill('2.31'))
    expect(codes.at(-1)).toBe('4.13')
  })
})
