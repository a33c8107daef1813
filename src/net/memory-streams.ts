import type { Clock } from './clock.ts'
import type { Weather } from './memory.ts'
import {
  type Address,
  addressText,
  type Connection,
  type ConnectionListener,
  NetworkError,
} from './network.ts'
import type { Random } from './random.ts'

/** Milliseconds until a lost segment is sent again; doubled each time. */
const retransmission = 200

/** As often is a segment sent before the connection counts as broken. */
const mostTransmissions = 8

/** TCP as its users see it, in memory: order is kept, nothing is lost, and pieces are cut as the weather says. */
export class MemoryStreams {
  readonly #clock: Clock
  readonly #random: Random
  readonly #weather: () => Weather
  readonly #listeners = new Map<string, (connection: Connection) => void>()
  readonly #open = new Set<End>()

  constructor(clock: Clock, random: Random, weather: () => Weather) {
    this.#clock = clock
    this.#random = random
    this.#weather = weather
  }

  listen(local: Address): ConnectionListener {
    const key = addressText(local)
    if (this.#listeners.has(key)) throw new NetworkError(`${key} is already in use`)
    this.#listeners.set(key, () => {})
    return {
      local,
      onConnection: (listener) => {
        this.#listeners.set(key, listener)
      },
      close: async () => {
        this.#listeners.delete(key)
      },
    }
  }

  connect(local: Address, to: Address): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const way = this.#weather().delay
      this.#clock.after(way, () => {
        const accept = this.#listeners.get(addressText(to))
        const refused = new NetworkError(`Nobody takes TCP connections at ${addressText(to)}.`)
        if (accept === undefined) {
          this.#clock.after(way, () => reject(refused))
          return
        }
        const [ours, theirs] = this.#pair(local, to)
        accept(theirs)
        this.#clock.after(way, () => resolve(ours))
      })
    })
  }

  cut(): void {
    for (const end of [...this.#open]) end.broken()
  }

  #pair(one: Address, other: Address): [End, End] {
    const end = (local: Address, peer: Address): End =>
      new End(local, peer, {
        clock: this.#clock,
        weather: this.#weather,
        late: () => this.#lateness(),
        ended: (gone) => this.#open.delete(gone),
      })
    const ours = end(one, other)
    const theirs = end(other, one)
    ours.joins(theirs)
    theirs.joins(ours)
    this.#open.add(ours).add(theirs)
    return [ours, theirs]
  }

  /** Milliseconds a segment takes beyond its way; undefined when it never comes through. */
  #lateness(): number | undefined {
    const { loss, reordering, reorderBy } = this.#weather()
    let late =
      reordering > 0 && this.#random.fraction() < reordering ? this.#random.fraction() * reorderBy : 0
    for (let sent = 0; loss > 0 && this.#random.fraction() < loss; sent++) {
      if (sent === mostTransmissions) return undefined
      late += retransmission * 2 ** sent
    }
    return late
  }
}

interface Surroundings {
  readonly clock: Clock
  readonly weather: () => Weather
  readonly late: () => number | undefined
  readonly ended: (end: End) => void
}

class End implements Connection {
  readonly local: Address
  readonly peer: Address
  readonly #around: Surroundings
  readonly #held: Uint8Array[] = []
  #other: End | undefined
  #listener: ((octets: Uint8Array) => void) | undefined
  #onEnd: () => void = () => {}
  #isOpen = true
  /** When the last of what we sent arrives. */
  #arrival = 0

  constructor(local: Address, peer: Address, around: Surroundings) {
    this.local = local
    this.peer = peer
    this.#around = around
  }

  joins(other: End): void {
    this.#other = other
  }

  send(octets: Uint8Array): void {
    const { segment = 1460 } = this.#around.weather()
    for (let at = 0; at < octets.length; at += segment) {
      const piece = octets.slice(at, at + segment)
      this.#later((other) => other.#arrive(piece))
    }
  }

  onOctets(listener: (octets: Uint8Array) => void): void {
    this.#listener = listener
    for (const octets of this.#held.splice(0)) listener(octets)
  }

  onEnd(listener: () => void): void {
    this.#onEnd = listener
  }

  close(): void {
    this.#later((other) => other.broken())
    this.#over()
  }

  broken(): void {
    if (!this.#isOpen) return
    this.#over()
    this.#onEnd()
  }

  #over(): void {
    this.#isOpen = false
    this.#around.ended(this)
  }

  #arrive(octets: Uint8Array): void {
    if (!this.#isOpen) return
    if (this.#listener === undefined) this.#held.push(octets)
    else this.#listener(octets)
  }

  /** Does it at the other end, after all that was sent before. */
  #later(deed: (other: End) => void): void {
    const other = this.#other
    if (!this.#isOpen || other === undefined) return
    const { clock, weather, late } = this.#around
    const lateness = late()
    if (lateness === undefined) {
      this.broken()
      other.broken()
      return
    }
    this.#arrival = Math.max(this.#arrival, clock.now() + weather().delay + lateness)
    clock.after(this.#arrival - clock.now(), () => deed(other))
  }
}
