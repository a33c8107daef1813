import { type Address, addressText, type Clock } from '#net'
import { ExpiringMap } from './expiring.ts'
import type { CoapMessage, Decoded } from './message.ts'
import type { TransmissionTimes } from './transmission.ts'

/** What we know of a message that came in before. */
export interface Seen {
  readonly datagram: Uint8Array
  /** What we answered, to be sent again when it comes again. */
  reply?: CoapMessage
}

const limit = 10_000

/** De-duplication of what comes in (RFC 7252 §4.5): by address and message id, for the life of the id. */
export class Duplicates {
  readonly #seen: ExpiringMap<Seen>
  readonly #times: TransmissionTimes

  constructor(clock: Clock, times: TransmissionTimes) {
    this.#times = times
    this.#seen = new ExpiringMap(clock, times.exchangeLifetime, limit)
  }

  /**
   * The record of the message, when it was seen before: every octet is the same. A device that restarts may count its
   * message ids from the same number again; what it then says is new, though the id is not (RFC 7252 §4.4).
   */
  find(datagram: Uint8Array, { header }: Decoded, peer: Address): Seen | undefined {
    if (header === undefined) return undefined
    const seen = this.#seen.get(keyOf(header, peer))
    return seen !== undefined && sameOctets(seen.datagram, datagram) ? seen : undefined
  }

  /** Begins the record of a message. */
  add(datagram: Uint8Array, { header }: Decoded, peer: Address): Seen {
    const seen: Seen = { datagram }
    if (header !== undefined) {
      const { exchangeLifetime, nonLifetime } = this.#times
      this.#seen.set(keyOf(header, peer), seen, header.type === 'NON' ? nonLifetime : exchangeLifetime)
    }
    return seen
  }
}

function keyOf({ type, messageId }: NonNullable<Decoded['header']>, peer: Address): string {
  return `${addressText(peer)} ${type === 'ACK' || type === 'RST' ? type : 'message'} ${messageId}`
}

/** Whether two byte strings are equal. */
export function sameOctets(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((octet, index) => octet === other[index])
}
