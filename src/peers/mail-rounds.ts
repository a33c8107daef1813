import type { Notification, Response } from '#coap'
import { type Node, parsePath, pathText } from '#content'
import { sleep } from '#net'
import type { KnownClient } from './known-client.ts'
import type { ReferenceServer } from './server.ts'

/** Who writes to the mailboxes of devices: the eIM of SGP.32 behind a Server. Messages are whole, in DER. */
export interface MailPartner {
  /** Whether it has something to say of its own accord. */
  readonly isWaiting: boolean
  /** The next message of its own accord; undefined: there is none. */
  next(): Uint8Array | undefined
  /** What it says to a message of the IPA; nothing where none is due. */
  hears(message: Uint8Array): Uint8Array | undefined
}

const mailbox = '/3443/0'
const outward = `${mailbox}/3`
/** Milliseconds between two looks at a mailbox that takes no message. */
const betweenLooks = 2000
/** How often it looks before it leaves a message for later. */
const looks = 60
/** Milliseconds in which an answer is to come by itself before it is looked for. */
const grace = 5000

/**
 * How the reference Server carries messages between an eIM and the mailboxes of its Clients (object 3443). Each behaviour
 * is a replaceable method.
 */
export class MailRounds {
  readonly #server: ReferenceServer
  #partner: MailPartner | undefined
  /** Answers of the eIM that wait to be left. */
  readonly #answers: Uint8Array[] = []
  /** Endpoints with a mailbox that was greeted. */
  readonly #greeted = new Set<string>()
  #busy = false
  /** Told when a message of the IPA comes. */
  #came: (() => void) | undefined

  constructor(server: ReferenceServer) {
    this.#server = server
  }

  /** Takes up the rounds for this eIM. */
  open(partner: MailPartner): void {
    this.#partner = partner
  }

  /** A Client registered or updated; `anew`: it knows of nothing that was before. */
  heard({ endpoint, registration }: KnownClient, anew: boolean): void {
    const hasMailbox = registration.objects.some(({ object, instance }) => object === 3443 && instance === 0)
    if (this.#partner === undefined || !hasMailbox) return
    if (anew || !this.#greeted.has(endpoint)) void this.greet(endpoint)
    this.#greeted.add(endpoint)
    void this.tend(endpoint)
  }

  /** Finds out whose mailbox it is, and has its messages reported. */
  async greet(endpoint: string): Promise<void> {
    await this.#server.read(endpoint, `${mailbox}/1`)
    const response = await this.#server.observations.observe(endpoint, outward, { format: 'opaque' })
    if (isMessage(response)) await this.clear(endpoint)
  }

  /** Leaves what the eIM has to say, one message after the other. */
  async tend(endpoint: string): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      while (this.#answers.length > 0 || this.#partner?.isWaiting === true) {
        if (!(await this.comesToTake(endpoint))) return
        const message = this.#answers.shift() ?? this.#partner?.next()
        if (message !== undefined) await this.leave(endpoint, message)
      }
    } finally {
      this.#busy = false
    }
  }

  /** Waits until the mailbox takes a message; false when it does not come to that. */
  async comesToTake(endpoint: string): Promise<boolean> {
    for (let look = 0; look < looks && this.#server.isRegistered(endpoint); look++) {
      if (await this.isReady(endpoint)) return true
      await sleep(this.#server.options.network.clock, betweenLooks)
    }
    return false
  }

  /** Leaves a message, and waits for what the IPA says; one that is refused is left again. */
  async leave(endpoint: string, message: Uint8Array): Promise<void> {
    const response = await this.#server.write(endpoint, `${mailbox}/2`, this.content(message), {
      replace: true,
      format: 'opaque',
    })
    if (response?.code === '2.04') await this.answered(endpoint)
    else if (await this.comesToTake(endpoint)) await this.leave(endpoint, message)
  }

  content(message: Uint8Array): Node[] {
    return [{ path: parsePath(`${mailbox}/2`), value: { type: 'opaque', value: message } }]
  }

  /** Whether the mailbox takes a message (resource 0). */
  async isReady(endpoint: string): Promise<boolean> {
    const response = await this.#server.read(endpoint, `${mailbox}/0`)
    return response?.code === '2.05' && this.#server.shown(endpoint, `${mailbox}/0`) === '0'
  }

  /** Waits for what the IPA says; what does not come by itself is fetched. */
  async answered(endpoint: string): Promise<void> {
    const { clock } = this.#server.options.network
    const comes = new Promise<boolean>((resolve) => {
      this.#came = () => resolve(true)
    })
    if (!(await Promise.race([comes, sleep(clock, grace).then(() => false)]))) await this.fetch(endpoint)
    this.#came = undefined
  }

  /** Reads what lies in the mailbox, and says that it has it. */
  async fetch(endpoint: string): Promise<void> {
    const response = await this.#server.read(endpoint, outward, 'opaque')
    if (isMessage(response)) await this.clear(endpoint)
  }

  /** Clear IPA message: neither a Send nor a confirmable notification has brought it. */
  async clear(endpoint: string): Promise<void> {
    await this.#server.execute(endpoint, `${mailbox}/4`)
  }

  /** A notification came; one that nobody acknowledges does not tell the device that it has arrived. */
  reported(endpoint: string, path: string, notification: Notification): void {
    if (path === outward && notification.type === 'NON' && isMessage(notification)) void this.clear(endpoint)
  }

  /** Values that a Client sent, reported, or gave to a Read. */
  sees(endpoint: string, nodes: readonly Node[]): void {
    for (const { path, value } of nodes)
      if (pathText(path) === outward && value?.value instanceof Uint8Array && value.value.length > 0)
        this.take(endpoint, value.value)
  }

  /** A message of the IPA. */
  take(endpoint: string, message: Uint8Array): void {
    const answer = this.#partner?.hears(message)
    if (answer !== undefined) this.#answers.push(answer)
    this.#came?.()
    void this.tend(endpoint)
  }
}

function isMessage(response: Response | undefined): boolean {
  return response?.code === '2.05' && response.payload.length > 0
}
