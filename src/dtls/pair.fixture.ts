import { type Random, seededRandom } from '#net'
import { type ClientOptions, DtlsClient } from './client.ts'
import { DtlsServer } from './server.ts'
import type { ServerOptions } from './server.types.ts'
import type { DtlsSession } from './session.ts'
import type { DtlsEvent } from './session.types.ts'

/** What may happen to each datagram: a fraction of them is lost, sent twice, or late. */
export interface Road {
  readonly loss?: number
  readonly twice?: number
  /** Milliseconds of delay, from none up to this many, which also brings datagrams out of order. */
  readonly delay?: number
}

type Side = 'client' | 'server'

interface Flying {
  readonly at: number
  readonly order: number
  readonly to: Side
  readonly datagram: Uint8Array
}

/** A client and a server with a road between them, in a time of their own. */
export class Pair {
  readonly client: DtlsClient
  readonly server: DtlsServer
  readonly events: Record<Side, DtlsEvent[]> = { client: [], server: [] }
  /** Datagrams in the order in which they were sent. */
  readonly sent: { readonly from: Side; readonly datagram: Uint8Array }[] = []
  readonly keyLog: string[] = []
  now = 0
  #order = 0
  #flying: Flying[] = []
  readonly #random: Random
  readonly #road: Road

  constructor(
    client: Omit<ClientOptions, 'random'>,
    server: Omit<ServerOptions, 'random'>,
    { seed = 1, road = {} }: { seed?: number; road?: Road } = {},
  ) {
    const random = seededRandom(seed)
    this.#random = random.fork('road')
    this.#road = road
    const keyLog = (line: string): unknown => this.keyLog.push(line)
    this.client = new DtlsClient({ keyLog, ...client, random: random.fork('client') })
    this.server = new DtlsServer({ ...server, random: random.fork('server') })
  }

  /** Begins the handshake and plays until nothing is left to happen, or too much has. */
  handshake(): this {
    this.take('client', this.client.start(this.now))
    return this.play()
  }

  /** Notes what one side tells, and puts its datagrams on the road. */
  take(side: Side, events: readonly DtlsEvent[]): void {
    for (const event of events) {
      this.events[side].push(event)
      if (event.kind === 'datagram') this.#send(side, event.datagram)
    }
  }

  play(until = Number.POSITIVE_INFINITY): this {
    for (let turn = 0; turn < 5000; turn++) {
      const next = this.#flying.toSorted((a, b) => a.at - b.at || a.order - b.order)[0]
      const timers = (['client', 'server'] as const).map(
        (side) => this[side].deadline ?? Number.POSITIVE_INFINITY,
      )
      const at = Math.min(next?.at ?? Number.POSITIVE_INFINITY, ...timers)
      if (at === Number.POSITIVE_INFINITY || at > until) return this
      this.now = at
      if (next?.at === at) {
        this.#flying = this.#flying.filter((one) => one !== next)
        this.take(next.to, this[next.to].receive(next.datagram, at))
      } else {
        const side = timers[0] === at ? 'client' : 'server'
        this.take(side, this[side].timeout(at))
      }
    }
    throw new Error('The two never come to rest.')
  }

  /** Puts a datagram before one side, as if it came from the other. */
  inject(to: Side, datagram: Uint8Array): DtlsEvent[] {
    const events = this.session(to).receive(datagram, this.now)
    this.take(to, events)
    return events
  }

  session(side: Side): DtlsSession {
    return this[side]
  }

  /** What one side was told of a kind. */
  of<Kind extends DtlsEvent['kind']>(side: Side, kind: Kind): Extract<DtlsEvent, { kind: Kind }>[] {
    return this.events[side].filter(
      (event): event is Extract<DtlsEvent, { kind: Kind }> => event.kind === kind,
    )
  }

  /** Sends text and returns what the other side got of it. */
  say(from: Side, text: string): string[] {
    const to = from === 'client' ? 'server' : 'client'
    const before = this.of(to, 'data').length
    this.take(from, this[from].send(new TextEncoder().encode(text), this.now))
    this.play()
    return this.of(to, 'data')
      .slice(before)
      .map(({ content }) => new TextDecoder().decode(content))
  }

  #send(from: Side, datagram: Uint8Array): void {
    this.sent.push({ from, datagram })
    const { loss = 0, twice = 0, delay = 0 } = this.#road
    if (this.#random.fraction() < loss) return
    const copies = this.#random.fraction() < twice ? 2 : 1
    for (let copy = 0; copy < copies; copy++) {
      const at = this.now + 1 + Math.floor(this.#random.fraction() * delay)
      this.#flying.push({ at, order: this.#order++, to: from === 'client' ? 'server' : 'client', datagram })
    }
  }
}

const octets = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Credentials of both sides that fit together. */
export const psk = {
  client: { psk: { identity: octets('urn:dev:ops:1'), key: octets('sixteen octets!!') } },
  server: {
    psk: (identity: Uint8Array) => (identity.length === 13 ? octets('sixteen octets!!') : undefined),
  },
}
