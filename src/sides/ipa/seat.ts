import { readPath } from '#coap'
import {
  decode,
  type EuiccPackageRequest,
  type EuiccPackageResult,
  type EuiccResultData,
  encode,
  keyPair,
  type MessageFromIpaToEim,
  messageFromEimToIpa,
  messageFromIpaToEim,
  type Operations,
  type Order,
  type ProfileDownloadData,
  type SoftEuicc,
  sampleIccids,
  sampleProfiles,
  signResult,
} from '#esim'
import type { EsimIxit } from '#ics'
import { queuedOf } from '#upper-tester'
import type { ClientChair } from '../chairs.ts'
import type { Reply } from '../ladder.ts'
import { Absent, Moment } from '../moment.ts'
import type { Heard, Session } from '../session.ts'
import { tell } from '../told.ts'
import type { Asked } from '../views.ts'
import { type Card, cardOf } from './card.ts'
import {
  type FromEim,
  isOf,
  isOn,
  isWriteOf,
  mailbox,
  type PackageFromEim,
  packageIn,
  type TriggerFromEim,
  triggerIn,
} from './messages.ts'

/** What a result is like, where it is not the right one. */
export interface ResultHow {
  /** Default: what our eUICC makes of the operations. */
  readonly results?: readonly EuiccResultData[]
  readonly counter?: number
  /** Hexadecimal. */
  readonly transactionId?: string
  /** It is signed by a key that is not the eUICC's. */
  readonly strangelySigned?: true
}

/** A message that lies in the mailbox: the Read of it, and Clear IPA message. */
export interface Lying {
  readonly taken: Moment<Asked>
  readonly cleared: Moment<Asked>
}

/** What an eIM leaves of what it was told to queue. */
export type Queued<T> = Moment<T> & {
  /** Over when it was told. */
  readonly told: Promise<boolean>
}

/** The IPA with an eUICC in software, beside our Client: an eIM under test reaches it by the mailbox (object 3443). */
export interface IpaSeat {
  /** Path of the mailbox. */
  readonly mailbox: string
  /** Why there is no eUICC to be played; undefined: there is. */
  obstacle(): string | undefined
  /** ICCIDs of its profiles. */
  readonly iccids: typeof sampleIccids
  /** @throws Error where there is an obstacle */
  card(): Card
  /** Puts up the mailbox, ready and empty, with profiles as they were at first, and registers anew. */
  opens(): Promise<void>
  /** Shows whether it takes a message; while it does not, none can be written. */
  isBusy(busy: boolean): Promise<void>
  /** Has the eIM queue these operations. The moment is the package of them that it leaves. */
  queues(operations: Operations): Queued<PackageFromEim>
  /** Has the eIM queue a download. The moment is the message of it that it leaves. */
  queuesDownload(download: ProfileDownloadData): Queued<TriggerFromEim>
  /** The next message of the eIM that is wanted; others are dealt with as an IPA does. */
  hears(what: string, isWanted: (left: FromEim) => boolean): Moment<FromEim>
  /** All messages of the next so many seconds, which nothing is said to. */
  during(seconds: number): Moment<readonly FromEim[]>
  /** Says something to the eIM: reported where the Server observes it, else sent, else it lies there until it is cleared. */
  says(message: MessageFromIpaToEim | Uint8Array): Promise<void>
  /** Leaves a message that nothing acknowledges: neither a Send nor a confirmable notification. */
  leaves(message: MessageFromIpaToEim): Promise<Lying & { readonly isReported: boolean }>
  /** What the eUICC says of a package, whoever has signed it. */
  resultOf(left: PackageFromEim, how?: ResultHow): EuiccPackageResult
  /** That the eUICC refuses a package. */
  refusalOf(left: PackageFromEim, code: number): EuiccPackageResult
  /** What the IPA says to a download that it is to begin, and cannot: that it has the message, unless it asked for it, and that nothing was loaded. */
  refusing(left: TriggerFromEim): readonly MessageFromIpaToEim[]
  /** A result as the IPA tells it, with the notifications that wait. @param eid another than its own; for a package that it asked for alone */
  telling(left: PackageFromEim, result: EuiccPackageResult, eid?: string): MessageFromIpaToEim
}

export interface IpaFooting {
  readonly session: Session
  readonly client: ClientChair
  readonly facts: EsimIxit | undefined
}

const nothing = new Uint8Array()

/** The IPA's seat. */
export function openIpa({ session, client, facts }: IpaFooting): IpaSeat {
  let known: Card | string | undefined
  // Keys are read where somebody asks for them.
  const card = (): Card | string => {
    known ??= cardOf(facts)
    return known
  }
  const { inbox, patience } = session
  /** Inbox position up to which messages of the eIM were taken, and that from which the Client is registered. */
  const at = { taken: 0, registered: 0 }

  const theCard = (): Card => {
    const found = card()
    if (typeof found === 'string') throw new Error(found)
    return found
  }
  const read = ({ kind, asked, answered }: Heard): FromEim | undefined => {
    if (kind !== 'operation' || answered?.code !== '2.04' || !isWriteOf(asked, `${mailbox}/2`))
      return undefined
    const { value } = asked.nodes[0] ?? {}
    const octets = value?.value instanceof Uint8Array ? value.value : asked.payload
    const { value: message, findings } = decode(messageFromEimToIpa, octets, facts?.version)
    return { octets, message, findings, asked, at: asked.at, frame: asked.frame }
  }
  const next = async (ms: number): Promise<FromEim | undefined> => {
    const hit = await inbox.find(
      (happening) => (happening.kind === 'delivery' ? undefined : read(happening)),
      at.taken,
      ms,
    )
    if (hit === undefined) return undefined
    at.taken = hit.position + 1
    return hit.found
  }
  /** The next request to a path that is like this. */
  const requested = (what: string, path: string, fits: (asked: Asked) => boolean, from: number) =>
    new Moment<Asked>(what, 'server', async () => {
      const begun = session.clock.now()
      const hit = await inbox.find(
        (happening) =>
          happening.kind === 'operation' && isOn(happening.asked, path) && fits(happening.asked)
            ? happening.asked
            : undefined,
        from,
        patience.arrival * 1000,
      )
      session.booking.needed(what, begun)
      if (hit === undefined)
        throw new Absent({
          ...{ reason: 'silence', author: 'server', expected: what },
          seen: `nothing within ${patience.arrival} s`,
        })
      const { found, position } = hit
      return { value: found, at: found.at, frame: found.frame, position: position + 1 }
    })
  /** Whether the Server observes outgoing messages since the Client registered. */
  const isObserved = (): boolean =>
    inbox
      .since(at.registered)
      .flatMap(({ happening }) => {
        if (happening.kind !== 'operation') return []
        const { asked } = happening
        const covers = `${mailbox}/3`.startsWith(`/${asked.path.join('/')}`)
        return asked.method === 'GET' && covers && asked.observe !== undefined ? [asked.observe] : []
      })
      .at(-1) === 0

  async function reported(octets: Uint8Array): Promise<boolean> {
    const before = await client.valueOf(`${mailbox}/3`)
    if (before instanceof Uint8Array && Buffer.compare(before, octets) === 0)
      await client.changes(`${mailbox}/3`, nothing)
    const from = inbox.end
    await client.changes(`${mailbox}/3`, octets)
    const hit = await inbox.find(
      (happening) =>
        happening.kind === 'delivery' && happening.outcome !== 'sent' ? happening.outcome : undefined,
      from,
      patience.arrival * 1000,
    )
    return hit?.found === 'acknowledged'
  }

  async function sent(octets: Uint8Array): Promise<boolean> {
    if (session.lwm2m === '1.0') return false
    const { answered } = client.sends([], { values: { [`${mailbox}/3`]: octets } })
    return (await answered.comes()) && (await answered.happens()).code === '2.04'
  }

  const lies = async (octets: Uint8Array): Promise<Lying> => {
    const from = inbox.end
    await client.changes(`${mailbox}/3`, octets)
    const taken = requested('a Read of the message', `${mailbox}/3`, ({ method }) => method === 'GET', from)
    const cleared = requested(
      'Clear IPA message',
      `${mailbox}/4`,
      ({ method }) => method === 'POST' || method === 'PUT',
      from,
    )
    return { taken, cleared }
  }
  const isBusy = async (busy: boolean): Promise<void> => {
    client.refuses(`${mailbox}/2`, busy ? '4.05' : undefined)
    await client.changes(`${mailbox}/0`, busy ? 1 : 0)
  }
  const isEmptyAgain = async (): Promise<void> => {
    await client.changes(`${mailbox}/3`, nothing)
    await isBusy(false)
  }
  const octetsOf = (message: MessageFromIpaToEim | Uint8Array): Uint8Array =>
    message instanceof Uint8Array ? message : encode(messageFromIpaToEim, message, facts?.version)

  async function hearing(what: string, isWanted: (left: FromEim) => boolean): Promise<FromEim> {
    const begun = session.clock.now()
    let nudged = false
    const left = (): number => patience.arrival * 1000 - (session.clock.now() - begun)
    while (left() > 0) {
      const found = await next(nudged ? left() : Math.min(left(), patience.reaction * 1000))
      if (found !== undefined && isWanted(found)) {
        session.booking.needed(`${what} took its time`, begun)
        return found
      }
      if (found !== undefined)
        for (const answer of theCard().ipa.answer(found.octets)) await seat.says(answer)
      else if (!nudged) {
        // Many a Server says what it has to say when the device shows that it is there.
        nudged = true
        await client.updates().answered.comes()
      }
    }
    session.booking.needed(`${what} did not come`, begun)
    throw new Absent({
      ...{ reason: 'silence', author: 'server', expected: what },
      seen: `nothing like it written to ${mailbox}/2 within ${patience.arrival} s`,
    })
  }

  /** Has the eIM queue this. The moment is what it leaves of it. */
  function queued<T extends FromEim>(order: Order, pick: (left: FromEim) => T | undefined): Queued<T> {
    const words = queuedOf(order)
    const { eid } = theCard().euicc.options
    const told = tell(session, { verb: 'queue', endpoint: session.endpoint, eid, package: words })
    const what = `a package (${words.map(({ operation }) => operation).join(', ')})`
    const left = new Moment(what, 'server', async () => {
      if (!(await told))
        throw new Absent({
          ...{ reason: 'no stimulus', author: 'server', expected: what },
          seen: 'nobody could have the eIM queue one',
        })
      const found = pick(await hearing(what, (left) => pick(left) !== undefined))!
      return { value: found, at: found.at, frame: found.frame, position: at.taken }
    })
    return Object.assign(left, { told })
  }

  const seat: IpaSeat = {
    mailbox,
    obstacle() {
      const found = card()
      return typeof found === 'string' ? found : undefined
    },
    iccids: sampleIccids,
    card: theCard,
    async opens() {
      const { euicc } = theCard()
      resetCard(euicc)
      await isBusy(false)
      client.hears((message) => {
        if (clears(message)) void client.changes(`${mailbox}/3`, nothing)
      })
      await client.changes(`${mailbox}/1`, euicc.options.eid)
      for (const resource of [2, 3]) await client.changes(`${mailbox}/${resource}`, nothing)
      at.registered = inbox.end
      at.taken = inbox.end
      await client.isRegistered()
      await client.registers().answered.happens()
    },
    isBusy,
    queues: (operations) =>
      queued(operations, (left) => {
        const found = packageIn(left)
        return found !== undefined && isOf(found, operations) ? found : undefined
      }),
    queuesDownload: (download) => queued({ download }, triggerIn),
    hears: (what, isWanted) =>
      new Moment(what, 'server', async () => {
        const found = await hearing(what, isWanted)
        return { value: found, at: found.at, frame: found.frame, position: at.taken }
      }),
    during: (seconds) =>
      new Moment(`the messages of ${seconds} s`, 'server', async () => {
        const end = session.clock.now() + seconds * 1000
        session.booking.window(seconds * 1000, 'messages of the eIM are listened for')
        const all: FromEim[] = []
        for (;;) {
          const found = await next(end - session.clock.now())
          if (found === undefined) break
          all.push(found)
        }
        return { value: all, at: session.clock.now(), frame: all[0]?.frame ?? null, position: at.taken }
      }),
    async says(message) {
      const octets = octetsOf(message)
      await isBusy(true)
      // What was reported stays until it is cleared: a Server may still be fetching its further blocks.
      if (isObserved() ? await reported(octets) : await sent(octets)) return isBusy(false)
      const { cleared } = await lies(octets)
      await cleared.comes()
      await isEmptyAgain()
    },
    async leaves(message) {
      client.reportsBy('NON')
      await isBusy(true)
      const { taken, cleared } = await lies(octetsOf(message))
      return {
        taken,
        isReported: isObserved(),
        cleared: cleared.map(cleared.what, (asked) => {
          void isEmptyAgain()
          return asked
        }),
      }
    },
    resultOf({ request }, { results, counter, transactionId, strangelySigned } = {}) {
      const { euicc, eimId } = theCard()
      const { content } = request.euiccPackageSigned
      const asIfTo: EuiccPackageRequest = {
        ...request,
        euiccPackageSigned: {
          content: {
            ...content,
            ...(counter !== undefined && { counterValue: counter }),
            ...(transactionId !== undefined && { eimTransactionId: transactionId }),
          },
        },
      }
      const association = euicc.associations.get(eimId)!
      const made = results ?? euicc.carryOut(content.euiccPackage)
      const right = euicc.result(asIfTo, association, made)
      if (strangelySigned !== true || right.kind !== 'euiccPackageResultSigned') return right
      return signResult(keyPair().privateKey, right.value.euiccPackageResultDataSigned.content)
    },
    refusalOf({ request }, code) {
      const { euicc, eimId } = theCard()
      return euicc.signedError(request, euicc.associations.get(eimId)!, code)
    },
    refusing({ how, trigger }) {
      const { ipa } = theCard()
      return ipa[how]({ kind: 'profileDownloadTriggerRequest', value: trigger })
    },
    telling({ how }, value, eid) {
      const { ipa } = theCard()
      const notificationList = [...ipa.euicc.notifications.values()]
      const told =
        notificationList.length === 0
          ? ({ kind: 'euiccPackageResult', value } as const)
          : ({
              kind: 'ePRAndNotifications',
              value: { euiccPackageResult: value, notificationList },
            } as const)
      if (how === 'injected') return { kind: 'transferEimPackageResponse', value: told }
      const provided = ipa.provided(told)
      return eid === undefined || provided.kind !== 'provideEimPackageResult'
        ? provided
        : { ...provided, value: { ...provided.value, eidValue: eid } }
    },
  }
  return seat
}

function resetCard({ profiles, results, notifications }: SoftEuicc): void {
  profiles.all.splice(0, Number.POSITIVE_INFINITY, ...sampleProfiles())
  results.clear()
  notifications.clear()
}

/** Clear IPA message. */
function clears({ code, options }: Pick<Reply, 'code' | 'options'>): boolean {
  return code === '0.02' && `/${readPath(options).join('/')}` === `${mailbox}/4`
}
