import { type Address, type DatagramSocket, MemoryNetwork, type Weather } from '#net'
import { decode } from './decode.ts'
import { describe } from './describe.ts'
import { encode } from './encode.ts'
import { createEndpoint } from './endpoint.ts'
import type { CoapEndpoint, CoapEndpointOptions } from './endpoint.types.ts'
import { buildOptions, type Fields } from './fields.ts'
import type { CoapMessage, Option, WireEvent } from './message.ts'

/** A peer without a will of its own: it writes down what comes and sends what it is told. */
export class RawPeer {
  readonly socket: DatagramSocket
  readonly received: { at: number; message: CoapMessage; line: string }[] = []
  /** Called for every message that comes. */
  react: (message: CoapMessage) => void = () => {}
  readonly #to: Address

  constructor(socket: DatagramSocket, to: Address, now: () => number) {
    this.socket = socket
    this.#to = to
    socket.onDatagram((datagram) => {
      const { message } = decode(datagram)
      if (message === undefined) throw new Error('the endpoint sent something illegible')
      this.received.push({ at: now(), message, line: describe(message) })
      this.react(message)
    })
  }

  send(message: CoapMessage): void {
    this.socket.send(encode(message), this.#to)
  }

  /** What came since the last call, one line each. */
  lines(): string[] {
    return this.received.splice(0).map(({ line }) => line)
  }
}

/** A message in short. */
export function message(
  type: CoapMessage['type'],
  code: CoapMessage['code'],
  messageId: number,
  rest: Fields & { token?: number[]; payload?: string | Uint8Array; options?: Option[] } = {},
): CoapMessage {
  const { token = [], payload = '', options = [], ...fields } = rest
  return {
    type,
    code,
    messageId,
    token: Uint8Array.from(token),
    options: buildOptions(fields, options),
    payload: typeof payload === 'string' ? octets(payload) : payload,
  }
}

export const octets = (text: string): Uint8Array => new TextEncoder().encode(text)
export const text = (payload: Uint8Array): string => new TextDecoder().decode(payload)
/** `length` octets that differ from block to block. */
export const body = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 7) % 251)

export interface World {
  readonly network: MemoryNetwork
  readonly endpoint: CoapEndpoint
  readonly peer: RawPeer
  readonly events: WireEvent[]
  /** Milliseconds since the world began. */
  elapsed(): number
  /** Lets virtual time pass. */
  pass(ms: number): Promise<void>
}

/** An endpoint and a raw peer on a network without delay. */
export async function world(
  options: Partial<CoapEndpointOptions> = {},
  weather: Partial<Weather> = { delay: 0 },
): Promise<World> {
  const network = new MemoryNetwork({ weather })
  const { clock, random } = network
  const start = clock.now()
  const events: WireEvent[] = []
  const tap = (event: WireEvent): number => events.push(event)
  const socket = await network.bind({ port: 5683 })
  const endpoint = createEndpoint(socket, { clock, random, tap, ...options })
  const elapsed = (): number => clock.now() - start
  const peer = new RawPeer(await network.bind({ port: 1000 }), endpoint.local, elapsed)
  const pass = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve))
  return { network, endpoint, peer, events, elapsed, pass }
}
