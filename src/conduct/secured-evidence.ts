import type { ChannelEvent, WireEvent } from '#coap'
import { addressText, type Capture, type Carried, type Ends } from '#net'

/** As many datagrams of one handshake are kept. */
const mostDatagrams = 64

/** What an analyser needs to read what two ends say to each other. */
interface Handshake {
  readonly datagrams: Carried[]
  readonly keys: string[]
  /** The capture that has all of it. */
  within: Capture
}

interface Conversation {
  /** Of the association that stands. */
  current?: Handshake | undefined
  /** That is under way. */
  next?: Handshake | undefined
}

/**
 * Puts what DTLS sends into captures, with the keys: each begins with the handshakes of the associations that go on from
 * the case before, so that it can be read alone.
 */
export class SecuredEvidence {
  #capture: Capture
  readonly #conversations = new Map<string, Conversation>()
  /** Frames of the last datagrams, by their ends and direction. */
  readonly #last = new Map<string, number>()

  constructor(capture: Capture) {
    this.#capture = capture
  }

  /** Goes on in another capture. */
  continueIn(capture: Capture): void {
    this.#capture = capture
    this.#last.clear()
  }

  /** Returns the frame it is in. */
  carried(carried: Carried): number {
    const conversation = this.#of(carried)
    if (isHandshake(carried.datagram)) {
      conversation.next ??= { datagrams: [], keys: [], within: this.#capture }
      const { datagrams } = conversation.next
      if (datagrams.length < mostDatagrams) datagrams.push(carried)
    }
    const { current } = conversation
    if (current !== undefined && current.within !== this.#capture) {
      for (const datagram of current.datagrams)
        this.#capture.comment(this.#record(datagram), 'from before this case')
      for (const line of current.keys) this.#capture.secret(line)
      current.within = this.#capture
    }
    const frame = this.#record(carried)
    this.#last.set(wayOf(carried), frame)
    return frame
  }

  key(ends: Ends, line: string): void {
    this.#capture.secret(line)
    this.#conversations.get(keyOf(ends))?.next?.keys.push(line)
  }

  happened(ends: Ends, { kind }: ChannelEvent): void {
    const conversation = this.#conversations.get(keyOf(ends))
    if (conversation === undefined) return
    const { next } = conversation
    if (kind === 'established') {
      conversation.current = next
      conversation.next = undefined
    } else if (kind === 'closed' && next !== undefined && next.keys.length > 0) conversation.next = undefined
    else if (kind === 'closed') this.#conversations.delete(keyOf(ends))
  }

  /** The frame of the datagram that carries a message; where it has to wait for its association, the last one. */
  frameOf(event: WireEvent): number {
    return this.#last.get(wayOf(event)) ?? Math.max(1, this.#capture.length)
  }

  #record({ at, direction, local, peer, datagram }: Carried): number {
    const [from, to] = direction === 'in' ? [peer, local] : [local, peer]
    return this.#capture.record({ at, from, to, datagram })
  }

  #of(ends: Ends): Conversation {
    const key = keyOf(ends)
    const conversation = this.#conversations.get(key) ?? {}
    this.#conversations.set(key, conversation)
    return conversation
  }
}

/** What happened, in words; undefined for what is not worth a line. */
export function securityText({ peer }: Ends, event: ChannelEvent): string | undefined {
  const whom = `DTLS with ${addressText(peer)}`
  switch (event.kind) {
    case 'established':
      return `${whom}: ${event.association.suite.name}${event.association.resumed ? ', resumed' : ''}`
    case 'alert':
      return `${whom}: its ${event.level} alert ${event.name}`
    case 'violation': {
      const { within, offset, text, clause } = event.violation
      return `${whom}: ${within}, octet ${offset}: ${text} (${clause})`
    }
    case 'closed':
      return `${whom} is over: ${event.reason.by === 'silence' ? 'no answer' : `${event.reason.alert} by ${event.reason.by === 'us' ? 'us' : 'the peer'}`}`
    case 'agreed': {
      const { version, suite } = event.association
      return `TLS ${version} with ${addressText(peer)}: ${suite}`
    }
    case 'refused':
      return `no TLS with ${addressText(peer)}: ${event.reason}`
    default:
      return undefined
  }
}

/** Whether the first record is of a handshake: ChangeCipherSpec or Handshake (RFC 5246 §6.2.1). */
function isHandshake([type]: Uint8Array): boolean {
  return type === 20 || type === 22
}

/** Names the two ends. */
export const keyOf = ({ local, peer }: Ends): string => `${addressText(local)} ${addressText(peer)}`

/** Names the two ends and which of them speaks. */
export const wayOf = (carried: Ends & { readonly direction: 'in' | 'out' }): string =>
  `${carried.direction} ${keyOf(carried)}`
