import { type ChannelEvent, type CoapMessage, describe, optionNumbers, type WireEvent } from '#coap'
import { addressText, Capture, type Carried, type Ends } from '#net'
import { type CaseKey, type EventDraft, type Journal, maskText } from '#record'
import type { Scribe } from '#sides'
import { MessageIdWatch } from './message-ids.ts'
import { SecuredEvidence, securityText } from './secured-evidence.ts'
import { StreamEvidence } from './stream-evidence.ts'

type ScribedDraft = Extract<EventDraft, { event: 'message' | 'step' | 'wait' | 'prompt' | 'observation' }>
type Unkeyed<T> = T extends unknown ? Omit<T, keyof CaseKey> : never

/**
 * Writes down one session: what passes the wire goes to the capture and the journal of the running case; what passes
 * between cases belongs to the next one.
 */
export class Recorder implements Scribe {
  readonly #journal: Journal
  readonly #version: string
  #capture: Capture
  #key: CaseKey | undefined
  #pending: Unkeyed<ScribedDraft>[] = []
  readonly #secretTokens = new Set<string>()
  /** Of our acts, those that no message has left for yet. */
  #acts: string[] = []
  /** How many messages passed, by direction as seen from us. */
  readonly passed = { in: 0, out: 0 }
  /** Whether anything has come from the IUT, CoAP or not. */
  isHeard = false
  /** Told of all that passes. */
  onPassage: (direction: 'in' | 'out') => void = () => {}
  /** Messages of the IUT that break CoAP, each with its frame and case, for the one case that charges them. */
  readonly violations: { readonly text: string; readonly frame: number; readonly id: string }[] = []

  /** Messages of the IUT that have the id of another, likewise. */
  readonly reusedIds: { readonly text: string; readonly frame: number; readonly id: string }[] = []
  readonly #ids = new MessageIdWatch()

  readonly #isSecured: boolean
  /** What DTLS carries. */
  readonly #datagrams: SecuredEvidence
  /** What TLS carries, and streams of others than CoAP. */
  readonly #streams: StreamEvidence

  /** @param isSecured whether DTLS or TLS secures the channel */
  constructor(journal: Journal, version: string, isSecured = false) {
    this.#journal = journal
    this.#version = version
    this.#capture = new Capture({ version })
    this.#isSecured = isSecured
    this.#datagrams = new SecuredEvidence(this.#capture)
    this.#streams = new StreamEvidence(this.#capture)
  }

  /** Opens a case: what was pending goes to it. */
  begin(key: CaseKey): void {
    this.#key = key
    this.#acts = []
    for (const draft of this.#pending.splice(0)) this.#journal.append({ ...draft, ...key } as EventDraft)
  }

  /** The case that is open. */
  get caseId(): string {
    return this.#key?.id ?? 'between cases'
  }

  /** Closes the case and returns its capture. */
  end(): Capture {
    const capture = this.#capture
    this.#capture = new Capture({ version: this.#version })
    this.#datagrams.continueIn(this.#capture)
    this.#streams.continueIn(this.#capture)
    this.#key = undefined
    return capture
  }

  /** Adds a remark to a frame of the running case. */
  comment(frame: number | null, text: string): void {
    if (frame !== null && frame <= this.#capture.length) this.#capture.comment(frame, text)
  }

  message(event: WireEvent, isSecured = this.#isSecured): number {
    const { direction, at, local, peer, datagram, decoded, outer, repeated, transport } = event
    this.passed[direction]++
    this.#passes(direction)
    const [from, to] = direction === 'in' ? [peer, local] : [local, peer]
    const frame = isSecured
      ? this.#carriedBy(transport).frameOf(event)
      : this.#capture.record({ at, from, to, datagram, ...(transport && { transport }) })
    const violations = decoded.violations.map(
      ({ offset, clause, text }) => `octet ${offset}: ${text} (${clause})`,
    )
    if (direction === 'out') for (const act of this.#acts.splice(0)) this.comment(frame, act)
    if (direction === 'in' && !repeated) {
      for (const text of violations) this.violations.push({ text, frame, id: this.caseId })
    }
    const reused = direction === 'in' ? this.#ids.note(event) : undefined
    if (reused !== undefined) this.reusedIds.push({ text: reused, frame, id: this.caseId })
    if (this.#journal.terse) return frame
    const text =
      decoded.message === undefined
        ? `${datagram.length} octets that are no CoAP message`
        : `${this.#line(decoded.message)}${outer === undefined ? '' : ' under OSCORE'}`
    this.#write({
      event: 'message',
      direction,
      from: addressText(from),
      to: addressText(to),
      frame,
      text: maskText(text),
      violations,
      repeated,
    })
    return frame
  }

  carried(carried: Carried): number {
    this.#passes(carried.direction)
    return this.#carriedBy(carried.transport).carried(carried)
  }

  #carriedBy(transport: 'tcp' | 'udp' | undefined): SecuredEvidence | StreamEvidence {
    return transport === 'tcp' ? this.#streams : this.#datagrams
  }

  #passes(direction: 'in' | 'out'): void {
    this.isHeard ||= direction === 'in'
    this.onPassage(direction)
  }

  happened(ends: Ends, event: ChannelEvent): void {
    this.#datagrams.happened(ends, event)
    this.#streams.happened(ends, event)
    const text = securityText(ends, event)
    if (text !== undefined) this.#writeStep(text)
  }

  key(ends: Ends, line: string): void {
    this.#datagrams.key(ends, line)
    this.#streams.key(ends, line)
  }

  /** What we do now; also a remark to the message that leaves for it. */
  step(text: string): void {
    if (this.#journal.terse) return
    this.#writeStep(text)
    this.#acts.push(maskText(`${this.caseId} step: ${text}`))
  }

  wait(ms: number, reason: string, booked: 'case' | 'iut'): void {
    this.#write({ event: 'wait', ms, reason, booked })
  }

  prompt(text: string, answer: string): void {
    if (!this.#journal.terse) this.#write({ event: 'prompt', text: maskText(text), answer: maskText(answer) })
  }

  observe(text: string, frame: number | null): void {
    this.#write({ event: 'observation', text, reference: [], frame })
  }

  tell(text: string): void {
    if (!this.#journal.terse)
      this.#journal.append({ event: 'note', text: maskText(`${this.caseId}: ${text}`) })
  }

  #writeStep(text: string): void {
    if (!this.#journal.terse) this.#write({ event: 'step', text: maskText(text) })
  }

  #write(draft: Unkeyed<ScribedDraft>): void {
    if (this.#key === undefined) this.#pending.push(draft)
    else this.#journal.append({ ...draft, ...this.#key } as EventDraft)
  }

  #line(message: CoapMessage): string {
    const line = describe(message)
    if (message.payload.length === 0) return line
    return `${line} ${this.#secret(message) ? '<masked>' : payloadText(message.payload)}`
  }

  /** Payloads of the Security and OSCORE objects and Bootstrap-Packs hold keys; so do the responses to such requests. */
  #secret({ code, token, options }: CoapMessage): boolean {
    const key = Buffer.from(token).toString('hex')
    if (!code.startsWith('0.')) return this.#secretTokens.has(key)
    const first = options.find(({ number }) => number === optionNumbers.uriPath)?.value
    const object = first === undefined ? '' : new TextDecoder().decode(first)
    const secret = object === '0' || object === '21' || object === 'bspack'
    if (secret) this.#secretTokens.add(key)
    else this.#secretTokens.delete(key)
    return secret
  }
}

/** Text as it is when it is printable, else hexadecimal, cut where nobody reads on. */
function payloadText(payload: Uint8Array): string {
  const most = 200
  const text = new TextDecoder().decode(payload)
  const printable = /^[\x20-\x7e\u00a0-\ufffc\s]*$/u.test(text)
  const shown = printable
    ? `"${text.slice(0, most)}"`
    : Buffer.from(payload.subarray(0, most)).toString('hex')
  return payload.length > most ? `${shown}…` : shown
}
