import { type Address, addressText, type Clock, type Connection, type Random, type Timer } from '#net'
import { isResponseCode } from '../code.ts'
import { hex } from '../describe.ts'
import type { CoapEndpointOptions, Streams } from '../endpoint.types.ts'
import { readUint } from '../fields.ts'
import type { Answer, Body, Layer, Outcome, Room, Sending } from '../layer.ts'
import type { CoapMessage, Traced } from '../message.ts'
import { optionNumbers } from '../options.ts'
import { baseCapabilities, type Capabilities, signals } from './signals.ts'
import { Stream } from './stream.ts'

export interface StreamLayerOptions {
  readonly clock: Clock
  readonly random: Random
  readonly tap: CoapEndpointOptions['tap']
  readonly lenient: boolean
  readonly capabilities: Capabilities
  /** Octets of our blocks. */
  readonly blockSize: number
  /** Milliseconds that a Pong is waited for. */
  readonly pingTimeout: number
  /** Opens a connection; absent where we only take them. */
  readonly dial?: (to: Address) => Promise<Connection>
}

/** Octets that header, token and options of a message take at most beside a block. */
const headroom = 128

interface Waiting {
  readonly to: Address
  readonly outcome: Outcome
}

/** Carries requests and responses by TCP connections (RFC 8323), one for each peer. */
export class StreamLayer implements Layer {
  readonly acknowledges = false
  readonly #options: StreamLayerOptions
  readonly #receive: (message: Traced, answer: Answer) => void
  readonly #streams = new Map<string, Stream>()
  readonly #dialling = new Map<string, Promise<Stream | undefined>>()
  readonly #notBefore = new Map<string, number>()
  readonly #waiting = new Set<Waiting>()
  /** By token: who was asked, and whom to tell. */
  readonly #pings = new Map<string, { to: string; settle: (alive: boolean) => void }>()
  readonly #listeners: Parameters<Streams['onChange']>[0][] = []
  readonly #timers = new Set<Timer>()
  #open = true

  /** @param receive requests and responses, each once */
  constructor(options: StreamLayerOptions, receive: (message: Traced, answer: Answer) => void) {
    this.#options = options
    this.#receive = receive
  }

  /** A connection that a peer opened. */
  accept(connection: Connection): void {
    if (this.#open) this.#begin(connection, connection.peer)
    else connection.close()
  }

  /** Sends by the open connection; a request opens one where we may. Type and message id have no place in a stream. */
  send(type: 'CON' | 'NON', body: Body, to: Address, outcome: Outcome): Sending {
    const waiting: Waiting = { to, outcome }
    const stream = this.#streams.get(addressText(to))
    if (isResponseCode(body.code)) return this.#respond(type, body, to, outcome, stream)
    this.#waiting.add(waiting)
    const stop = (): void => void this.#waiting.delete(waiting)
    if (stream?.takesRequests === true) return { sent: stream.send(body), stop }
    const sent: { -readonly [Field in keyof Traced]: Traced[Field] } = this.#unsent(body, to)
    void this.#reach(to).then((reached) => {
      if (!this.#waiting.has(waiting)) return
      if (reached === undefined) return this.#fail(waiting, `There is no connection with ${addressText(to)}`)
      // Whoever holds what was sent sees when it left, and where in the evidence.
      Object.assign(sent, reached.send(body))
    })
    return { sent, stop }
  }

  ping(to: Address, told: (alive: boolean) => void): () => void {
    const token = this.#options.random.bytes(4)
    const key = hex(token)
    const timer = this.#after(this.#options.pingTimeout, () => settle(false))
    const stop = (): void => {
      timer.cancel()
      this.#pings.delete(key)
    }
    const settle = (alive: boolean): void => {
      stop()
      told(alive)
    }
    this.#pings.set(key, { to: addressText(to), settle })
    void this.#reach(to).then((stream) => {
      if (!this.#pings.has(key)) return
      if (stream === undefined) settle(false)
      else stream.signal(signals.ping, [], token)
    })
    return stop
  }

  /** By what the peer told of itself (RFC 8323 §5.3): blocks are for those who know them, else whatever fits goes whole. */
  room(peer: Address): Room {
    const { blockSize } = this.#options
    const told = this.#streams.get(addressText(peer))?.told ?? baseCapabilities
    const fits = Math.max(16, told.maxMessageSize - headroom)
    const block = Math.min(blockSize, 2 ** Math.floor(Math.log2(fits)))
    return { block, whole: told.blockWise ? block : Math.max(block, fits) }
  }

  /** Whether a connection stands, after an attempt to open one where we may. */
  async connect(to: Address): Promise<boolean> {
    return (await this.#reach(to)) !== undefined
  }

  sendRaw(to: Address, octets: Uint8Array, piece?: number): void {
    this.#streams.get(addressText(to))?.sendRaw(octets, piece)
  }

  readonly streams: Streams = {
    isOpen: (peer) => this.#streams.has(addressText(peer)),
    signal: (to, { code, token = new Uint8Array(), options = [], payload = new Uint8Array() }) => {
      const body = { code, token, options, payload }
      return this.#streams.get(addressText(to))?.send(body) ?? this.#unsent(body, to)
    },
    end: (peer) => this.#streams.get(addressText(peer))?.close(),
    onChange: (listener) => void this.#listeners.push(listener),
  }

  close(): void {
    this.#open = false
    for (const timer of this.#timers) timer.cancel()
    this.#waiting.clear()
    for (const stream of [...this.#streams.values()]) stream.close()
  }

  /** By the connection on which the request, or the observation, came, and by no other (RFC 8323 §3.3, §7.4). */
  #respond(
    type: 'CON' | 'NON',
    body: Body,
    to: Address,
    outcome: Outcome,
    stream: Stream | undefined,
  ): Sending {
    const notifies = readUint(body.options, optionNumbers.observe) !== undefined
    const gone = stream === undefined || (notifies && !stream.observes(body.token))
    const sent = gone ? this.#unsent(body, to) : stream.send(body)
    const timer = this.#after(0, () => {
      if (gone) outcome.failed?.(`There is no connection with ${addressText(to)}`)
      else if (type === 'CON') outcome.acknowledged?.(sent)
    })
    return { sent, stop: () => timer.cancel() }
  }

  #reach(to: Address): Promise<Stream | undefined> {
    const key = addressText(to)
    const stream = this.#streams.get(key)
    if (stream?.takesRequests === true) return Promise.resolve(stream)
    const { dial } = this.#options
    if (dial === undefined || !this.#open) return Promise.resolve(undefined)
    const under = this.#dialling.get(key) ?? this.#dial(dial, to, key)
    this.#dialling.set(key, under)
    return under
  }

  async #dial(
    dial: (to: Address) => Promise<Connection>,
    to: Address,
    key: string,
  ): Promise<Stream | undefined> {
    try {
      const wait = (this.#notBefore.get(key) ?? 0) - this.#options.clock.now()
      if (wait > 0) await new Promise<void>((resolve) => this.#after(wait, resolve))
      const connection = await dial(to)
      if (this.#open) return this.#begin(connection, to)
      connection.close()
      return undefined
    } catch {
      return undefined
    } finally {
      this.#dialling.delete(key)
    }
  }

  #begin(connection: Connection, peer: Address): Stream {
    const key = addressText(peer)
    const { clock, tap, capabilities, lenient } = this.#options
    this.#streams.get(key)?.close()
    for (const listener of this.#listeners) listener(peer, 'opened')
    const stream: Stream = new Stream(
      connection,
      peer,
      { clock, tap, capabilities, lenient },
      {
        received: (message) => this.#receive(message, this.#answerTo(message)),
        ponged: (token) => this.#ponged(token, key),
        released: (holdOff) => void this.#notBefore.set(key, clock.now() + holdOff),
        ended: () => this.#ended(stream, key),
      },
    )
    this.#streams.set(key, stream)
    return stream
  }

  /** Some give no token back, which is wrong; a sign of life it is all the same. */
  #ponged(token: Uint8Array, peer: string): void {
    const asked = this.#pings.get(hex(token))
    const anyhow = [...this.#pings.values()].filter(({ to }) => to === peer)
    for (const { settle } of asked === undefined ? anyhow : [asked]) settle(true)
  }

  #ended(stream: Stream, key: string): void {
    if (this.#streams.get(key) !== stream) return
    this.#streams.delete(key)
    for (const listener of this.#listeners) listener(stream.peer, 'ended')
    for (const waiting of [...this.#waiting]) {
      if (addressText(waiting.to) === key) this.#fail(waiting, `The connection with ${key} ended`)
    }
  }

  #fail(waiting: Waiting, text: string): void {
    this.#waiting.delete(waiting)
    waiting.outcome.failed?.(text)
  }

  /** There is nothing below a request that could be answered in its place. */
  #answerTo({ peer, message }: Traced): Answer {
    return {
      isGiven: () => false,
      acknowledge: (body) => this.send('NON', body ?? nothing, peer, {}).sent,
      reset: () => this.#streams.get(addressText(peer))?.forget(message.token),
    }
  }

  #unsent(body: Body, peer: Address): Traced {
    const message: CoapMessage = { type: 'NON', messageId: 0, transport: 'tcp', ...body }
    return { message, peer, at: this.#options.clock.now() }
  }

  #after(ms: number, task: () => void): Timer {
    const timer = this.#options.clock.after(ms, () => {
      this.#timers.delete(timer)
      task()
    })
    this.#timers.add(timer)
    return {
      cancel: () => {
        timer.cancel()
        this.#timers.delete(timer)
      },
    }
  }
}

const nothing: Body = { code: '0.00', token: new Uint8Array(), options: [], payload: new Uint8Array() }
