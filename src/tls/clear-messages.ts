import type { ClearMessage } from './tls.types.ts'

const contentTypeHandshake = 22
const recordHeader = 5
const messageHeader = 4
const clientHello = 1

/** More than this in the clear is no handshake (RFC 8446 §5.1 takes records of 2^14 octets). */
const mostOctets = 2 ** 16

/**
 * Reads the handshake messages that one side sends before it encrypts (RFC 5246 §6.2.1, §7.4; RFC 8446 §4, §5.1). A
 * ClientHello is given as DTLS has it, with an empty cookie (RFC 6347 §4.2.1). Never throws.
 */
export class ClearMessages {
  #records = new Uint8Array()
  #messages = new Uint8Array()
  #sequence = 0
  #taken = 0
  #isOver = false

  /** The messages that are complete with these octets. */
  push(octets: Uint8Array): ClearMessage[] {
    this.#taken += octets.length
    if (this.#isOver || this.#taken > mostOctets) return []
    this.#records = Uint8Array.of(...this.#records, ...octets)
    for (let fragment = this.#fragment(); fragment !== undefined; fragment = this.#fragment())
      this.#messages = Uint8Array.of(...this.#messages, ...fragment)
    const found: ClearMessage[] = []
    for (let message = this.#message(); message !== undefined; message = this.#message()) found.push(message)
    return found
  }

  /** What the next record carries, once it is whole; whatever is no handshake ends what can be read. */
  #fragment(): Uint8Array | undefined {
    const records = this.#records
    if (records.length === 0) return undefined
    if (records[0] !== contentTypeHandshake) this.#isOver = true
    const end = recordHeader + ((records[3] ?? 0) << 8) + (records[4] ?? 0)
    if (this.#isOver || records.length < recordHeader || records.length < end) return undefined
    this.#records = records.subarray(end)
    return records.subarray(recordHeader, end)
  }

  #message(): ClearMessage | undefined {
    const messages = this.#messages
    const [type = 0, high = 0, middle = 0, low = 0] = messages
    const end = messageHeader + (high << 16) + (middle << 8) + low
    if (messages.length < messageHeader || messages.length < end) return undefined
    this.#messages = messages.subarray(end)
    const body = messages.slice(messageHeader, end)
    return { type, sequence: this.#sequence++, body: type === clientHello ? withCookie(body) : body }
  }
}

/** Puts an empty cookie behind version, random and session id. */
function withCookie(hello: Uint8Array): Uint8Array {
  const at = 2 + 32 + 1 + (hello[34] ?? 0)
  return Uint8Array.of(...hello.subarray(0, at), 0, ...hello.subarray(at))
}
