import type { Address, Clock, DatagramSocket } from '#net'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import type { CoapEndpointOptions } from './endpoint.types.ts'
import type { CoapMessage, Decoded, Traced } from './message.ts'

/** A datagram that came in, decoded and placed in the evidence. */
export interface Arrival {
  readonly datagram: Uint8Array
  readonly peer: Address
  readonly at: number
  readonly frame?: number
  readonly decoded: Decoded
}

/** The socket, and the tap that sees everything that passes it. */
export class Wire {
  readonly socket: DatagramSocket
  readonly #clock: Clock
  readonly #tap: CoapEndpointOptions['tap']
  #open = true

  constructor(socket: DatagramSocket, clock: Clock, tap: CoapEndpointOptions['tap']) {
    this.socket = socket
    this.#clock = clock
    this.#tap = tap
  }

  /** Sends a message. `repeated` marks a copy of one sent before. */
  send(message: CoapMessage, peer: Address, repeated = false): Traced {
    return { message, ...this.sendRaw(encode(message), peer, repeated) }
  }

  /** Sends bytes as they are. After `close` nothing leaves any more. */
  sendRaw(datagram: Uint8Array, peer: Address, repeated = false): Omit<Traced, 'message'> {
    const at = this.#clock.now()
    if (!this.#open) return { peer, at }
    // Sent first: below a secured socket, it is then known what carries it.
    this.socket.send(datagram, peer)
    const frame = this.#tap && this.#report('out', datagram, peer, at, decode(datagram), repeated)
    return { peer, at, ...frame }
  }

  /**
   * @param isRepeated asked before the tap sees the datagram
   * @param receive asked to deal with it after
   */
  listen(
    isRepeated: (datagram: Uint8Array, decoded: Decoded, peer: Address) => boolean,
    receive: (arrival: Arrival) => void,
  ): void {
    this.socket.onDatagram((datagram, peer) => {
      if (!this.#open) return
      const at = this.#clock.now()
      const decoded = decode(datagram)
      const frame = this.#report('in', datagram, peer, at, decoded, isRepeated(datagram, decoded, peer))
      receive({ datagram, peer, at, decoded, ...frame })
    })
  }

  async close(): Promise<void> {
    this.#open = false
    await this.socket.close()
  }

  #report(
    direction: 'in' | 'out',
    datagram: Uint8Array,
    peer: Address,
    at: number,
    decoded: Decoded,
    repeated: boolean,
  ): { frame?: number } {
    const { local } = this.socket
    const frame = this.#tap?.({ direction, at, local, peer, datagram, decoded, repeated })
    return frame === undefined ? {} : { frame }
  }
}
