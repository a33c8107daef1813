import { type Clock, VirtualClock } from './clock.ts'
import { type Address, addressText, type DatagramSocket, type Network, NetworkError } from './network.ts'
import { type Random, seededRandom } from './random.ts'

/** What the simulated network does to datagrams; every figure is a fraction of 1, times are milliseconds. */
export interface Weather {
  loss: number
  duplication: number
  /** Share of datagrams that are held back by up to `reorderBy`. */
  reordering: number
  reorderBy: number
  /** One way. */
  delay: number
}

/** Nothing lost, nothing late. */
export const fairWeather: Weather = { loss: 0, duplication: 0, reordering: 0, reorderBy: 0, delay: 0.1 }

/** A network of sockets in memory on a virtual clock. */
export class MemoryNetwork implements Network {
  readonly clock: Clock
  readonly random: Random
  weather: Weather
  readonly #sockets = new Map<string, (datagram: Uint8Array, from: Address) => void>()
  #nextPort = 49152

  constructor(options: { clock?: Clock; random?: Random; weather?: Partial<Weather> } = {}) {
    this.clock = options.clock ?? new VirtualClock()
    this.random = options.random ?? seededRandom(1)
    this.weather = { ...fairWeather, ...options.weather }
  }

  async bind(wanted: { host?: string; port?: number } = {}): Promise<DatagramSocket> {
    const local: Address = { host: wanted.host ?? '127.0.0.1', port: wanted.port || this.#nextPort++ }
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

  async lookup(host: string): Promise<string> {
    return host === 'localhost' ? '127.0.0.1' : host
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
