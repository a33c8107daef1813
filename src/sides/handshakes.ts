import { type ChannelEvent, decode } from '#coap'
import {
  type AlertName,
  type CloseReason,
  certificateIn,
  type HandshakeMessage,
  handshakeTypes,
  type Ladder,
  type Offered,
  type OwnCertificate,
  offeredIn,
  type PeerIdentity,
  pskIdentityIn,
  type Resumable,
  type SharedAccount,
  suiteIn,
  type Violation,
} from '#dtls'
import { addressText, type Carried, type Clock, type Ends } from '#net'
import type { TlsAssociation } from '#tls'
import { endpointIn } from './endpoint-in.ts'
import { type Distortion, distortions, type Misconduct } from './misconduct.ts'

/** The chair that a Client has an association with. */
export type SecuredChair = 'server' | 'bootstrap'

/** What became of a handshake: it is closed by alert, or by silence, before it came to an association. */
export type HandshakeOutcome = 'under way' | 'established' | CloseReason

/** A handshake between the IUT and us; of TLS it is known what goes in the clear. */
export interface Handshake {
  readonly chair: SecuredChair
  /** Milliseconds since the Unix epoch when the IUT began to speak. */
  readonly at: number
  /** Milliseconds since the Unix epoch when it came to its outcome; undefined: it is under way. */
  readonly ended: number | undefined
  /** The frame of what came last. */
  readonly frame: number | null
  /** What the IUT said, in the order of the handshake. */
  readonly messages: readonly HandshakeMessage[]
  /** What a Client under test offers. */
  readonly offered: Offered | undefined
  /** What the IUT shows of itself: a PSK identity, or its certificate or raw public key in DER. */
  readonly identity: Uint8Array | undefined
  /** What was agreed on, by name; with a Server under test also what it chose in vain. */
  readonly suite: string | undefined
  /** Who the IUT proved to be. */
  readonly peer: PeerIdentity | undefined
  /** Whether connection ids were agreed on (RFC 9146). */
  readonly hasConnectionIds: boolean
  /** Whether the IUT wants to see a connection id in our records. */
  readonly wantsConnectionId: boolean
  /** Whether a Server under test asked for a cookie (RFC 6347 §4.2.1). */
  readonly cookieAsked: boolean
  /** Whether it went on with what an earlier handshake had agreed on. */
  readonly isResumed: boolean
  /** Whether it can be gone on with later. */
  readonly isResumable: boolean
  /** Alerts of the IUT, by name. */
  readonly alerts: readonly string[]
  /** What the IUT did against a rule. */
  readonly violations: readonly Violation[]
  readonly outcome: HandshakeOutcome
}

/** A message that nothing secures. */
export interface Unsecured {
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly frame: number
}

/** The first two bits of a message (RFC 7252 §3), which no record of DTLS 1.2 begins with. */
const coapVersion = 1

class Log implements Handshake {
  frame: number | null = null
  ended: number | undefined
  readonly messages: HandshakeMessage[] = []
  readonly alerts: string[] = []
  readonly violations: Violation[] = []
  peer: PeerIdentity | undefined
  hasConnectionIds = false
  wantsConnectionId = false
  isResumed = false
  isResumable = false
  outcome: HandshakeOutcome = 'under way'
  #agreed: string | undefined

  constructor(
    readonly chair: SecuredChair,
    readonly at: number,
    /** Whether it is of TLS: a connection has one. */
    readonly isOfStream: boolean,
  ) {}

  get offered(): Offered | undefined {
    return offeredIn(this.messages)
  }

  get identity(): Uint8Array | undefined {
    return pskIdentityIn(this.messages) ?? certificateIn(this.messages) ?? credentialOf(this.peer)
  }

  get cookieAsked(): boolean {
    return this.messages.some(({ type }) => type === handshakeTypes.helloVerifyRequest)
  }

  get suite(): string | undefined {
    return this.#agreed ?? suiteIn(this.messages)
  }

  take(event: ChannelEvent): void {
    switch (event.kind) {
      case 'message':
        this.messages.push(event.message)
        break
      case 'alert':
        this.alerts.push(event.name)
        break
      case 'violation':
        this.violations.push(event.violation)
        break
      case 'established':
        this.outcome = 'established'
        this.peer = event.association.peer
        this.#agreed = event.association.suite.name
        this.hasConnectionIds = event.association.cid !== undefined
        this.wantsConnectionId = (event.association.cid?.peer.length ?? 0) > 0
        this.isResumed = event.association.resumed
        this.isResumable = event.association.resumable !== undefined
        break
      case 'agreed':
        this.outcome = 'established'
        this.peer = peerIn(event.association)
        this.#agreed = event.association.suite
        break
      case 'refused':
        this.outcome = event.by === 'silence' ? { by: event.by } : { by: event.by, alert: event.reason }
        break
      case 'closed':
        if (this.outcome === 'under way') this.outcome = event.reason
    }
  }
}

/** By what a peer proved who it is. */
function credentialOf(peer: PeerIdentity | undefined): Uint8Array | undefined {
  switch (peer?.kind) {
    case 'psk':
      return peer.identity
    case 'rpk':
      return peer.publicKey
    case 'x509':
      return peer.chain[0]
    default:
      return undefined
  }
}

/** Who the IUT proved to be over TLS. */
function peerIn({ identity, certificates }: TlsAssociation): PeerIdentity {
  if (identity !== undefined) return { kind: 'psk', identity: new TextEncoder().encode(identity) }
  return certificates.length > 0 ? { kind: 'x509', chain: certificates } : { kind: 'anonymous' }
}

/** The DTLS and TLS handshakes of one IUT with our chairs, or with our Client. Without either there are none. */
export class Handshakes {
  /** What our end does wrong on purpose, until the case ends. */
  misconduct: Misconduct | undefined
  /** Accounts with our Server beside that of the run, which a Client under test was given. */
  readonly renewed: SharedAccount[] = []
  /** Messages in the clear by which the IUT named itself where DTLS is spoken, since the run began. */
  readonly clear: Unsecured[] = []
  /** The alert by which our Server refuses every handshake. */
  refusesWith: AlertName | undefined
  /** What our end of the handshake does to itself. */
  spoils: Ladder | undefined
  /** What we show where we are a stranger. */
  stranger: OwnCertificate | undefined
  /** The connection id that we want to see, where our end has one. */
  connectionId: Uint8Array | undefined
  /** What the last handshake of our Client left to go on with. */
  resumable: Resumable | undefined
  /** What handshakes of our Server left to go on with, by session id in hexadecimal. */
  readonly sessions = new Map<string, Resumable>()
  /** What is done to our records. */
  distortion: Distortion | undefined
  /** For our end of every handshake: what it does at any time goes by the two above. */
  readonly ladder: Ladder = {
    message: (one) => this.#rungs.message?.(one) ?? [one],
    record: (one) => this.#rungs.record?.(one) ?? [one],
    datagrams: (all, turn) => this.#rungs.datagrams?.(all, turn) ?? all,
    reads: (record) => this.#rungs.reads?.(record),
  }
  readonly #clock: Clock
  readonly #logs: Log[] = []
  /** The last of each pair of ends. */
  readonly #last = new Map<string, Log>()
  readonly #frames = new Map<string, number>()
  readonly #waiting = new Set<() => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get #rungs(): Ladder {
    return (this.distortion === undefined ? this.spoils : distortions[this.distortion]) ?? {}
  }

  /** Takes note of a datagram and the frame it is in. @param endpoint name of the IUT */
  carried(carried: Carried, frame: number, endpoint: string): void {
    const { at, direction, datagram, transport } = carried
    this.#frames.set(keyOf(carried), frame)
    if (direction === 'out' || transport === 'tcp' || datagram[0]! >> 6 !== coapVersion) return
    if (endpointIn(decode(datagram)) === endpoint) this.clear.push({ at, frame })
  }

  /** Takes note of what happened, in the order of the wire. */
  happened(chair: SecuredChair, ends: Ends, event: ChannelEvent): void {
    const key = keyOf(ends)
    const before = this.#last.get(key)
    const log =
      before === undefined || begins(event, before)
        ? new Log(chair, this.#clock.now(), event.kind === 'opened')
        : before
    if (log !== before) this.#logs.push(log)
    this.#last.set(key, log)
    if (log.outcome === 'under way') log.frame = this.#frames.get(key) ?? null
    log.take(event)
    if (log.outcome !== 'under way') log.ended ??= this.#clock.now()
    if (event.kind === 'established') this.resumable = event.association.resumable
    for (const wake of [...this.#waiting]) wake()
  }

  /** How many have begun. */
  get count(): number {
    return this.#logs.length
  }

  /** The last with a chair; with `established`, the last that led to an association. */
  last(chair: SecuredChair, established = false): Handshake | undefined {
    return this.#logs.findLast(
      (log) => log.chair === chair && (!established || log.outcome === 'established'),
    )
  }

  /** Those with a chair, after so many others. */
  since(chair: SecuredChair, after: number): readonly Handshake[] {
    return this.#logs.slice(after).filter((log) => log.chair === chair)
  }

  /**
   * The first with a chair, after so many others, that has ended; where none ends within `ms` milliseconds, the last
   * that has begun.
   */
  async ended(chair: SecuredChair, after: number, ms: number): Promise<Handshake | undefined> {
    const begun = (): readonly Handshake[] => this.since(chair, after)
    return new Promise((resolve) => {
      const settle = (found: Handshake | undefined): void => {
        this.#waiting.delete(look)
        timer.cancel()
        resolve(found)
      }
      const look = (): void => {
        const found = begun().find(({ outcome }) => outcome !== 'under way')
        if (found !== undefined) settle(found)
      }
      const timer = this.#clock.after(ms, () => settle(begun().at(-1)))
      this.#waiting.add(look)
      look()
    })
  }
}

/** Whether a handshake begins with this: a connection for TLS, a ClientHello with a random of its own, or whatever follows one that is over. */
function begins(event: ChannelEvent, { messages, outcome, isOfStream }: Log): boolean {
  if (event.kind === 'opened') return true
  if (event.kind !== 'message' || isOfStream) return false
  const { type, body } = event.message
  if (type !== handshakeTypes.clientHello) return outcome !== 'under way'
  const hello = messages.find((message) => message.type === type)
  return hello === undefined || Buffer.compare(randomIn(body), randomIn(hello.body)) !== 0
}

/** It follows the version (RFC 5246 §7.4.1.2). */
const randomIn = (hello: Uint8Array): Uint8Array => hello.subarray(2, 34)

const keyOf = ({ local, peer }: Ends): string => `${addressText(local)} ${addressText(peer)}`
