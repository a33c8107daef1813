import { createPublicKey } from 'node:crypto'
import {
  decode,
  type Eim,
  encode,
  getEimPackageErrors,
  isRelayed,
  keyPair,
  type MessageFromEimToIpa,
  messageFromEimToIpa,
  messageFromIpaToEim,
  type Operations,
  type PackageHow,
  type Psmo,
  type Relayed,
  refusedRelay,
} from '#esim'
import type { EsimIxit } from '#ics'
import { sleep } from '#net'
import type { Observing, ServerChair } from '../chairs.ts'
import { Absent, type Act, Moment } from '../moment.ts'
import type { Session } from '../session.ts'
import type { Answer, Asked } from '../views.ts'
import type { EimSeat, LeavingHow, Left, LeftPackage } from './chair.ts'
import { CounterFinder } from './counter.ts'
import { KeyFinder } from './euicc-key.ts'
import {
  isByTheWay,
  isEnabledIn,
  isOfAnother,
  isOfDownload,
  isReceipt,
  mailbox,
  outgoingIn,
  type Told,
} from './messages.ts'
import { configurationOf, signerOf } from './signer.ts'

export interface EimFooting {
  readonly session: Session
  readonly server: ServerChair
  readonly facts: EsimIxit | undefined
}

/** Seconds that a message may take to come by itself before it is looked for. */
const grace = 10

/** The eIM's seat. */
export function openEim({ session, server, facts }: EimFooting): EimSeat {
  let found: ReturnType<typeof signerOf> | undefined
  /** Keys are read when they are asked for: most sessions never sign. */
  const signer = (): ReturnType<typeof signerOf> => {
    found ??= signerOf(facts)
    return found
  }
  const ready = (): Eim => {
    const eim = signer()
    if (typeof eim === 'string') throw new Error(eim)
    return eim
  }
  /** Inbox position and number of notifications up to which all was taken, and what was last read. */
  const taken: { position: number; notifications: number; read: Uint8Array | undefined } = {
    ...{ position: 0, notifications: 0 },
    read: undefined,
  }
  /** Counter values of the packages that were sent. */
  const counters = new Set<number>()
  const questions: Told[] = []
  let answered = 0
  /** What is to be passed on to an SM-DP+, and was not refused yet; and the octets of the last of it. */
  const relayed: Relayed[] = []
  let lastRelayed = new Uint8Array()
  let observing: Observing | undefined

  const told = (octets: Uint8Array, way: Told['way'], { at, frame }: Pick<Told, 'at' | 'frame'>): Told => {
    const { value, findings } = decode(messageFromIpaToEim, octets, facts?.version)
    const one: Told = { way, octets, message: value, findings, at, frame }
    if (value?.kind === 'getEimPackageRequest') questions.push(one)
    // What was read may come once more, by a Send that was on its way.
    if (value !== undefined && isRelayed(value) && Buffer.compare(lastRelayed, octets) !== 0) {
      relayed.push(value)
      lastRelayed = Uint8Array.from(octets)
    }
    return one
  }

  /** The next message that came by itself, by so many milliseconds from now. */
  async function arrives(ms: number): Promise<Told | undefined> {
    const sent = await session.inbox.find(
      (happening) => {
        if (happening.kind !== 'send') return undefined
        const octets = outgoingIn(happening.asked)
        return octets && told(octets, 'send', happening.asked)
      },
      taken.position,
      ms,
    )
    if (sent === undefined) return undefined
    taken.position = sent.position + 1
    return sent.found
  }

  function reported(): Told | undefined {
    for (const answer of observing?.notifications.slice(taken.notifications) ?? []) {
      taken.notifications++
      const octets = outgoingIn(answer)
      if (octets !== undefined) return told(octets, 'notify', answer)
    }
    return undefined
  }

  /** What lies in the mailbox, which is cleared then. A device that is out of reach is no evidence of anything. */
  async function fetched(): Promise<Told | undefined> {
    if (session.client === undefined) return undefined
    const { answered } = server.reads(`${mailbox}/3`, { format: 'opaque' })
    if (!(await answered.comes())) return undefined
    const answer = await answered.happens()
    const octets = answer.code === '2.05' ? outgoingIn(answer) : undefined
    if (octets === undefined) return undefined
    await server.executes(`${mailbox}/4`).answered.comes()
    taken.read = octets
    return told(octets, 'read', answer)
  }

  /** A message that was read and cleared, and sent none the less: its Send was on its way. */
  function wasRead({ way, octets }: Told): boolean {
    const { read } = taken
    if (way !== 'send' || read === undefined || Buffer.compare(read, octets) !== 0) return false
    taken.read = undefined
    return true
  }

  async function nextMessage({ seconds, from, isWanted }: Waiting): Promise<Told | undefined> {
    const begun = session.clock.now()
    const isDue = (part: number): boolean => session.clock.now() - begun >= part * 1000
    const hasRegistered = (): boolean =>
      session.inbox.since(from).some(({ happening: { kind } }) => kind === 'register')
    let again: Told | undefined
    for (;;) {
      await refusesDownloads()
      const isOver = isDue(seconds)
      const found = (await arrives(isOver ? 0 : 1000)) ?? reported()
      if (found !== undefined && isWanted(found)) {
        if (!wasRead(found)) return found
        again = found
      }
      // When nothing else comes, it was the same once more, and no straggler.
      if (isOver) return again
      // One that connects anew is not to be asked before it is back, or long enough away.
      if (found !== undefined || !isDue(hasRegistered() || seconds < 3 * grace ? grace : seconds / 2))
        continue
      const lies = await fetched()
      if (lies !== undefined && isWanted(lies)) return lies
    }
  }

  /** Looks at all that came by itself and that nobody waited for. */
  async function catchesUp(): Promise<void> {
    while (((await arrives(0)) ?? reported()) !== undefined);
  }

  async function becomesReady(): Promise<void> {
    if (await seat.isReady()) return
    throw new Absent({
      ...{ reason: 'different', author: 'client', expected: 'a mailbox that takes a message' },
      seen: `${mailbox}/0 stays other than 0`,
    })
  }

  const write = (octets: Uint8Array): Act<Asked, Answer> =>
    server.writes(`${mailbox}/2`, octets, { format: 'opaque', keep: true })

  async function refusesDownloads(): Promise<void> {
    for (let next = relayed.shift(); next !== undefined; next = relayed.shift()) {
      await becomesReady()
      await write(encode(messageFromEimToIpa, refusedRelay(next), facts?.version)).answered.comes()
    }
  }

  /** Says to an IPA that asked for a package that there is none: it may not go on before it knows. */
  async function answersQuestions(): Promise<void> {
    if (answered === questions.length) return
    answered = questions.length
    const none = { kind: 'eimPackageError', value: getEimPackageErrors.noEimPackageAvailable } as const
    const message = { kind: 'getEimPackageResponse', value: none } as const
    await write(encode(messageFromEimToIpa, message, facts?.version)).answered.comes()
    await becomesReady()
  }

  const counterFinder = new CounterFinder()
  const keyFinder = new KeyFinder()
  const ifTold = async ({ told }: Left): Promise<Told | undefined> =>
    (await told.comes()) ? told.happens() : undefined
  const sends = async (operations: Operations, how: PackageHow & LeavingHow): Promise<LeftPackage> => {
    const signed = seat.package(operations, how)
    const left = await seat.says(
      {
        kind: 'transferEimPackageRequest',
        value: { kind: 'euiccPackageRequest', value: signed.request },
      },
      how,
    )
    counters.add(signed.content.counterValue)
    return { ...left, told: settled(seat.hears(how, signed), left), package: signed }
  }

  const seat: EimSeat = {
    mailbox,
    facts,
    questions,
    obstacle() {
      const eim = signer()
      return typeof eim === 'string' ? eim : undefined
    },
    package: (operations, how) => ready().package(operations, how),
    check(result) {
      const eim = signer()
      return typeof eim === 'string' ? undefined : eim.check(result)
    },
    async isReady() {
      const begun = session.clock.now()
      for (let attempt = 0; attempt < 15; attempt++) {
        const { nodes } = await server.reads(`${mailbox}/0`).answered.happens()
        if (nodes[0]?.value?.value === 0n) {
          await catchesUp()
          return true
        }
        await sleep(session.clock, 1000)
        if (attempt < 6) continue
        const lies = await fetched()
        if (lies === undefined && attempt > 9) await server.executes(`${mailbox}/4`).answered.happens()
      }
      session.booking.needed('the mailbox takes no message', begun)
      return false
    },
    async leaves(octets, how) {
      await refusesDownloads()
      await becomesReady()
      await answersQuestions()
      const written = write(octets)
      return { ...written, told: settled(seat.hears(how), written) }
    },
    hears({ reconnects = false, fallsBack, receipts } = {}, answers) {
      const { arrival, reaction } = session.patience
      const back = fallsBack === true ? facts?.fallback : facts?.reconnect
      const seconds = reconnects || fallsBack === true ? (back ?? arrival) : reaction + grace
      const from = session.inbox.end
      return new Moment('a message of the IPA', 'client', async () => {
        const begun = session.clock.now()
        const found = await nextMessage({
          ...{ seconds, from },
          isWanted: (one) =>
            (!isByTheWay(one) || (receipts === true && (isReceipt(one) || isOfDownload(one)))) &&
            (answers === undefined || !isOfAnother(one, answers, counters)),
        })
        session.booking.deadline(seconds * 1000, 'the IPA deals with a message', begun)
        if (found !== undefined)
          return { value: found, at: found.at, frame: found.frame, position: session.inbox.end }
        throw new Absent({
          ...{ reason: 'silence', author: 'client', expected: 'a message of the IPA' },
          seen: `none sent, reported or left in ${mailbox}/3 within ${seconds} s`,
        })
      })
    },
    says: (message, how) => seat.leaves(encode(messageFromEimToIpa, message, facts?.version), how),
    carriesOut: (operations, how = {}) => sends(operations, how),
    async findsCounter() {
      const known = signer()
      if (typeof known === 'string') return
      const asks = async (operations: Operations) => ifTold(await sends(operations, {}))
      await counterFinder.finds({ session, signer: known, asks })
    },
    async learnsKey() {
      const known = signer()
      if (typeof known === 'string') return
      const asks = async (message: MessageFromEimToIpa) => ifTold(await seat.says(message))
      await keyFinder.finds({ session, signer: known, asks })
    },
    async acknowledges(sequenceNumbers) {
      const acks = { kind: 'eimAcknowledgements', value: sequenceNumbers } as const
      const { answered } = await seat.says({ kind: 'transferEimPackageRequest', value: acks })
      await answered.happens()
    },
    keepsEnabled(iccid) {
      session.undo.push({
        text: `see to it that profile ${iccid} is enabled`,
        run: async () => {
          const list: Psmo = {
            kind: 'listProfileInfo',
            value: { searchCriteria: { kind: 'iccid', value: iccid }, tagList: [0x9f70] },
          }
          const { told: listed } = await seat.carriesOut({ psmo: [list] }, { reconnects: true })
          if (isEnabledIn((await listed.happens()).message)) return
          const enable: Psmo = { kind: 'enable', value: { iccid } }
          const { told: enabled } = await seat.carriesOut({ psmo: [enable] }, { reconnects: true })
          await enabled.happens()
        },
      })
    },
    strangeKey: () => keyPair().privateKey,
    another(eimId) {
      const { publicKey, privateKey } = keyPair()
      return { configuration: configurationOf(eimId, publicKey), how: { eimId, key: privateKey } }
    },
    own() {
      const { counter, options } = ready()
      return { ...configurationOf(options.eimId, createPublicKey(options.key)), counterValue: counter }
    },
    forgets(eimId) {
      session.undo.push({
        text: `see to it that no eIM ${eimId} is known`,
        run: async () => {
          const { told } = await seat.carriesOut({ eco: [{ kind: 'deleteEim', value: { eimId } }] })
          await told.happens()
        },
      })
    },
    returns({ how }) {
      seat.forgets(how.eimId)
      session.undo.push({
        text: 'see to it that our eIM is known',
        run: async () => {
          // Whatever became of the first attempt: the device must not be left to an eIM that is gone.
          for (const _ of ['once', 'again']) {
            const { told } = await seat.carriesOut({ eco: [{ kind: 'addEim', value: seat.own() }] }, how)
            await told.happens()
          }
        },
      })
    },
    observes() {
      taken.notifications = 0
      observing = server.observes(`${mailbox}/3`, { format: 'opaque' })
      session.undo.push({
        text: 'look for messages of the IPA where it sends or leaves them',
        run: async () => {
          observing = undefined
        },
      })
      return observing
    },
  }
  return seat
}

/** A message that came, once the Write it answers is over: one that is repeated would be taken anew by a device that restarted. */
function settled(told: Moment<Told>, { answered }: Pick<Left, 'answered'>): Moment<Told> {
  return new Moment(told.what, told.author, async () => {
    const occurrence = await told.occurrence()
    await answered.comes()
    return occurrence
  })
}

interface Waiting {
  readonly seconds: number
  /** Inbox position of what it is to answer. */
  readonly from: number
  readonly isWanted: (told: Told) => boolean
}
