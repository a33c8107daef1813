import { type AlertName, alertName, alerts, decodeAlert, encodeAlert } from './alerts.ts'
import { Flight } from './flight.ts'
import {
  decodeFragments,
  encodeMessage,
  type HandshakeFragment,
  type HandshakeMessage,
  handshakeName,
  handshakeTypes,
} from './handshake.ts'
import { concat, type Read, type Violation } from './octets.ts'
import type { Protection } from './protection.ts'
import { Reassembly } from './reassembly.ts'
import { contentTypes, longestPlaintext, type ReceivedRecord, splitRecords } from './record.ts'
import { type Opened, RecordLayer } from './record-layer.ts'
import type { Association, CloseReason, DtlsEvent, SessionOptions } from './session.types.ts'

/** Records that came before their keys, and data that came before the Finished, are kept up to this many. */
const mostHeld = 16

/**
 * One side of a DTLS 1.2 association (RFC 6347), without sockets and clocks: it is told what comes in and what time it
 * is, and answers with what happened and what is to be sent. Instants are in milliseconds of any clock.
 */
export abstract class DtlsSession {
  protected readonly options: SessionOptions
  protected readonly records: RecordLayer
  protected readonly reassembly = new Reassembly()
  /** All handshake messages that count, as they are hashed. */
  protected transcript: Uint8Array = new Uint8Array()
  /** By what the peer's records are protected after its ChangeCipherSpec, once that is due. */
  protected pendingReads: Protection | undefined
  protected now = 0
  readonly #flight: Flight
  readonly #events: DtlsEvent[] = []
  #changeCipherSpecCame = false
  #early: ReceivedRecord[] = []
  #earlyData: Extract<Opened, { kind: 'opened' }>[] = []
  #repeatAsked = false
  #association: Association | undefined
  #closed = false

  constructor(options: SessionOptions) {
    this.options = options
    this.records = new RecordLayer(options)
    this.#flight = new Flight(this.records, options, (datagram) => this.emit({ kind: 'datagram', datagram }))
  }

  /** What was agreed on, once the handshake is done. */
  get association(): Association | undefined {
    return this.#association
  }

  get closed(): boolean {
    return this.#closed
  }

  /** When `timeout` is to be called; undefined for never. */
  get deadline(): number | undefined {
    return this.#closed ? undefined : this.#flight.deadline
  }

  /** Takes a datagram of the peer. Never throws. */
  receive(datagram: Uint8Array, now: number): DtlsEvent[] {
    return this.during(now, () => {
      this.#repeatAsked = false
      const { records, violations } = splitRecords(datagram, this.records.ownCid?.length ?? 0)
      for (const record of records) if (!this.#closed) this.#take(record)
      for (const violation of violations) this.report(violation)
      if (this.#repeatAsked && !this.#closed) this.#flight.repeat()
    })
  }

  /** Sends application data. @throws Error before the handshake is done, after the end, and beyond 2^14 octets */
  send(content: Uint8Array, now: number): DtlsEvent[] {
    if (this.#association === undefined || this.#closed)
      throw new Error('There is no association to send on.')
    if (content.length > longestPlaintext) {
      throw new RangeError(`A record carries ${longestPlaintext} octets, not ${content.length}.`)
    }
    return this.during(now, () => this.#flight.once(contentTypes.applicationData, content))
  }

  /** Sends an alert of any kind; a fatal one ends the session, as does close_notify. */
  alert(level: 'warning' | 'fatal', name: AlertName, now: number): DtlsEvent[] {
    return this.during(now, () => this.sendAlert(level, name))
  }

  /** Says goodbye, and ends the session. */
  close(now: number): DtlsEvent[] {
    return this.alert('warning', 'close_notify', now)
  }

  /** To be called when `deadline` has come. */
  timeout(now: number): DtlsEvent[] {
    return this.during(now, () => {
      if (this.deadline === undefined || now < this.deadline) return
      if (!this.#flight.retry(now)) this.#end({ by: 'silence' })
    })
  }

  /** A handshake message in its turn, the Finished in epoch 1 and all others in epoch 0. */
  protected abstract handle(message: HandshakeMessage): void

  protected during(now: number, act: () => void): DtlsEvent[] {
    this.now = now
    if (!this.#closed) act()
    return this.#events.splice(0)
  }

  protected emit(event: DtlsEvent): void {
    this.#events.push(event)
  }

  protected report(violation: Violation): void {
    this.emit({ kind: 'violation', violation })
  }

  /** What a decoder read; reports what is wrong, and refuses with decode_error, or illegible is what it says. */
  protected read<T>(read: Read<T>, alert: AlertName = 'decode_error'): T | undefined {
    if (read.violation === undefined) return read.value
    this.fail(alert, read.violation)
    return undefined
  }

  /** Refuses what the peer did: a fatal alert, and the end. */
  protected fail(alert: AlertName, violation: Violation): void {
    this.report(violation)
    this.sendAlert('fatal', alert)
  }

  /** Refuses, and says which rule of a message was broken. */
  protected refuse(alert: AlertName, within: string, clause: string, text: string): void {
    this.fail(alert, { within, offset: 0, clause, text })
  }

  /** Adds a message to the flight that is being made. */
  protected queue(type: number, body: Uint8Array): void {
    this.transcript = concat(this.transcript, ...this.#flight.message(type, body).map(encodeMessage))
  }

  /** Adds a ChangeCipherSpec; what follows is protected. */
  protected queueChangeCipherSpec(protection: Protection): void {
    this.#flight.changeCipherSpec()
    this.records.protectWrites(protection)
  }

  /** Sends the flight. @param awaits whether it is sent again until the peer's next flight is there */
  protected sendFlight(awaits: boolean): void {
    this.#flight.send(this.now, awaits, this.reassembly.next - 1)
  }

  /** Forgets the flight that was being repeated. */
  protected flightAnswered(): void {
    this.#flight.answered()
  }

  /** Sends one handshake message of which nothing is kept. */
  protected sendStateless(message: HandshakeMessage): void {
    this.#flight.once(contentTypes.handshake, encodeMessage(message))
  }

  /** Goes on with a message_seq of our own. */
  protected numberMessagesFrom(sequence: number): void {
    this.#flight.nextMessage = sequence
  }

  protected establish(association: Association): void {
    this.#association = association
    this.emit({ kind: 'established', association })
    for (const { content, newest } of this.#earlyData.splice(0)) this.emit({ kind: 'data', content, newest })
  }

  #end(reason: CloseReason): void {
    this.#closed = true
    this.emit({ kind: 'closed', reason })
  }

  protected sendAlert(level: 'warning' | 'fatal', name: AlertName): void {
    this.#flight.once(contentTypes.alert, encodeAlert({ level, description: alerts[name] }))
    if (level === 'fatal' || name === 'close_notify') this.#end({ by: 'us', alert: name })
  }

  #take(record: ReceivedRecord): void {
    const opened = this.options.ladder?.reads?.(record) ?? this.records.open(record)
    if (opened.kind === 'dropped' || opened.kind === 'violation') {
      this.emit(opened)
      const alert = this.options.ladder?.endsOver?.(opened.violation)
      if (alert !== undefined) this.sendAlert('fatal', alert)
      return
    }
    if (opened.kind === 'early') {
      if (this.#early.length < mostHeld) this.#early.push(record)
      return
    }
    const { type, content, epoch } = opened
    if (type === contentTypes.handshake) this.#takeHandshake(content, epoch, record)
    else if (type === contentTypes.changeCipherSpec) this.#takeChangeCipherSpec(content, epoch, record)
    else if (type === contentTypes.alert) this.#takeAlert(content, epoch, record)
    else if (type === contentTypes.applicationData) this.#takeData(opened)
    else this.report(this.#fault(record, 'RFC 5246 §6.2.1', `protected content of type ${type}`))
  }

  #fault({ offset }: ReceivedRecord, clause: string, text: string): Violation {
    return { within: 'datagram', offset, clause, text }
  }

  #takeData(opened: Extract<Opened, { kind: 'opened' }>): void {
    const { content, newest } = opened
    const isTaken = this.#association !== undefined || this.options.trusts?.includes('early data')
    if (isTaken) this.emit({ kind: 'data', content, newest })
    else if (this.#earlyData.length < mostHeld) this.#earlyData.push(opened)
  }

  #takeAlert(content: Uint8Array, epoch: number, record: ReceivedRecord): void {
    const { value, violation } = decodeAlert(content)
    if (value === undefined) {
      this.report(violation)
      return
    }
    if (epoch < this.records.readEpoch) {
      this.report(this.#fault(record, 'RFC 6347 §4.1', `an alert in epoch ${epoch}, which is over`))
      return
    }
    const name = alertName(value.description)
    this.emit({ kind: 'alert', level: value.level, name })
    if (name === 'close_notify') {
      this.#flight.once(
        contentTypes.alert,
        encodeAlert({ level: 'warning', description: alerts.close_notify }),
      )
    }
    if (value.level === 'fatal' || name === 'close_notify') this.#end({ by: 'peer', alert: name })
  }

  #takeChangeCipherSpec(content: Uint8Array, epoch: number, record: ReceivedRecord): void {
    if (content.length !== 1 || content[0] !== 1) {
      this.report(this.#fault(record, 'RFC 5246 §7.1', 'a ChangeCipherSpec that is not the octet 1'))
      return
    }
    if (epoch > 0) {
      this.report(this.#fault(record, 'RFC 5746 §1', 'a ChangeCipherSpec in epoch 1'))
      return
    }
    if (this.records.readEpoch > 0) return
    this.#changeCipherSpecCame = true
    this.#advance()
  }

  #takeHandshake(content: Uint8Array, epoch: number, record: ReceivedRecord): void {
    const { value: fragments, violation } = decodeFragments(content)
    if (fragments === undefined) {
      if (this.#association === undefined) this.fail('decode_error', violation)
      else this.report(violation)
      return
    }
    for (const fragment of fragments) {
      if (this.#closed) return
      this.#takeFragment(fragment, epoch, record)
    }
    this.#advance()
  }

  #takeFragment(fragment: HandshakeFragment, epoch: number, record: ReceivedRecord): void {
    const { type, sequence } = fragment
    const isFinished = type === handshakeTypes.finished
    if (isFinished !== epoch > 0) {
      if (epoch > 0 && this.#association !== undefined) {
        this.#refuseRenegotiation(fragment, record)
        return
      }
      const violation = this.#fault(record, 'RFC 5246 §7.4', `${handshakeName(type)} in epoch ${epoch}`)
      this.#association === undefined ? this.fail('unexpected_message', violation) : this.report(violation)
      return
    }
    if (this.#association === undefined && !this.mayCome(fragment, record)) {
      const text = `${handshakeName(type)} ${sequence} answers nothing of ours: it is of another handshake`
      this.emit({ kind: 'dropped', violation: this.#fault(record, 'RFC 6347 §4.2.2', text) })
      return
    }
    const offered =
      this.#association === undefined || sequence < this.reassembly.next
        ? this.reassembly.offer(fragment)
        : 'beyond'
    if (offered === 'repeated') this.#repeatAsked ||= this.#flight.isAnsweredBy(sequence)
    if (offered === 'beyond') {
      const text = `message ${sequence}, ${this.reassembly.next} is due`
      this.emit({ kind: 'dropped', violation: this.#fault(record, 'RFC 6347 §4.2.2', text) })
    }
    if (offered === 'contradicts') {
      this.report(
        this.#fault(record, 'RFC 6347 §4.2.3', `pieces of message ${sequence} contradict each other`),
      )
    }
  }

  /** Told of each piece before it is put with others; false where it cannot be of this handshake. */
  protected mayCome(_fragment: HandshakeFragment, _record: ReceivedRecord): boolean {
    return true
  }

  /** No handshake within an association (RFC 7925 §17), nor anything else of one. */
  #refuseRenegotiation({ type }: HandshakeFragment, record: ReceivedRecord): void {
    this.report(this.#fault(record, 'RFC 5746 §4.5', `${handshakeName(type)} within an association`))
    const asks = type === handshakeTypes.helloRequest || type === handshakeTypes.clientHello
    if (asks) this.sendAlert('warning', 'no_renegotiation')
  }

  /** Deals with all that is in its turn. */
  #advance(): void {
    while (!this.#closed) {
      if (this.pendingReads !== undefined) {
        if (!this.#changeCipherSpecCame) return
        this.records.protectReads(this.pendingReads)
        this.pendingReads = undefined
        for (const record of this.#early.splice(0)) if (!this.#closed) this.#take(record)
        continue
      }
      const message = this.reassembly.take()
      if (message === undefined) return
      this.emit({ kind: 'message', message })
      this.handle(message)
    }
  }
}
