import type { Code } from '#coap'
import type { DataFormat } from '#content'
import type { AttributeName, Registration } from '#lwm2m'
import type { KeyShape } from '#oscore'
import type { Disturbance } from './client/ears.ts'
import type { Reply } from './ladder.ts'
import type { Act, Awaited, Moment } from './moment.ts'
import type { Content, Plain } from './plain.ts'
import type { Acknowledgement, Withheld } from './server/withheld.ts'
import type { Delivered } from './session.ts'
import type { Answer, Asked } from './views.ts'

/** Notification attributes as written on the wire; `null` unsets one. */
export type Attributes = {
  readonly [name in AttributeName]?: number | null
}

export interface ReadHow {
  /** The format asked for by Accept; absent: the other side's choice. */
  readonly format?: DataFormat
  /** A Content-Format number we do not name, for refusals. */
  readonly accept?: number
  /**
   * Given up when the Client registers meanwhile, or is heard from another address: what has restarted did not hear it.
   * Our own Server alone. `seconds`: how long the case goes on to look for it; the user is told when it is silent.
   */
  readonly untilBack?: { readonly seconds: number }
}

export interface ObserveHow extends ReadHow {
  /** Attributes as parameters of the Observe itself (LwM2M 1.2). */
  readonly attributes?: Attributes
  /** An earlier Observe, whose token it has and whose place it takes; our own Server alone. */
  readonly renews?: Observing
}

export interface WriteHow {
  /** Default: what the object level allows, text for one single resource, else TLV (1.0) or SenML CBOR. */
  readonly format?: DataFormat
  /** Default: replace for a resource, partial update for an instance. */
  readonly mode?: 'replace' | 'partial'
  /** Payload as it is, instead of `content` encoded: fixtures that a specification prints. */
  readonly payload?: Uint8Array
  /** Content-Format as it is stated, whatever the payload is in: for refusals. */
  readonly contentFormat?: number
  /** Nothing to put back afterwards: the write is expected to be refused, or is itself a restoration. */
  readonly keep?: true
}

export interface CompositeHow {
  /** Format of the list and of the answer; default: SenML CBOR. */
  readonly format?: CompositeFormat
  /** Accept and Content-Format as they are stated, whatever the list is in: for refusals. */
  readonly accept?: number
  readonly contentFormat?: number
}

/** Formats that list paths. */
export type CompositeFormat = 'senml-cbor' | 'senml-json'

/** An observation and its notifications, in the order they were received. */
export interface Observing extends Act<Asked, Answer> {
  /** Of a composite observation: all its paths, with blanks between. */
  readonly path: string
  /** All so far, the first response not among them. */
  readonly notifications: readonly Answer[]
  /** The next notification that no earlier call was given. @param seconds how long it may take, beside tolerance */
  notified(seconds: number): Moment<Answer>
  /** The notifications of the next so many seconds, counted from this call; repeated messages count once. */
  during(seconds: number): Moment<readonly Answer[]>
}

/** The Server's verbs. */
export interface ServerChair {
  reads(path: string, how?: ReadHow): Awaited<Asked, Answer>
  /** `depth`: how many levels below the path it asks for (Core 1.2 §6.3.2). */
  discovers(path: string, how?: { readonly depth?: 0 | 1 | 2 | 3 }): Awaited<Asked, Answer>
  /** What a Discover lists; one whose answer can have changed since it was last asked is asked anew. */
  lists(path: string): Promise<Answer>
  writes(path: string, content: Content, how?: WriteHow): Awaited<Asked, Answer>
  /** Read-Composite of these paths. */
  readsComposite(paths: readonly string[], how?: CompositeHow): Awaited<Asked, Answer>
  /** Write-Composite; the content by path without its first slash: `{ '1/0/1': 61 }`. */
  writesComposite(content: Content, how?: WriteHow): Awaited<Asked, Answer>
  executes(path: string, argument?: string): Awaited<Asked, Answer>
  /** `keep`: nothing to unset afterwards, for requests that are to be refused. */
  setsAttributes(path: string, attributes: Attributes, how?: { readonly keep?: true }): Awaited<Asked, Answer>
  creates(object: string, content: Content, how?: WriteHow): Awaited<Asked, Answer>
  deletes(path: string): Awaited<Asked, Answer>
  observes(path: string, how?: ObserveHow): Observing
  /** Observe-Composite of these paths. */
  observesComposite(paths: readonly string[], how?: CompositeHow): Observing
  /** Ends an observation by RST to its next notification, or by GET (of a composite one: FETCH) with Observe=1. */
  cancels(observing: Observing, by: 'reset' | 'get'): Awaited<Asked, Answer>
  /** Drops the client's registration without telling it. */
  forgets(): Promise<void>
  /** Answers each Update after so many seconds, until the case ends; our own Server alone. */
  answersUpdatesLate(seconds: number): void
  /** Keeps Updates from itself until the case, or `end`, puts an end to it; gives the first these ACKs instead. UDP, our own Server alone. */
  withholdsUpdates(acks: readonly Acknowledgement[]): Withheld
  /** Keeps CON notifications from itself, and acknowledges none, until the case or `end` puts an end to it. Likewise. */
  withholdsNotifications(): Withheld
  /** Answers every Register with this code until the case, or `end`, puts an end to it; for our own Server alone. */
  refusesRegisters(code: Code): Refusing
  /** What it shows to its user for a path. */
  shows(path: string): Moment<string>
  /** Whether it holds the client registered. */
  knows(): Moment<boolean>
  /** Whether it regards the client as one in queue mode. */
  knowsQueueMode(): Moment<boolean>
}

/** Registers that are refused. */
export interface Refusing {
  /** Those that were refused so far. */
  readonly refused: readonly Asked[]
  end(): void
}

/** A Register or Update, as asked and as understood. */
export interface Registering extends Asked {
  readonly registration: Registration
}

export interface RegisterFields {
  /** Seconds. */
  readonly lifetime?: number
  readonly queueMode?: boolean
  readonly binding?: string
  /** Objects and instances that a Profile ID stands for, so that the list leaves them out (1.2). */
  readonly profile?: readonly string[]
}

/** How our Client sends; a Client under test has its own way. */
export interface SendHow {
  /** Default: SenML CBOR. */
  readonly format?: DataFormat
  /** Values that it does not hold, by path. */
  readonly values?: { readonly [path: string]: Plain }
}

/** What our Client does otherwise in a Register than a Client of its version would; a Client under test cannot be told. */
export interface RegisterHow {
  readonly without?: readonly ('ep' | 'lt' | 'lwm2m')[]
  readonly lwm2m?: string
  /** Another endpoint name than its own. */
  readonly endpoint?: string
  /** Parameters more. */
  readonly parameters?: readonly string[]
  /** A Profile ID in the place of the list. */
  readonly pid?: string
  /** Objects more to list: `/30000/0`, `/3;ver=9.9`. */
  readonly further?: readonly string[]
  readonly contentFormat?: number
  /** Has its objects below this root path, and answers there alone. */
  readonly rootPath?: string
}

/** The Client's verbs. */
export interface ClientChair {
  /** Brings it to a registration, a new one only when it has none (or not these fields). */
  isRegistered(fields?: RegisterFields): Promise<void>
  /** Its registration as it stands, from the Register that made it; or the last that stated a Profile ID, taken or not. */
  registration(which?: 'by-profile'): Moment<Registering>
  /** Sends a new Register. */
  registers(fields?: RegisterFields, how?: RegisterHow): Awaited<Registering, Answer>
  /** Sends an Update; stated fields must be in it. `lifetime: null`: must not be in it. */
  updates(fields?: UpdateFields): Awaited<Registering, Answer>
  /** `location`: of another registration than the last, for our own Client alone. */
  deregisters(location?: readonly string[]): Awaited<Asked, Answer>
  /** Waits until it has said nothing for so many seconds; false past `limit` seconds. For our own Client alone. */
  isQuietFor(seconds: number, limit: number): Promise<boolean>
  /** How many Registers and Updates come in the next so many seconds; of a Client under test alone. */
  asksAgain(seconds: number): Moment<number>
  /** Hears nothing for so many seconds, counted from this call, and what comes meanwhile; for our own Client alone. */
  sleeps(seconds: number): Moment<readonly Disturbance[]>
  /** Path of the Server instance that stands for the Server of this run: `/1/0`, or where a device has it. */
  serverInstance(): Promise<string>
  /** `how`: for our own Client alone. */
  requestsBootstrap(how?: BootstrapHow): Awaited<Asked, Answer>
  /**
   * Asks for its configuration by a Bootstrap-Pack-Request, in this format (default: SenML CBOR). A Client under test is
   * only made to ask, and may do so by a Bootstrap-Request.
   */
  requestsPack(format?: DataFormat): Awaited<Asked, Answer>
  /** The first it says of its own accord: a Register, a Bootstrap-Request or a Bootstrap-Pack-Request. */
  speaks(): Awaited<Asked, Answer>
  /** Finds a smartcard with this account when it is switched on again; the card is out when the case has ended. */
  takesCard(card: Card): Promise<void>
  /** Sends values by itself (Send). Default: those it likes. A Client under test is told where somebody can tell it. */
  sends(paths?: readonly string[], how?: SendHow): Awaited<Asked, Answer>
  /** Told to send at once, the Sends it sends all the same in the next so many seconds: none when it is muted. */
  sendsDuring(seconds: number, paths: readonly string[]): Moment<readonly Asked[]>
  /** Its power is cut, and comes back; false where nobody can do that. For a Client under test alone. */
  losesPower(): Promise<boolean>
  /** Its user puts off the installation that is asked for next; false where nobody can have that. Likewise. */
  putsOff(): Promise<boolean>
  /** Whether somebody can change its values from within. */
  canChange(): boolean
  /** Chooses this format from now on where nobody asks for one; for our own Client alone. */
  prefers(format: DataFormat): void
  /** Reports by CON or by NON until the case ends, whatever is asked for; for our own Client alone. */
  reportsBy(type: 'CON' | 'NON'): void
  /**
   * Takes bodies in blocks of so many octets until the case ends, and answers larger ones with that size, `refusing`
   * with 4.13; for our own Client alone.
   */
  takesBlocks(octets: number, how?: { readonly refusing?: boolean }): void
  /**
   * Takes bodies in blocks of so many octets at most until the case ends, and answers longer ones with 4.13 and that
   * number; for our own Client alone.
   */
  takesBodies(octets: number): void
  /**
   * Gives what it holds in blocks of at most so many octets until the case ends, each of what it holds when that block
   * is asked for, with the ETag of the whole; for our own Client alone.
   */
  givesBlocks(octets: number): void
  /**
   * States this Content-Format with all it gives until the case ends, whatever that is in; undefined: the right one.
   * For our own Client alone.
   */
  statesFormat(contentFormat: number | undefined): void
  /** Answers Writes to this path with this code until the case ends; undefined: as usual. For our own Client alone. */
  refuses(path: string, code: Code | undefined): void
  /**
   * The messages that come from now on until the case ends, copies left out; for our own Client alone.
   * @param meanwhile told of each, before it is answered
   */
  hears(meanwhile?: (message: Reply) => void): readonly Reply[]
  /** A value of its own changes. */
  changes(path: string, value: Plain): Promise<void>
  /** Its next notification for a path is delivered; `path` of an observation names a composite one. */
  notifies(path: string, outcome?: Delivered['outcome']): Awaited<Delivered, Delivered>
  /** The value it holds for a path: from the IXIT, or read before. Undefined when the client does not have it. */
  valueOf(path: string): Promise<Plain | undefined>
  /** The values it holds for these paths, each read by itself; those it does not have are left out. */
  valuesOf(...paths: readonly string[]): Promise<{ readonly [path: string]: Plain }>
  /**
   * The values of these resources by path, from one Read of their instance: for what is to be put back, or to stay as it
   * is. What the Read of an instance is held against is read by itself.
   */
  saves(instance: string, ...resources: readonly number[]): Promise<{ readonly [path: string]: Plain }>
  /** Whether the other end still answers on the wire: the Client under test, or all that our Client talks to. */
  isAlive(): Promise<boolean>
}

export interface UpdateFields {
  /** Seconds; null: not stated in the Update. */
  readonly lifetime?: number | null
  readonly queueMode?: boolean
  readonly binding?: string
  /** Objects and instances that the list in the Update must hold (`/16/1`); null: no list. */
  readonly lists?: readonly string[] | null
  /** Paths that the list in the Update must not hold. */
  readonly listsNot?: readonly string[]
  /** Location of another registration than the last; for our own Client alone. */
  readonly location?: readonly string[]
}

/** A Bootstrap-Request other than the usual. */
export interface BootstrapHow {
  /** Without the endpoint name. */
  readonly nameless?: true
  /** With another endpoint name than its own. */
  readonly endpoint?: string
  /** Number of the Content-Format that it prefers (`pct`). */
  readonly preferred?: number
}

/** The Server account that a smartcard holds. */
export interface Card {
  readonly serverUri: string
  /** Seconds. */
  readonly lifetime: number
  readonly shortServerId: number
}

/** What a Bootstrap-Server is to do for a Client beside writing its account. */
export interface Provision {
  /** Another Client than ours that it is to know. */
  readonly endpoint?: string
  readonly deletes?: readonly string[]
  readonly reads?: readonly string[]
}

/** The Bootstrap-Server's verbs. */
export interface BootstrapChair {
  /** Has it know the Client and what to do for it, before the Client asks. */
  isProvisioned(provision?: Provision): Promise<void>
  writes(path: string, content: Content, how?: WriteHow): Awaited<Asked, Answer>
  discovers(path: string): Awaited<Asked, Answer>
  reads(path: string): Awaited<Asked, Answer>
  deletes(path: string): Awaited<Asked, Answer>
  finishes(): Awaited<Asked, Answer>
  /** The Bootstrap-Writes to our Client since it asked, whether it took them or not; of a Bootstrap-Server under test alone. */
  written(): Moment<readonly Asked[]>
  /** Answers Bootstrap-Pack-Requests with the account until the case ends; for our own Bootstrap-Server alone. */
  offersPacks(content?: PackContent): void
  /** What the keys of the accounts written from now on are like, until the case ends; under OSCORE, for our own alone. */
  givesKeys(shape: KeyShape): void
  /** The account that the channel of the run gives a client for our Server: Security and Server instance contents. */
  account(): Account
}

/** Instances of a Bootstrap-Pack, by path: `{ '/1/0': {…} }`. */
export type PackContent = { readonly [path: string]: Content }

export interface Account {
  readonly security: { readonly [resource: string]: Plain }
  readonly server: { readonly [resource: string]: Plain }
}
