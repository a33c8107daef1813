import { type Clock, VirtualClock } from './clock.ts'
import { MemoryStreams } from './memory-streams.ts'
import {
  type Address,
  addressText,
  type Connection,
  type ConnectionListener,
  type DatagramSocket,
  type Network,
  NetworkError,
} from './network.ts'
import { type Random, seededRandom } from './random.ts'

/**
 * What the simulated network does to datagrams, and to the segments of TCP as far as these show it: a lost one comes
 * late, and all after it. Every figure is a fraction of 1, times are milliseconds.
 */
export interface Weather {
  loss: number
  duplication: number
  /** Share of datagrams that are held back by up to `reorderBy`. */
  reordering: number
  reorderBy: number
  /** One way. */
  delay: number
  /** Most octets of a TCP segment: whatever is sent comes in pieces of that size. */
  segment?: number
}

/** Nothing lost, nothing late. */
export const fairWeather: Weather = {
  loss: 0,
  duplication: 0,
  reordering: 0,
  reorderBy: 0,
  delay: 0.1,
  segment: 1460,
}

/** A network of sockets in memory on a virtual clock. */
export class MemoryNetwork implements Network {
  readonly clock: Clock
  readonly random: Random
  readonly secrets: Random
  weather: Weather
  readonly #sockets = new Map<string, (datagram: Uint8Array, from: Address) => void>()
  readonly #streams: MemoryStreams
  #nextPort = 49152

  constructor(options: { clock?: Clock; random?: Random; weather?: Partial<Weather> } = {}) {
    this.clock = options.clock ?? new VirtualClock()
    this.random = options.random ?? seededRandom(1)
    this.secrets = this.random.fork('secrets')
    this.weather = { ...fairWeather, ...options.weather }
    this.#streams = new MemoryStreams(this.clock, this.random, () => this.weather)
  }

  async bind(wanted: { host?: string; port?: number } = {}): Promise<DatagramSocket> {
    const local = this.#addressFor(wanted)
    const key = addressText(local)
    if (this.#sockets.has(key)) throw new NetworkError(`${key} is already in use`)
    this.#sockets.set(key, () => {})
    return {
      local,
      send: (datagram, to) => this.#carry(Uint8Array.from(datagram), local, to),
      onDatagram: (listener) => {
        this.#sockets.set(key, listener)
      },
      close: async () => {
        this.#sockets.delete(key)
      },
    }
  }

  async listen(wanted: { host?: string; port?: number } = {}): Promise<ConnectionListener> {
    return this.#streams.listen(this.#addressFor(wanted))
  }

  connect(to: Address, wanted: { host?: string; port?: number } = {}): Promise<Connection> {
    return this.#streams.connect(this.#addressFor(wanted), to)
  }

  /** Breaks every TCP connection, as a cable that is pulled and put back: both ends are told. */
  cut(): void {
    this.#streams.cut()
  }

  async lookup(host: string): Promise<string> {
    return host === 'localhost' ? '127.0.0.1' : host
  }

  #addressFor({ host = '127.0.0.1', port }: { host?: string; port?: number }): Address {
    return { host, port: port || this.#nextPort++ }
  }

  #carry(datagram: Uint8Array, from: Address, to: Address): void {
    const { loss, duplication, reordering, reorderBy, delay } = this.weather
    const copies = this.random.fraction() < duplication ? 2 : 1
    for (let copy = 0; copy < copies; copy++) {
      if (this.random.fraction() < loss) continue
      const late = this.random.fraction() < reordering ? this.random.fraction() * reorderBy : 0
      this.clock.after(delay + late, () => this.#sockets.get(addressText(to))?.(datagram, from))
    }
  }
}
