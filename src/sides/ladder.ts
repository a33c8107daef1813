import {
  buildOptions,
  type CoapEndpoint,
  type CoapMessage,
  type Code,
  encodeRaw,
  encodeRawFrame,
  type Fields,
  hex,
  isResponseCode,
  type MessageType,
  type Option,
  type RawMessage,
  type RawOption,
  type WireEvent,
} from '#coap'
import { rootSegments } from '#lwm2m'
import type { Address, Random } from '#net'
import type { Faults, Keyring } from '#oscore'
import type { ChairName } from '#record'
import { doubleAnswers } from './doubled.ts'
import { Absent, Moment } from './moment.ts'
import { type Numbered, numbersOf } from './numbered.ts'
import type { Session } from './session.ts'
import { parameters } from './timing.ts'

/** A message for the IUT, before it is spoiled: `spoil` and `options` may break any rule. */
export interface LadderMessage extends Fields {
  readonly code: Code | number
  /** Default CON. */
  readonly type?: MessageType
  /** Default: 4 random octets. */
  readonly token?: Uint8Array
  /** Beside those of the named fields; sorted among them. */
  readonly options?: readonly Option[]
  readonly payload?: Uint8Array
  /** Fields of the message as they are to be written, whatever they should be. */
  readonly spoil?: Partial<RawMessage>
}

/** What came back. */
export interface Reply extends CoapMessage {
  /** Whether it came under OSCORE. */
  readonly isProtected: boolean
  readonly at: number
  readonly frame: number
}

/** A message on its way to the IUT, and what comes of it. */
export interface LadderAct {
  /** What belongs to it: an ACK or RST with its message id, or a message with its token. The first of them. */
  readonly replied: Moment<Reply>
  /** The first reply that is no empty ACK. */
  readonly responded: Moment<Reply>
  /** All replies within so many seconds from now. */
  replies(seconds: number): Moment<readonly Reply[]>
  /** The same octets again. What comes of them is counted from then on. */
  again(): LadderAct
}

/** Below the verbs: single messages, whole or broken, from our chair to the IUT. Faults are ours, and on purpose. */
export interface Ladder {
  /**
   * Sends a message, or octets as they are. A CON with a message id is repeated while nothing comes back, unless `once`.
   * Over TCP, `inOctets` hands it to the network octet by octet.
   * @param what says in words what it is, and what is wrong with it
   */
  sends(
    what: string,
    message: LadderMessage | Uint8Array,
    how?: {
      readonly once?: true
      readonly inOctets?: true
      /** What is wrong with its protection, in a run under OSCORE. */
      readonly oscore?: Faults | 'in the clear'
    },
  ): LadderAct
  /** The octets of a message over UDP, which is not sent. */
  octets(message: LadderMessage): Uint8Array
  /** A request that the IUT grants and that changes nothing: a Read of the Device, or an Update of a registration. */
  harmless(): Promise<Pick<LadderMessage, 'code' | 'path' | 'query'>>
  /** The requests of the IUT under OSCORE from now on until the case ends, copies left out, in the order they come. */
  numbers(): readonly Numbered[]
  /** Our end loses its replay window, as in a restart: it asks the IUT to show that it is fresh (RFC 8613 Appendix B.1.2). */
  forgetsReplays(): Promise<boolean>
  /**
   * Whether the IUT in this chair had our Client show that it is fresh since the run began, and whether it had to: the
   * account is new to it.
   */
  freshness(chair: 'server' | 'bootstrap'): FirstUse
  /**
   * Has the next request of our Client to this chair bear the Sender Sequence Number 0, which nobody takes who was spoken
   * to in this security context and knows its replay window. False where requests of this run went before.
   */
  beginsAtZero(chair: 'server' | 'bootstrap'): boolean
  /** Sends each of our answers twice until the case ends, as a network might; over UDP. */
  doublesAnswers(): void
}

/** What became of the first request under a security context of our Client. */
export interface FirstUse {
  readonly wasAsked: boolean
  /** As the IXIT says; an account that was used before need not be asked again. */
  readonly isNew: boolean
}

/** What the ladder stands on. */
export interface LadderFooting {
  readonly iut: ChairName
  readonly random: Random
  /** The endpoint it is sent from and where the IUT is; waits while the IUT sleeps. */
  readonly ready: () => Promise<{ coap: CoapEndpoint; to: Address }>
  readonly harmless: Ladder['harmless']
  readonly spoils?: OscoreSpoils | undefined
  /** Our security contexts, in a run under OSCORE. */
  readonly keyring?: Keyring | undefined
  /** What our Client knows of its own requests under OSCORE, and may have them bear. */
  readonly freshness?: Ladder['freshness']
  readonly beginsAtZero?: Ladder['beginsAtZero']
}

/** What is to be wrong with the protection of single requests, by their tokens. */
export class OscoreSpoils {
  readonly #byToken = new Map<string, Faults | 'in the clear'>()

  set(token: Uint8Array, faults: Faults | 'in the clear'): void {
    this.#byToken.set(hex(token), faults)
  }

  of({ token }: Pick<CoapMessage, 'token'>): Faults | 'in the clear' | undefined {
    return this.#byToken.get(hex(token))
  }
}

/** The ladder of one session. */
export function openLadder(session: Session, footing: LadderFooting): Ladder {
  const { random } = footing
  const raw = (message: LadderMessage): RawMessage =>
    rawOf(message, random, session.client?.registration.rootPath)
  return {
    octets: (message) => encodeRaw(raw(message)),
    harmless: footing.harmless,
    numbers: () => numbersOf(session),
    async forgetsReplays() {
      const { to } = await footing.ready()
      const context = footing.keyring?.to(to)
      if (context === undefined) return false
      session.scribe.step('tester: its replay window is lost')
      context.windowKnown = false
      return true
    },
    freshness: footing.freshness ?? (() => ({ wasAsked: false, isNew: false })),
    beginsAtZero(chair) {
      const begins = footing.beginsAtZero?.(chair) ?? false
      if (begins) session.scribe.step('tester: the next request bears the Sender Sequence Number 0')
      return begins
    },
    doublesAnswers: () => doubleAnswers(session, footing),
    sends(what, message, how = {}) {
      const made = message instanceof Uint8Array ? undefined : raw(message)
      if (made?.token !== undefined && how.oscore !== undefined) footing.spoils?.set(made.token, how.oscore)
      const encode = session.transport === 'tcp' ? encodeRawFrame : encodeRaw
      const datagram = message instanceof Uint8Array ? message : encode(made!)
      const repeats = session.transport === 'udp' && made?.type === 'CON' && how.once === undefined
      const piece = how.inOctets === undefined ? datagram.length : 1
      return send(session, footing, { what, datagram, raw: made, repeats, piece })
    },
  }
}

function rawOf(message: LadderMessage, random: Random, rootPath = '/'): RawMessage {
  const { code, type = 'CON', token = random.bytes(4), options = [], payload, spoil, ...stated } = message
  const path = stated.path === undefined ? {} : { path: [...rootSegments(rootPath), ...stated.path] }
  const fields = { ...stated, ...path }
  return {
    type,
    code,
    messageId: random.integer(0, 0xffff),
    token,
    options: deltas(buildOptions(fields, options)),
    ...(payload === undefined ? {} : { payload }),
    ...spoil,
  }
}

/** Options in order, each by its distance to the one before. */
function deltas(options: readonly Option[]): RawOption[] {
  const sorted = options.toSorted((a, b) => a.number - b.number)
  return sorted.map(({ number, value }, index) => ({
    delta: number - (sorted[index - 1]?.number ?? 0),
    value,
  }))
}

interface Sending {
  readonly what: string
  readonly datagram: Uint8Array
  readonly raw: RawMessage | undefined
  readonly repeats: boolean
  readonly piece: number
}

function send(session: Session, footing: LadderFooting, sending: Sending): LadderAct {
  const { what, datagram, raw, repeats, piece } = sending
  const { clock } = session
  const heard: Reply[] = []
  const waiting = new Set<() => void>()
  session.stimulated()
  const overhear = (event: WireEvent, frame: number): void => {
    const { message } = event.decoded
    if (event.direction === 'out' || message === undefined || !belongs(message, raw, datagram)) return
    heard.push({ ...message, at: event.at, frame, isProtected: event.outer !== undefined })
    for (const wake of [...waiting]) wake()
  }
  const leaving = footing.ready().then(({ coap, to }) => {
    session.scribe.step(`tester: ${what}`)
    session.overhears.add(overhear)
    session.undo.push({
      text: `listen for ${what} no more`,
      run: async () => void session.overhears.delete(overhear),
    })
    coap.sendRaw(to, datagram, piece)
    if (repeats)
      repeat(
        () => heard.length > 0,
        () => coap.sendRaw(to, datagram),
      )
  })
  leaving.catch(() => {})

  /** By the default parameters of RFC 7252 §4.8, without their random part. */
  function repeat(isOver: () => boolean, resend: () => void): void {
    let [left, timeout] = [4, 2000]
    const due = (): void => {
      if (isOver() || left-- === 0) return
      resend()
      timeout *= 2
      clock.after(timeout, due)
    }
    clock.after(timeout, due)
  }

  const first = (kind: string, fits: (reply: Reply) => boolean): Moment<Reply> =>
    new Moment(`${kind} to ${what}`, footing.iut, async () => {
      await leaving
      const span = repeats ? parameters.maxTransmitWait : session.patience.reaction * 1000
      const found = await within(span, () => heard.find(fits))
      if (found === undefined) {
        throw new Absent({
          reason: 'silence',
          author: footing.iut,
          expected: `${kind} to ${what}`,
          seen: heard[0] === undefined ? 'nothing' : replyText(heard[0]),
          frame: heard[0]?.frame ?? null,
        })
      }
      return { value: found, at: found.at, frame: found.frame, position: session.inbox.end }
    })

  function within<T>(ms: number, look: () => T | undefined): Promise<T | undefined> {
    return new Promise((resolve) => {
      const settle = (value: T | undefined): void => {
        waiting.delete(wake)
        timer.cancel()
        resolve(value)
      }
      const wake = (): void => {
        const found = look()
        if (found !== undefined) settle(found)
      }
      const timer = clock.after(ms, () => settle(undefined))
      waiting.add(wake)
      wake()
    })
  }

  return {
    replied: first('a reply', () => true),
    responded: first('a response', ({ code }) => code !== '0.00'),
    replies: (seconds) =>
      new Moment(`replies to ${what}`, footing.iut, async () => {
        await leaving
        session.booking.window(seconds * 1000, `replies to ${what} are counted`)
        await within(seconds * 1000, () => undefined)
        const [earliest] = heard
        return {
          value: [...heard],
          at: clock.now(),
          frame: earliest?.frame ?? null,
          position: session.inbox.end,
        }
      }),
    again: () => send(session, footing, { ...sending, what: `${what}, again`, repeats: false }),
  }
}

/** By message id for ACK and RST, else by token; what has neither can only be matched by the id it seems to have. */
function belongs(reply: CoapMessage, raw: RawMessage | undefined, datagram: Uint8Array): boolean {
  if (reply.transport === 'tcp') return answersIn(reply, raw?.token)
  const id = raw?.messageId ?? (datagram.length < 4 ? undefined : (datagram[2]! << 8) | datagram[3]!)
  if (reply.type === 'ACK' || reply.type === 'RST') return reply.messageId === id
  const token = raw?.token
  if (token === undefined || (token.length === 0 && !isResponseCode(reply.code))) return false
  return Buffer.compare(reply.token, token) === 0
}

/** Over a stream there is the token alone, which may be empty. */
function answersIn({ code, token }: CoapMessage, asked: Uint8Array | undefined): boolean {
  return isResponseCode(code) && asked !== undefined && Buffer.compare(token, asked) === 0
}

/** A reply in a few words: `ACK 4.02`, `RST`, over TCP `4.02`. */
export function replyText({ type, code, transport }: Pick<Reply, 'type' | 'code' | 'transport'>): string {
  if (transport === 'tcp') return code
  return code === '0.00' ? type : `${type} ${code}`
}
