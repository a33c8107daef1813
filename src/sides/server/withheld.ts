import {
  type CoapEndpoint,
  type CoapMessage,
  type Code,
  decode,
  encode,
  isResponseCode,
  optionNumbers,
  type WireEvent,
} from '#coap'
import { type Address, type Clock, type DatagramSocket, type Network, through } from '#net'
import type { Booking } from '../booking.ts'
import { Absent, Moment } from '../moment.ts'
import type { Session } from '../session.ts'
import { parameters } from '../timing.ts'

/** An ACK of ours for a request that is withheld, whole or amiss. */
export interface Acknowledgement {
  readonly code: Code
  /** What it does not have in common with the request. */
  readonly amiss?: 'message id' | 'token'
}

/** A copy of a withheld request; the request itself is the first. */
export interface Copy {
  readonly message: CoapMessage
  readonly peer: Address
  readonly at: number
  readonly frame: number
}

/** Copies that come closer together are the network's, not the sender's (ACK_TIMEOUT is 2 s). */
const networkDelay = 1000

/** An ACK is sent so often, lest it be lost, with so many milliseconds between. */
const sends = { times: 3, apart: 100 } as const

/** What is kept from our Server: in words, and how it is known. */
interface Kind {
  readonly what: string
  readonly known: (message: CoapMessage) => boolean
}

/** The messages that our Server keeps from itself, and what comes of its ACKs. */
export class Withheld {
  readonly copies: Copy[] = []
  /** RSTs to our ACKs. */
  readonly resets: { readonly at: number; readonly frame: number }[] = []
  readonly #clock: Clock
  readonly #booking: Booking
  readonly #coap: CoapEndpoint
  readonly #acks: readonly Acknowledgement[]
  #waiting: (() => void)[] = []
  #ended = false
  readonly #kind: Kind

  constructor({ clock, booking }: Session, coap: CoapEndpoint, acks: readonly Acknowledgement[], kind: Kind) {
    this.#kind = kind
    this.#clock = clock
    this.#booking = booking
    this.#coap = coap
    this.#acks = acks
  }

  /** Lets pass whatever comes from now on, but what the network doubled of the last. */
  end(): void {
    this.#ended = true
  }

  /** The copy of this number, counted from 1. */
  copy(nth: number): Moment<Copy> {
    const what = nth === 1 ? this.#kind.what : `${this.#kind.what}, sent ${nth} times`
    return new Moment(what, 'client', async () => {
      const begun = this.#clock.now()
      const over = begun + parameters.maxTransmitWait
      while (this.copies.length < nth && this.#clock.now() < over) await this.#next(over - this.#clock.now())
      this.#booking.deadline(parameters.maxTransmitWait, `${what} is awaited`, begun)
      const found = this.copies[nth - 1]
      if (found === undefined) {
        const seen = this.copies.length === 0 ? 'nothing' : `${this.copies.length} times`
        throw new Absent({ reason: 'silence', author: 'client', expected: what, seen })
      }
      return { value: found, at: found.at, frame: found.frame, position: 0 }
    })
  }

  /** Takes a message that came; whether it is one to withhold. */
  takes(copy: Omit<Copy, 'frame'>, note: () => number): boolean {
    const [first] = this.copies
    const { message, at } = copy
    if (message.type === 'RST') {
      if (message.messageId === first?.message.messageId) this.resets.push({ at, frame: note() })
      return message.messageId === first?.message.messageId
    }
    if (message.type !== 'CON' || !this.#kind.known(message)) return false
    const isCopy = first === undefined || message.messageId === first.message.messageId
    const isDoubled = isCopy && at - (this.copies.at(-1)?.at ?? Number.NEGATIVE_INFINITY) < networkDelay
    if (this.#ended && !isDoubled) return false
    const frame = note()
    if (isDoubled || !isCopy) return true
    this.copies.push({ ...copy, frame })
    if (first === undefined) this.#acknowledge(message, copy.peer)
    for (const wake of this.#waiting.splice(0)) wake()
    return true
  }

  #acknowledge({ messageId, token }: CoapMessage, peer: Address): void {
    for (const { code, amiss } of this.#acks) {
      const other = Uint8Array.from({ length: 4 }, (_, index) => (token[index] ?? 0) ^ 0xff)
      const datagram = encode({
        ...{ type: 'ACK', code, options: [], payload: new Uint8Array() },
        messageId: amiss === 'message id' ? messageId ^ 0x5555 : messageId,
        token: code === '0.00' ? new Uint8Array() : amiss === 'token' ? other : token,
      })
      for (let sent = 0; sent < sends.times; sent++)
        this.#clock.after(sent * sends.apart, () => this.#coap.sendRaw(peer, datagram))
    }
  }

  #next(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#clock.after(ms, resolve)
      this.#waiting.push(() => {
        timer.cancel()
        resolve()
      })
    })
  }
}

/** Has our Server keep Updates from itself until the case, or `end`, puts an end to it. */
export function withholdUpdates(
  session: Session,
  coap: CoapEndpoint,
  acks: readonly Acknowledgement[],
): Withheld {
  const withheld = begun(session, new Withheld(session, coap, acks, { what: 'an Update', known: isUpdate }))
  const said = acks.map(({ code, amiss }) =>
    amiss === undefined ? `ACK ${code}` : `ACK ${code} of another ${amiss}`,
  )
  session.scribe.step(`server: says ${said.join(', ') || 'nothing'} to Updates`)
  return withheld
}

/** Has our Server keep the CON notifications of the Client from itself, and acknowledge none, likewise. */
export function withholdNotifications(session: Session, coap: CoapEndpoint): Withheld {
  // A response that comes apart from its ACK is a CON, too, and no notification.
  const known = ({ code, options }: CoapMessage): boolean =>
    isResponseCode(code) && options.some(({ number }) => number === optionNumbers.observe)
  const withheld = new Withheld(session, coap, [], { what: 'a CON notification', known })
  session.scribe.step('server: says nothing to notifications')
  return begun(session, withheld)
}

function begun(session: Session, withheld: Withheld): Withheld {
  session.withheld = withheld
  session.undo.push({
    text: 'hear everything again',
    run: async () => {
      if (session.withheld === withheld) session.withheld = undefined
    },
  })
  return withheld
}

/** A POST to a location below /rd. */
function isUpdate({ code, options }: CoapMessage): boolean {
  const uriPath = 11
  const path = options.filter(({ number }) => number === uriPath)
  return code === '0.02' && path.length > 1 && new TextDecoder().decode(path[0]?.value) === 'rd'
}

/** The network as our Server hears it: what a session withholds is written down, and goes no further. */
export function withholding(
  network: Network,
  sessionOf: (peer: Address) => Session | undefined,
  tap: (event: WireEvent) => number | undefined,
): Network {
  return through(network, {
    socket: (socket): DatagramSocket => ({
      local: socket.local,
      send: (datagram, to) => socket.send(datagram, to),
      onDatagram: (listener) =>
        socket.onDatagram((datagram, peer) => {
          const withheld = sessionOf(peer)?.withheld
          if (withheld === undefined) return listener(datagram, peer)
          const [decoded, at] = [decode(datagram), network.clock.now()]
          const { message } = decoded
          const note = (): number =>
            tap({
              ...{ direction: 'in', at, local: socket.local, peer, datagram, decoded },
              repeated: withheld.copies.length > 0,
            }) ?? -1
          if (message === undefined || !withheld.takes({ message, peer, at }, note)) listener(datagram, peer)
        }),
      close: () => socket.close(),
    }),
  })
}
