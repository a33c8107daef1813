import { type CoapMessage, defaultTransmission, transmissionTimes, type WireEvent } from '#coap'
import { addressText } from '#net'

const { exchangeLifetime, nonLifetime } = transmissionTimes(defaultTransmission)

interface Use {
  readonly datagram: Uint8Array
  readonly at: number
}

/** What used a message id before its time was over (RFC 7252 §4.4), among the messages of an IUT. */
export class MessageIdWatch {
  readonly #uses = new Map<string, Map<string, Use>>()

  /** Takes a message that came in; the words for it when another message had its id. */
  note({ at, local, peer, datagram, decoded: { message } }: WireEvent): string | undefined {
    if (
      message === undefined ||
      message.transport === 'tcp' ||
      (message.type !== 'CON' && message.type !== 'NON')
    )
      return undefined
    const from = addressText(peer)
    // Who registers or bootstraps may have been restarted, and does not remember its message ids.
    if (beginsAnew(message)) this.#uses.delete(from)
    const uses = this.#uses.get(from) ?? new Map<string, Use>()
    this.#uses.set(from, uses)
    const key = `${addressText(local)} ${message.messageId}`
    const before = uses.get(key)
    if (before !== undefined && Buffer.compare(before.datagram, datagram) === 0) return undefined
    uses.set(key, { datagram, at })
    const lifetime = message.type === 'CON' ? exchangeLifetime : nonLifetime
    if (before === undefined || at - before.at >= lifetime) return undefined
    return `message id ${message.messageId} again after ${((at - before.at) / 1000).toFixed(1)} s`
  }
}

/** A POST to one segment: a Register, or a Bootstrap-Request. */
function beginsAnew({ code, options }: CoapMessage): boolean {
  const uriPath = 11
  return code === '0.02' && options.filter(({ number }) => number === uriPath).length === 1
}
