import type { ChannelEvent, ChannelWatch, Code, ResponseDraft, Transport, WireEvent } from '#coap'
import type { ShapeOf } from '#content'
import { etsProfiles, type Profiles, type Registration } from '#lwm2m'
import type { Address, Carried, Clock, Ends } from '#net'
import type { UpperTester } from '#upper-tester'
import { Booking } from './booking.ts'
import { Connections } from './connections.ts'
import { Handshakes, type SecuredChair } from './handshakes.ts'
import { Inbox } from './inbox.ts'
import { Listed } from './listed.ts'
import type { Plain } from './plain.ts'
import { RoundTrips } from './round-trips.ts'
import type { Withheld } from './server/withheld.ts'
import type { Answer, Asked } from './views.ts'

/** A request that came to one of our chairs, and what we replied at once. */
export interface Heard {
  readonly kind: 'register' | 'update' | 'deregister' | 'bootstrap' | 'pack' | 'send' | 'operation'
  readonly asked: Asked
  /** What a Register or Update says of the client. */
  readonly registration?: Registration
  /** Undefined while the chair that the case speaks for has not answered yet. */
  readonly answered: Answer | undefined
}

/** A notification of ours and how its delivery ended. */
export interface Delivered {
  readonly kind: 'delivery'
  readonly path: string
  readonly outcome: 'acknowledged' | 'reset' | 'timeout' | 'sent'
  readonly at: number
  readonly frame: number | null
}

export type Happening = Heard | Delivered

/** How patient the tester is, in seconds. */
export interface Patience {
  /** For what the specification says an implementation does next, without a figure. */
  readonly reaction: number
  /** For an implementation to show up, or come back after a reboot or bootstrap. */
  readonly arrival: number
  /** Allowance on every deadline; null: the larger of 1 s and 4 typical round trips. */
  readonly tolerance: number | null
}

export const defaultPatience: Patience = { reaction: 10, arrival: 120, tolerance: null }

/** Whoever writes down what a session lives through. */
export interface Scribe extends ChannelWatch {
  /**
   * Takes a datagram into the capture and the journal; returns its frame number.
   * @param isSecured whether DTLS or TLS carries it; default: as the channel of the run
   */
  message(event: WireEvent, isSecured?: boolean): number
  /** Takes a datagram of DTLS, or octets of TLS or HTTP, into the capture; returns its frame number. */
  carried(carried: Carried): number
  step(text: string): void
  /** @param ms milliseconds */
  wait(ms: number, reason: string, booked: 'case' | 'iut'): void
  /** What the upper tester was told or asked, and what it answered. */
  prompt(text: string, answer: string): void
  /** Something worth telling that decides nothing. */
  observe(text: string, frame: number | null): void
  /** Tells the user at once what is going on, in a line of its own. */
  tell(text: string): void
}

/** What puts a change back: named, so that a failed one can be told. */
export interface Undo {
  readonly text: string
  run(): Promise<void>
}

export interface SessionOptions {
  readonly endpoint: string
  readonly clock: Clock
  readonly lwm2m: '1.0' | '1.1' | '1.2'
  readonly transport: Transport
  /** Whether DTLS or TLS secures the channel. */
  readonly isSecured: boolean
  /** Shape of a resource by the object versions that the client announced. */
  readonly shapeOf: (versions: ReadonlyMap<number, string>) => ShapeOf
  readonly patience: Patience
  readonly upperTester: UpperTester | undefined
  /** Expected values from the IXIT, by path. */
  readonly values: ReadonlyMap<string, Plain>
  /** What Profile IDs stand for; default: the one of the ETS. */
  readonly profiles?: Profiles
  /** How a smartcard is put into the device, from the IXIT. */
  readonly smartcard?: string | undefined
}

/** A client as our Server knows it. */
export interface RegisteredClient {
  readonly registration: Registration
  readonly address: Address
  /** Location-Path segments we gave. */
  readonly location: readonly string[]
  /** Seconds. */
  lifetime: number
  /** Milliseconds since the epoch when a message of the client last came. */
  lastHeard: number
}

/** How our Server refuses Registers, and those it refused. */
export interface Refusal {
  readonly code: Code
  readonly refused: Asked[]
}

/** One conversation with one IUT: its inbox, where we stand in it, and what must be put back. */
export class Session {
  readonly endpoint: string
  readonly clock: Clock
  readonly lwm2m: '1.0' | '1.1' | '1.2'
  readonly transport: Transport
  readonly isSecured: boolean
  readonly patience: Patience
  readonly upperTester: UpperTester | undefined
  readonly values: ReadonlyMap<string, Plain>
  readonly profiles: Profiles
  readonly smartcard: string | undefined
  readonly inbox: Inbox<Happening>
  /** Set by the conductor; what happens before the first case goes to the first case. */
  scribe: Scribe
  /** The client's registration at our Server, while it lasts. */
  client: RegisteredClient | undefined
  /** The code that our Server answers every Register with, where a case wants it to refuse. */
  refusal: Refusal | undefined
  /** How our Bootstrap-Server answers a Bootstrap-Pack-Request with this Accept, where a case has it give packs. */
  pack: ((accept: number | undefined) => ResponseDraft) | undefined
  /** Milliseconds after which our Server answers an Update: by a separate response, where that takes long. */
  answerDelay = 0
  /** Where Updates go that a case answers itself, copy by copy. */
  withheld: Withheld | undefined
  /** Root path that our Client announced. */
  rootPath = '/'
  /** Where the client last registered or updated from, else where it asked for bootstrap; it may still live there when it is registered no more. */
  lastAddress: Address | undefined
  /** Inbox position from which the running case may look back. */
  horizon = 0
  /** Inbox position of the last thing the tester did to the IUT in this case; undefined when it did nothing yet. */
  lastStimulus: number | undefined
  /** Set while a case drives a bootstrap itself; otherwise the Bootstrap-Server chair does the usual. */
  bootstrapDriven = false
  /** Inbox position up to which Bootstrap-Requests were served outside any bootstrap case. */
  bootstrapsServed = 0
  readonly roundTrips = new RoundTrips()
  readonly undo: Undo[]
  /** Values that the running case read in the format of the Client's choice, by absolute path, for each path that was read. */
  readonly readings = new Map<string, { readonly [path: string]: Plain }>()
  /** What it listed to our Server. */
  readonly listed = new Listed()
  /** The same IUT's conversation with a second Server of ours. */
  readonly second: Session | undefined
  readonly connections = new Connections()
  readonly handshakes: Handshakes
  /** Where all waiting is written down, that of the second conversation with it. */
  readonly booking: Booking
  /** Milliseconds since the epoch when the capture of the running case began. */
  captureSince = 0
  /** Told of every datagram, with its frame, whoever it is for: what comes for nobody is seen here alone. */
  readonly overhears = new Set<(event: WireEvent, frame: number) => void>()
  readonly #shapeOf: SessionOptions['shapeOf']

  /** @param first whose second conversation it is, where it is one: what is to be put back is kept there */
  constructor(options: SessionOptions, scribe: Scribe, first?: Session) {
    this.undo = first?.undo ?? []
    this.second = first === undefined ? new Session(options, scribe, this) : undefined
    this.endpoint = options.endpoint
    this.clock = options.clock
    this.lwm2m = options.lwm2m
    this.transport = options.transport
    this.isSecured = options.isSecured
    this.patience = options.patience
    this.upperTester = options.upperTester
    this.values = options.values
    this.profiles = options.profiles ?? etsProfiles
    this.smartcard = options.smartcard
    this.#shapeOf = options.shapeOf
    this.inbox = new Inbox(options.clock)
    this.handshakes = new Handshakes(options.clock)
    this.scribe = scribe
    this.booking = first?.booking ?? new Booking(this)
  }

  /** Shapes of resources by the versions the client announced, or those its enabler binds. */
  get shapeOf(): ShapeOf {
    const versions = new Map<number, string>()
    for (const { object, version } of this.client?.registration.objects ?? []) {
      if (version !== undefined) versions.set(object, version)
    }
    return this.#shapeOf(versions)
  }

  /** Takes what happens below an association, with the chair that the Client has it with. */
  secured(chair: SecuredChair): ChannelWatch {
    return {
      carried: (carried: Carried) =>
        this.handshakes.carried(carried, this.scribe.carried(carried), this.endpoint),
      happened: (ends: Ends, event: ChannelEvent) => {
        this.scribe.happened(ends, event)
        this.handshakes.happened(chair, ends, event)
      },
      key: (ends: Ends, line: string) => this.scribe.key(ends, line),
    }
  }

  /** From where waiting looks back: the last stimulus, or what came since the last case. */
  get lookBack(): number {
    return this.lastStimulus ?? this.horizon
  }

  /** Marks that the tester does something to the IUT now. */
  stimulated(): void {
    this.lastStimulus = this.inbox.end
  }

  /** The letter of the binding that fits the transport (Core 1.1.1 §6.2.1.2). */
  get binding(): 'U' | 'T' {
    return this.transport === 'tcp' ? 'T' : 'U'
  }

  /** Seconds of allowance on a deadline. */
  get tolerance(): number {
    return this.#allowance(this.roundTrips.typical)
  }

  /** Seconds of allowance on the time between two messages of the IUT, which a slow path shifts alike. */
  get jitter(): number {
    return this.#allowance(this.roundTrips.jitter)
  }

  #allowance(ms: number): number {
    return this.patience.tolerance ?? Math.max(1, (4 * Math.min(ms, 2000)) / 1000)
  }
}
