import type { Address, Clock, Connection } from '#net'
import { isRequestCode, isResponseCode, isSignal } from '../code.ts'
import { hex } from '../describe.ts'
import type { CoapEndpointOptions } from '../endpoint.types.ts'
import { readUint } from '../fields.ts'
import type { CoapMessage, Code, Decoded, Option, Traced } from '../message.ts'
import { decodeUint, encodeUint, optionNumbers } from '../options.ts'
import { encodeFrame } from './encode-frame.ts'
import { decodeFrame } from './frame.ts'
import { FrameReader } from './frame-reader.ts'
import {
  baseCapabilities,
  type Capabilities,
  capabilityOptions,
  signalOptionNumbers,
  signals,
  toldBy,
  unknownCritical,
} from './signals.ts'

/** What a stream tells its layer. */
export interface StreamListener {
  /** A request or response. */
  received(message: Traced): void
  ponged(token: Uint8Array): void
  /** The peer asks us to go and not to come back for so many milliseconds (RFC 8323 §5.5). */
  released(holdOff: number): void
  /** The connection is over, whoever ended it. */
  ended(): void
}

export interface StreamOptions {
  readonly clock: Clock
  readonly tap: CoapEndpointOptions['tap']
  /** Whether a first message that is no CSM is put up with. */
  readonly lenient: boolean
  /** What we tell of ourselves. */
  readonly capabilities: Capabilities
}

/** A message of a stream before it has the shape that all messages share. */
export type StreamBody = Pick<CoapMessage, 'code' | 'token' | 'options' | 'payload'>

/** One connection that speaks CoAP (RFC 8323): its first message, its signalling, its end. */
export class Stream {
  readonly peer: Address
  readonly #connection: Connection
  readonly #options: StreamOptions
  readonly #listener: StreamListener
  readonly #reader: FrameReader
  /** Requests of the peer that are not answered yet, by token. */
  readonly #unanswered = new Map<string, number>()
  /** Tokens of the observations that the peer made on this connection. */
  readonly #observed = new Set<string>()
  #told: Capabilities = baseCapabilities
  #greeted = false
  #isReleased = false
  #isOpen = true

  /** Begins with our CSM. @param peer the address by which the peer is known */
  constructor(connection: Connection, peer: Address, options: StreamOptions, listener: StreamListener) {
    this.peer = peer
    this.#connection = connection
    this.#options = options
    this.#listener = listener
    this.#reader = new FrameReader(options.capabilities.maxMessageSize)
    connection.onEnd(() => this.#ended())
    this.signal(signals.csm, capabilityOptions(options.capabilities))
    connection.onOctets((octets) => this.#take(octets))
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Whether new requests may go by it. */
  get takesRequests(): boolean {
    return this.#isOpen && !this.#isReleased
  }

  /** What the peer told of itself. */
  get told(): Capabilities {
    return this.#told
  }

  /** Whether the peer made an observation with this token on this connection (RFC 8323 §7.4). */
  observes(token: Uint8Array): boolean {
    return this.#observed.has(hex(token))
  }

  send(body: StreamBody): Traced {
    const message: CoapMessage = { type: 'NON', messageId: 0, transport: 'tcp', ...body }
    const sent = { message, ...this.sendRaw(encodeFrame(message)) }
    if (isResponseCode(body.code)) this.#answered(hex(body.token))
    return sent
  }

  signal(
    code: Code,
    options: CoapMessage['options'] = [],
    token: Uint8Array = new Uint8Array(),
    text = '',
  ): Traced {
    return this.send({ code, token, options, payload: new TextEncoder().encode(text) })
  }

  /** Sends octets as they are, so many at a time. */
  sendRaw(octets: Uint8Array, piece = octets.length): Omit<Traced, 'message'> {
    const at = this.#options.clock.now()
    if (!this.#isOpen) return { peer: this.peer, at }
    // Sent first: below TLS, it is then known what carries it.
    for (let sent = 0; sent < octets.length; sent += piece)
      this.#connection.send(octets.subarray(sent, sent + piece))
    const frame = this.#report('out', octets, decodeFrame(octets))
    return { peer: this.peer, at, ...frame }
  }

  /** A request of the peer that is not to be answered. */
  forget(token: Uint8Array): void {
    this.#answered(hex(token))
  }

  /** Ends the connection, without a word. */
  close(): void {
    if (!this.#isOpen) return
    this.#connection.close()
    this.#over()
  }

  #take(octets: Uint8Array): void {
    for (const read of this.#reader.push(octets)) {
      if (!this.#isOpen) return
      if ('frame' in read) {
        this.#receive(read.frame)
        continue
      }
      const text = `a message of ${read.tooLong.total} octets is longer than we take`
      const violations = [{ offset: 0, clause: 'RFC 8323 §5.3.1', text }]
      this.#report('in', read.octets, { violations })
      this.#abort(text)
    }
  }

  #receive(frame: Uint8Array): void {
    const decoded = decodeFrame(frame)
    const { message } = decoded
    const missing = !this.#greeted && message !== undefined && message.code !== signals.csm
    const text = `the first message is a CSM, this one is ${message?.code}`
    const greeting = missing ? [{ offset: 0, clause: 'RFC 8323 §3.3', text }] : []
    const placed = this.#report('in', frame, { ...decoded, violations: [...decoded.violations, ...greeting] })
    const fault = message === undefined ? (decoded.violations[0]?.text ?? 'no CoAP message') : text
    this.#greeted = true
    if (message === undefined || (missing && !this.#options.lenient)) this.#abort(fault)
    else if (isSignal(message.code)) this.#signalled(message)
    else if (isRequestCode(message.code) || isResponseCode(message.code)) this.#passOn(message, placed)
  }

  #passOn(message: CoapMessage, placed: { frame?: number }): void {
    if (isRequestCode(message.code)) this.#asked(message)
    this.#listener.received({ message, peer: this.peer, at: this.#options.clock.now(), ...placed })
  }

  #signalled(message: CoapMessage): void {
    const { code, options, token } = message
    const unknown = unknownCritical(message)
    if (unknown !== undefined) {
      this.#abort(`option ${unknown} is not understood`, code === signals.csm ? unknown : undefined)
      return
    }
    const { custody, holdOff } = signalOptionNumbers
    switch (code) {
      case signals.csm:
        this.#told = toldBy(options, this.#told)
        return
      case signals.ping: {
        // What came before was handed over when it came; what is still to be answered withholds the assurance.
        const assured = options.some(({ number }) => number === custody) && this.#unanswered.size === 0
        this.signal(signals.pong, assured ? [{ number: custody, value: new Uint8Array() }] : [], token)
        return
      }
      case signals.pong:
        this.#listener.ponged(token)
        return
      case signals.release:
        this.#isReleased = true
        this.#listener.released(secondsIn(options.find(({ number }) => number === holdOff)) * 1000)
        this.#leaveWhenAnswered()
        return
      case signals.abort:
        this.close()
        return
      default:
    }
  }

  #asked({ token, options }: CoapMessage): void {
    const key = hex(token)
    this.#unanswered.set(key, (this.#unanswered.get(key) ?? 0) + 1)
    const observe = readUint(options, optionNumbers.observe)
    if (observe === 0) this.#observed.add(key)
    if (observe === 1) this.#observed.delete(key)
  }

  #answered(key: string): void {
    const left = (this.#unanswered.get(key) ?? 0) - 1
    if (left > 0) this.#unanswered.set(key, left)
    else this.#unanswered.delete(key)
    this.#leaveWhenAnswered()
  }

  /** A peer that released us is left when its requests are answered (RFC 8323 §5.5). */
  #leaveWhenAnswered(): void {
    if (this.#isReleased && this.#unanswered.size === 0) this.close()
  }

  /** Tells the peer what is wrong and ends the connection (RFC 8323 §5.6). */
  #abort(text: string, badOption?: number): void {
    const { badCsmOption } = signalOptionNumbers
    const options = badOption === undefined ? [] : [{ number: badCsmOption, value: encodeUint(badOption) }]
    this.signal(signals.abort, options, new Uint8Array(), text)
    this.close()
  }

  #ended(): void {
    const rest = this.#reader.rest
    if (this.#isOpen && rest.length > 0) {
      const text = `the connection ended within a message, ${rest.length} octets after it began`
      this.#report('in', rest, { violations: [{ offset: rest.length, clause: 'RFC 8323 §3.2', text }] })
    }
    this.#connection.close()
    this.#over()
  }

  #over(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#listener.ended()
  }

  #report(direction: 'in' | 'out', datagram: Uint8Array, decoded: Decoded): { frame?: number } {
    const { clock, tap } = this.#options
    const { local } = this.#connection
    const event = { direction, at: clock.now(), local, peer: this.peer, datagram, decoded } as const
    const frame = tap?.({ ...event, repeated: false, transport: 'tcp' })
    return frame === undefined ? {} : { frame }
  }
}

/** Hold-Off, as far as its length is right. */
function secondsIn(option: Option | undefined): number {
  return option === undefined || option.value.length > 3 ? 0 : decodeUint(option.value)
}
