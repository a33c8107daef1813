import { fragmentHeader, fragmentMessage, type HandshakeMessage } from './handshake.ts'
import { concat } from './octets.ts'
import { contentTypes } from './record.ts'
import type { RecordLayer } from './record-layer.ts'
import type { SessionOptions } from './session.types.ts'

type Item = { readonly epoch: number } & (
  | { readonly message: HandshakeMessage }
  | { readonly changeCipherSpec: true }
)

/** Makes flights of handshake messages, and sends them again while they are not answered (RFC 6347 §4.2.4). */
export class Flight {
  readonly #records: RecordLayer
  readonly #options: SessionOptions
  readonly #emit: (datagram: Uint8Array) => void
  #made: Item[] = []
  #sent: Item[] = []
  #number = 0
  #attempt = 0
  /** Transmissions that the peer did not ask for by sending its own flight again. */
  #unasked = 0
  #interval = 0
  #deadline: number | undefined
  /** message_seq of what closed the flight that this one answers. */
  #answers = -1
  /** message_seq of the next message of ours. */
  nextMessage = 0

  constructor(records: RecordLayer, options: SessionOptions, emit: (datagram: Uint8Array) => void) {
    this.#records = records
    this.#options = options
    this.#emit = emit
  }

  get deadline(): number | undefined {
    return this.#deadline
  }

  /** Adds a message; what the ladder makes of it. */
  message(type: number, body: Uint8Array): readonly HandshakeMessage[] {
    const message = { type, sequence: this.nextMessage++, body }
    const messages = this.#options.ladder?.message?.(message) ?? [message]
    const epoch = this.#records.writeEpoch
    this.#made.push(...messages.map((one) => ({ epoch, message: one })))
    return messages
  }

  changeCipherSpec(): void {
    this.#made.push({ epoch: this.#records.writeEpoch, changeCipherSpec: true })
  }

  /** Sends what was made. @param answers message_seq of the last message before it */
  send(now: number, awaits: boolean, answers: number): void {
    this.#sent = this.#made
    this.#made = []
    this.#answers = answers
    this.#number++
    this.#attempt = 0
    this.#unasked = 1
    this.#interval = this.#options.retransmission?.first ?? 1000
    this.#deadline = awaits ? now + this.#interval : undefined
    this.#transmit()
  }

  /** Sends the flight again, later than the last time; false when it was sent often enough. */
  retry(now: number): boolean {
    const { attempts = 7, longest = 60_000 } = this.#options.retransmission ?? {}
    if (this.#unasked >= attempts) return false
    this.#unasked++
    this.#interval = Math.min(2 * this.#interval, longest)
    this.#deadline = now + this.#interval
    this.#transmit()
    return true
  }

  /** Sends the flight again because the peer did. */
  repeat(): void {
    if (this.#sent.length > 0) this.#transmit()
  }

  /** Whether this message closed the flight that ours answers: seen again, ours was lost. */
  isAnsweredBy(sequence: number): boolean {
    return this.#sent.length > 0 && sequence === this.#answers
  }

  /** The peer's next flight came. */
  answered(): void {
    this.#sent = []
    this.#deadline = undefined
  }

  /** Sends content of which nothing is kept. */
  once(type: number, content: Uint8Array): void {
    this.#emitAll(this.#sealed(type, content, this.#records.writeEpoch))
  }

  #transmit(): void {
    this.#attempt++
    const records = this.#sent.flatMap((item) => this.#recordsOf(item))
    this.#emitAll(this.#pack(records), { flight: this.#number, attempt: this.#attempt })
  }

  #recordsOf(item: Item): Uint8Array[] {
    if ('changeCipherSpec' in item) {
      return this.#sealed(contentTypes.changeCipherSpec, Uint8Array.of(1), item.epoch)
    }
    const room = this.#mtu - this.#records.overhead(item.epoch) - fragmentHeader
    const pieces = fragmentMessage(item.message, Math.max(1, room))
    return pieces.flatMap((piece) => this.#sealed(contentTypes.handshake, piece, item.epoch))
  }

  #sealed(type: number, content: Uint8Array, epoch: number): Uint8Array[] {
    const record = this.#records.number(type, content, epoch)
    const records = this.#options.ladder?.record?.(record) ?? [record]
    return records.map((one) => this.#records.seal(one))
  }

  get #mtu(): number {
    return this.#options.mtu ?? 1200
  }

  #pack(records: readonly Uint8Array[]): Uint8Array[] {
    const datagrams: Uint8Array[][] = []
    let size = Number.POSITIVE_INFINITY
    for (const record of records) {
      if (size + record.length > this.#mtu) {
        datagrams.push([])
        size = 0
      }
      datagrams.at(-1)!.push(record)
      size += record.length
    }
    return datagrams.map((parts) => concat(...parts))
  }

  #emitAll(datagrams: readonly Uint8Array[], turn?: { flight: number; attempt: number }): void {
    for (const datagram of this.#options.ladder?.datagrams?.(datagrams, turn) ?? datagrams)
      this.#emit(datagram)
  }
}
