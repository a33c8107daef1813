import { type Decoded, decode, decodeFrame, describe } from '#coap'
import { type Address, type Connection, type DatagramSocket, type Network, sleep, through } from '#net'
import { Moment } from '../moment.ts'
import type { Session } from '../session.ts'

/** A datagram that came while our Client slept. */
export interface Disturbance {
  /** The message in one line. */
  readonly text: string
  readonly at: number
  readonly frame: number
}

/** What our Client hears with: deaf while it sleeps in queue mode, when what comes is written down and answered by nobody. */
export class Ears {
  readonly #session: Session
  #missed: Disturbance[] | undefined
  readonly #woken: (() => void)[] = []
  #lastSent = 0

  constructor(session: Session) {
    this.#session = session
  }

  /** The network as the Client hears it. */
  within(network: Network): Network {
    return through(network, {
      socket: (socket) => this.#socket(socket),
      connection: (connection) => this.#connection(connection),
    })
  }

  /** Waits until the Client has sent nothing for so many seconds; false when that takes longer than `limit` seconds. */
  async quiet(seconds: number, limit: number): Promise<boolean> {
    const { booking, clock } = this.#session
    const until = clock.now() + limit * 1000
    for (;;) {
      const left = this.#lastSent + seconds * 1000 - clock.now()
      if (left <= 0) return true
      if (clock.now() + left > until) return false
      booking.window(left, 'the Client falls asleep')
      await sleep(clock, left)
    }
  }

  /** Hears nothing for so many seconds, counted from this call; the moment is what came meanwhile. */
  close(seconds: number): Moment<readonly Disturbance[]> {
    const { booking, clock, inbox } = this.#session
    const closed = clock.now()
    const missed: Disturbance[] = []
    this.#missed = missed
    const over = sleep(clock, seconds * 1000).then(() => {
      this.#missed = undefined
      for (const wake of this.#woken) wake()
    })
    return new Moment(`what is sent to the sleeping Client in ${seconds} s`, 'server', async () => {
      booking.window(seconds * 1000, 'the Client sleeps', closed)
      await over
      return { value: missed, at: clock.now(), frame: missed[0]?.frame ?? null, position: inbox.end }
    })
  }

  #socket(socket: DatagramSocket): DatagramSocket {
    return {
      local: socket.local,
      send: (datagram, to) => {
        this.#lastSent = this.#session.clock.now()
        socket.send(datagram, to)
      },
      onDatagram: (listener) =>
        socket.onDatagram((datagram, peer) => {
          if (this.#missed === undefined) listener(datagram, peer)
          else this.#misses(this.#missed, { local: socket.local, peer, datagram, decoded: decode(datagram) })
        }),
      ...(socket.connect && { connect: socket.connect }),
      close: () => socket.close(),
    }
  }

  /** What a stream brings meanwhile is heard when the Client wakes: TCP keeps it. */
  #connection(connection: Connection): Connection {
    const { local, peer } = connection
    const waiting: Uint8Array[] = []
    return {
      local,
      peer,
      send: (octets) => {
        this.#lastSent = this.#session.clock.now()
        connection.send(octets)
      },
      onOctets: (listener) => {
        this.#woken.push(() => {
          for (const octets of waiting.splice(0)) listener(octets)
        })
        connection.onOctets((octets) => {
          if (this.#missed === undefined) return listener(octets)
          waiting.push(octets)
          const decoded = decodeFrame(octets)
          this.#misses(this.#missed, { local, peer, datagram: octets, decoded, transport: 'tcp' })
        })
      },
      onEnd: (listener) => connection.onEnd(listener),
      close: () => connection.close(),
    }
  }

  #misses(
    missed: Disturbance[],
    what: { local: Address; peer: Address; datagram: Uint8Array; decoded: Decoded; transport?: 'tcp' },
  ): void {
    const at = this.#session.clock.now()
    const frame = this.#session.scribe.message({ ...what, direction: 'in', at, repeated: false })
    const { message } = what.decoded
    missed.push({ text: message === undefined ? 'no CoAP' : describe(message), at, frame })
  }
}
