import type { Code, Delivery } from '#coap'
import { type Ids, isWithin, type Node, parsePath, type Value } from '#content'
import { sleep } from '#net'
import type { ReferenceClient } from './client.ts'

/** What stands behind the mailbox: the agent of SGP.32 (IPA). Messages are whole, in DER. */
export interface MailboxOwner {
  /** The eUICC's identifier, 32 digits. */
  readonly eid: string
  /** The profile that is enabled, by which the device is connected or not; undefined: none is. */
  readonly profile: { readonly connects: boolean } | undefined
  /** What it has to say to a message of the eIM, in this order. */
  answer(message: Uint8Array): readonly Uint8Array[]
  /** Goes back to the profile before; what it has to say of that. Undefined: it may not. */
  rollBack(): readonly Uint8Array[] | undefined
  /** Falls back to the profile that is meant for lost connections; what it has to say of that. Undefined: there is none. */
  fallBack(): readonly Uint8Array[] | undefined
}

const object = 3443
const place = { state: [object, 0, 0], eid: [object, 0, 1], inward: [object, 0, 2], outward: [object, 0, 3] }
const nothing = new Uint8Array()
/** Octets that go into one message of CoAP. */
const oneBlock = 1024
/** Milliseconds from one connection to the next. */
const switchTime = 3000
const integer = (value: number): Value => ({ type: 'integer', value: BigInt(value) })
const octets = (value: Uint8Array): Value => ({ type: 'opaque', value })

/** How a message left the mailbox, or is to leave it: by itself, or when the Server clears it. */
export type Way = 'send' | 'notify' | 'read'

/**
 * Object 3443, where eIM and IPA leave messages for one another. One message is dealt with at a time: State is 1 from the
 * Write until the answer is known to be delivered. Each behaviour is a replaceable method.
 */
export class Mailbox {
  readonly #client: ReferenceClient
  #owner: MailboxOwner | undefined
  /** Still to be delivered, the one in resource 3 first. */
  readonly #waiting: Uint8Array[] = []
  #placedAt = 0

  constructor(client: ReferenceClient) {
    this.#client = client
  }

  /** Puts up the object with this owner. */
  open(owner: MailboxOwner): void {
    const { store, device } = this.#client
    this.#owner = owner
    store.addObject(object)
    store.set(place.state, integer(0))
    store.set(place.eid, { type: 'string', value: owner.eid })
    for (const path of [place.inward, place.outward]) store.set(path, octets(nothing))
    store.onChange((path) => this.#changed(path))
    const { writing } = device
    const refusal = writing.refusal.bind(writing)
    // Named first, so that V8 does not keep it, and the world it sees, for long.
    const orBusy: typeof refusal = (nodes) => refusal(nodes) ?? this.refusal(nodes)
    writing.refusal = orBusy
  }

  /** Why a Write must be refused: the last message is not dealt with yet (3443 resource 0). */
  refusal(nodes: readonly Node[]): Code | undefined {
    return this.isBusy() && nodes.some(({ path }) => isAt(path, place.inward)) ? '4.05' : undefined
  }

  isBusy(): boolean {
    return this.#client.store.value(place.state)?.value !== 0n
  }

  /** Milliseconds that the IPA takes for a message. */
  workTime(): number {
    return 200
  }

  /** A message of the eIM came. */
  take(message: Uint8Array): void {
    this.setState(1)
    this.#client.options.network.clock.after(this.workTime(), () => this.work(message))
  }

  /** The IPA deals with it. */
  work(message: Uint8Array): void {
    const owner = this.#owner
    if (owner === undefined) return
    const before = owner.profile
    const answers = owner.answer(message)
    if (owner.profile === before) this.say(answers)
    else void this.reconnect(owner, answers)
  }

  /** Says all of this to the eIM; nothing: it is ready for the next message. */
  say(answers: readonly Uint8Array[]): void {
    for (const answer of answers) this.post(answer)
    if (answers.length === 0) this.setState(0)
  }

  /** Another profile connects the device, so that it registers anew; where it does not, the way back is taken, or the fallback, if there is one. */
  async reconnect(owner: MailboxOwner, answers: readonly Uint8Array[]): Promise<void> {
    const { network } = this.#client.options
    await this.#client.stop()
    await sleep(network.clock, switchTime)
    if (owner.profile?.connects === true) this.say(answers)
    else {
      await sleep(network.clock, this.patience())
      const instead = owner.rollBack() ?? this.fellBack(owner, answers)
      if (instead === undefined) return
      this.say(instead)
    }
    await this.#client.start()
  }

  /** What is to be said when it has fallen back, what came of the last message first. */
  fellBack(owner: MailboxOwner, answers: readonly Uint8Array[]): readonly Uint8Array[] | undefined {
    const more = owner.fallBack()
    return more && [...answers, ...more]
  }

  /** Milliseconds after which it gives a connection up. */
  patience(): number {
    return 20_000
  }

  /** Says something to the eIM, asked or not; after what is still to be delivered. */
  post(message: Uint8Array): void {
    this.#waiting.push(message)
    if (this.#waiting.length === 1) this.#place(message)
  }

  setState(state: number): void {
    this.#client.store.set(place.state, integer(state))
  }

  /** How the message in resource 3 will be delivered: an observation reports it by itself, else it is sent where Send is on. */
  way(): Way {
    const { reporting, sending } = this.#client
    if (reporting.reports(place.outward)) return 'notify'
    return this.#client.isRegistered && !sending.isMuted() ? 'send' : 'read'
  }

  /** Sends the message in resource 3; taken, it is delivered. */
  async send(): Promise<void> {
    const message = this.#waiting[0]
    const response = await this.#client.sending.send([`/${place.outward.join('/')}`])
    if (response?.code === '2.04' && this.#waiting[0] === message) this.delivered()
  }

  /** A notification that left at this time fared so; the paths of a composite one have blanks between. */
  reported(paths: string, outcome: Delivery, at: number): void {
    const isOurs = paths.split(' ').some((path) => isWithin(place.outward, parsePath(path)))
    if (outcome === 'acknowledged' && isOurs && at >= this.#placedAt) this.delivered(true)
  }

  /** Registered anew: what could not be delivered before is on its way again. */
  resume(): void {
    if (this.#waiting.length > 0 && this.way() === 'send') void this.send()
  }

  /** Clear IPA message (resource 4): the Server has read it. */
  clear(): void {
    this.delivered()
  }

  /** The message in resource 3 has arrived: the next, if there is one, takes its place. */
  delivered(byNotification = false): void {
    const message = this.#waiting.shift()
    if (message === undefined) return
    const next = this.#waiting[0]
    if (next === undefined) {
      // Of a long one, the Server has acknowledged the first block, and is still to fetch the others.
      if (!byNotification || message.length <= oneBlock)
        this.#client.store.set(place.outward, octets(nothing))
      this.setState(0)
    } else this.#place(next)
  }

  #place(message: Uint8Array): void {
    this.setState(1)
    this.#placedAt = this.#client.options.network.clock.now()
    const way = this.way()
    this.#client.store.set(place.outward, octets(message))
    if (way === 'send') void this.send()
  }

  #changed(path: Ids): void {
    const value = this.#client.store.value(place.inward)?.value
    if (isAt(path, place.inward) && value instanceof Uint8Array) this.take(value)
  }
}

function isAt(path: Ids, wanted: Ids): boolean {
  return path.length === wanted.length && path.every((id, level) => id === wanted[level])
}
