import { type Address, addressText, type Clock, type Random, type Timer } from '#net'
import { isRequestCode, isReservedCode, isResponseCode } from './code.ts'
import { Duplicates, type Seen } from './duplicates.ts'
import type { TransmissionParameters } from './endpoint.types.ts'
import { ExpiringMap } from './expiring.ts'
import type { Answer, Body, Layer, Outcome, Room, Sending } from './layer.ts'
import type { CoapMessage, Traced } from './message.ts'
import { MessageIds } from './message-ids.ts'
import { transmissionTimes } from './transmission.ts'
import type { Arrival, Wire } from './wire.ts'

interface Pending {
  readonly outcome: Outcome
  readonly stop: () => void
}

const nothing = new Uint8Array()
const empty: Body = { code: '0.00', token: nothing, options: [], payload: nothing }
const nonLimit = 4096

/** The message layer (RFC 7252 §4): reliability, message ids, duplicates, rejection of what makes no sense. */
export class MessageLayer implements Layer {
  readonly acknowledges = true
  readonly #wire: Wire
  readonly #clock: Clock
  readonly #random: Random
  readonly #parameters: TransmissionParameters
  readonly #ids: MessageIds
  readonly #duplicates: Duplicates
  readonly #pending = new Map<string, Pending>()
  readonly #nons: ExpiringMap<Outcome>

  readonly #blockSize: number

  /**
   * @param blockSize octets of our blocks
   * @param receive requests and responses in CON and NON messages, each once
   */
  constructor(
    wire: Wire,
    clock: Clock,
    random: Random,
    parameters: TransmissionParameters,
    blockSize: number,
    receive: (message: Traced, answer: Answer) => void,
  ) {
    this.#wire = wire
    this.#clock = clock
    this.#random = random
    this.#parameters = parameters
    this.#blockSize = blockSize
    this.#ids = new MessageIds(random)
    const times = transmissionTimes(parameters)
    this.#duplicates = new Duplicates(clock, times)
    this.#nons = new ExpiringMap(clock, times.nonLifetime, nonLimit)
    wire.listen(
      (datagram, decoded, peer) => this.#duplicates.find(datagram, decoded, peer) !== undefined,
      (arrival) => this.#receive(arrival, receive),
    )
  }

  /** Sends a CON or NON. A CON is repeated until it is acknowledged (RFC 7252 §4.2). */
  send(type: 'CON' | 'NON', body: Body, to: Address, outcome: Outcome): Sending {
    const messageId = this.#ids.take(to, (id) => this.#pending.has(keyOf(to, id)))
    const message: CoapMessage = { type, messageId, ...body }
    const key = keyOf(to, messageId)
    if (type === 'NON') {
      this.#nons.set(key, outcome)
      return { sent: this.#wire.send(message, to), stop: () => this.#nons.delete(key) }
    }
    this.#nons.delete(key)
    const sent = this.#wire.send(message, to)
    return { sent, stop: this.#repeat(message, to, key, outcome) }
  }

  /** Sends an Empty CON: whoever lives rejects it with an RST (RFC 7252 §4.3). */
  ping(to: Address, told: (alive: boolean) => void): () => void {
    const { stop } = this.send('CON', empty, to, {
      acknowledged: () => {
        told(true)
        return true
      },
      reset: () => told(true),
      failed: () => told(false),
    })
    return stop
  }

  room(): Room {
    return { block: this.#blockSize, whole: this.#blockSize }
  }

  /** Ends all retransmissions. */
  close(): void {
    for (const { stop } of [...this.#pending.values()]) stop()
  }

  #repeat(message: CoapMessage, to: Address, key: string, outcome: Outcome): () => void {
    const { ackTimeout, ackRandomFactor, maxRetransmit } = this.#parameters
    let timeout = ackTimeout * (1 + this.#random.fraction() * (ackRandomFactor - 1))
    let retransmissions = 0
    let timer: Timer
    const stop = (): void => {
      timer.cancel()
      this.#pending.delete(key)
    }
    const due = (): void => {
      if (retransmissions === maxRetransmit) {
        stop()
        outcome.failed?.('No acknowledgement came, nor to the retransmissions')
        return
      }
      retransmissions++
      timeout *= 2
      this.#wire.send(message, to, true)
      timer = this.#clock.after(timeout, due)
    }
    timer = this.#clock.after(timeout, due)
    this.#pending.set(key, { outcome, stop })
    return stop
  }

  #receive(arrival: Arrival, deliver: (message: Traced, answer: Answer) => void): void {
    const { datagram, decoded, peer, at, frame } = arrival
    const { header, message } = decoded
    if (header === undefined) return
    const before = this.#duplicates.find(datagram, decoded, peer)
    if (before !== undefined) {
      if (header.type === 'CON' && before.reply !== undefined) this.#wire.send(before.reply, peer, true)
      return
    }
    const seen = this.#duplicates.add(datagram, decoded, peer)
    const traced: Traced | undefined = message && { message, peer, at, ...(frame !== undefined && { frame }) }
    if (header.type === 'ACK' || header.type === 'RST') {
      if (traced !== undefined) this.#conclude(traced)
      return
    }
    const answer = this.#answerTo(header.messageId, peer, seen)
    if (traced !== undefined && (isRequestCode(traced.message.code) || isResponseCode(traced.message.code))) {
      deliver(traced, answer)
    } else if (header.type === 'CON') {
      answer.reset()
    }
  }

  /** An ACK or RST: ends the sending it belongs to by message id and address (RFC 7252 §4.2, §4.3). */
  #conclude(reply: Traced): void {
    const { type, code, messageId } = reply.message
    const key = keyOf(reply.peer, messageId)
    const pending = this.#pending.get(key)
    if (type === 'RST') {
      if (code !== '0.00') return
      const outcome = pending?.outcome ?? this.#nons.get(key)
      pending?.stop()
      this.#nons.delete(key)
      outcome?.reset?.(reply)
    } else if (pending !== undefined && !isRequestCode(code) && !isReservedCode(code)) {
      if (pending.outcome.acknowledged?.(reply) ?? true) pending.stop()
    }
  }

  #answerTo(messageId: number, peer: Address, seen: Seen): Answer {
    const give = (type: 'ACK' | 'RST', body: Body): Traced => {
      const message: CoapMessage = { type, messageId, ...body }
      const sent = this.#wire.send(message, peer)
      seen.reply = message
      return sent
    }
    return {
      isGiven: () => seen.reply !== undefined,
      acknowledge: (body = empty) => give('ACK', body),
      reset: () => give('RST', empty),
    }
  }
}

function keyOf(peer: Address, messageId: number): string {
  return `${addressText(peer)} ${messageId}`
}
