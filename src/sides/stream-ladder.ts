import type { CoapEndpoint, CoapMessage, Code, Option, WireEvent } from '#coap'
import { signals } from '#coap'
import type { Address, Random } from '#net'
import type { ChairName } from '#record'
import { comesBack } from './comes-back.ts'
import type { Greeting } from './connections.ts'
import type { Reply } from './ladder.ts'
import { Absent, Moment } from './moment.ts'
import type { Session } from './session.ts'

/** A signalling message for the IUT, or one like it. */
export interface Signal {
  readonly code: Code
  /** Default: none. */
  readonly token?: Uint8Array
  readonly options?: readonly Option[]
  readonly payload?: Uint8Array
}

/** What comes of something that was sent on a connection. */
export interface SignalAct {
  /** The Pong with its token. */
  readonly ponged: Moment<Reply>
  /** The connection ends, by the IUT: with an Abort, or without. */
  readonly ended: Moment<{ readonly abort: Reply | undefined }>
  /** Whether the connection still stands after so many seconds from now, and what was said meanwhile. */
  stands(seconds: number): Moment<{ readonly open: boolean; readonly said: readonly Reply[] }>
}

/** The connection with the IUT, beside the messages it carries (RFC 8323); over TCP alone. */
export interface StreamLadder {
  /** The first message of the IUT on the connection that stands. */
  greeting(): Moment<Greeting>
  /** Ends the connection of our own Client, so that its next message opens another; a Client under test has its own. */
  begins(): Promise<void>
  /** Sends a signalling message, or octets as they are. When that ends the connection, a new one is seen to afterwards. */
  sends(what: string, message: Signal | Uint8Array): SignalAct
}

/** What the ladder stands on. */
export interface StreamFooting {
  readonly iut: ChairName
  readonly random: Random
  readonly ready: () => Promise<{ coap: CoapEndpoint; to: Address }>
}

/** The connection of one session. */
export function openStreamLadder(session: Session, { iut, random, ready }: StreamFooting): StreamLadder {
  return {
    greeting: () =>
      new Moment('the first message of the connection', iut, async () => {
        const { to } = await ready()
        const value = session.connections.greeting(to)
        if (value === undefined)
          throw new Absent({ reason: 'silence', author: iut, expected: 'a CSM', seen: 'nothing' })
        const { at, position } = value
        // A frame counted in an earlier case's capture is no evidence in this one's.
        return { value, at, position, frame: at <= session.captureSince ? null : value.frame }
      }),
    async begins() {
      if (iut === 'client') return
      const { coap, to } = await ready()
      coap.streams?.end(to)
    },
    sends: (what, message) => send(session, { iut, random, ready }, what, message),
  }
}

function send(
  session: Session,
  { iut, random, ready }: StreamFooting,
  what: string,
  message: Signal | Uint8Array,
): SignalAct {
  const { clock, connections, patience } = session
  const token = message instanceof Uint8Array ? undefined : (message.token ?? random.bytes(2))
  const heard: Reply[] = []
  let endsBefore = 0
  const waiting = new Set<() => void>()
  session.stimulated()
  const leaving = ready().then(({ coap, to }) => {
    const overhear = ({ direction, decoded, at }: WireEvent, frame: number): void => {
      if (direction === 'out' || decoded.message === undefined) return
      heard.push({ ...decoded.message, at, frame, isProtected: false })
      for (const wake of [...waiting]) wake()
    }
    session.scribe.step(`tester: ${what}`)
    endsBefore = connections.ends(to)
    session.overhears.add(overhear)
    session.undo.push({
      text: `listen for what comes of ${what} no more, and have a connection again`,
      run: async () => {
        session.overhears.delete(overhear)
        if (iut === 'client' && !connections.isOpen(to)) await comesBack(session)
      },
    })
    if (message instanceof Uint8Array) coap.sendRaw(to, message)
    else coap.streams?.signal(to, { ...message, token: token ?? new Uint8Array() })
    return to
  })
  leaving.catch(() => {})

  const moment = <T>(name: string, look: (to: Address) => { value: T; reply?: Reply } | undefined) =>
    new Moment<T>(`${name} after ${what}`, iut, async () => {
      const to = await leaving
      const found = await within(patience.reaction * 1000, () => look(to))
      if (found === undefined) {
        const seen = heard.map(({ code }) => code).join(', ') || 'nothing'
        throw new Absent({ reason: 'silence', author: iut, expected: `${name} after ${what}`, seen })
      }
      const { value, reply } = found
      const at = reply?.at ?? clock.now()
      return { value, at, frame: reply?.frame ?? null, position: session.inbox.end }
    })

  function within<T>(ms: number, look: () => T | undefined): Promise<T | undefined> {
    return new Promise((resolve) => {
      const settle = (value: T | undefined): void => {
        waiting.delete(wake)
        forget()
        timer.cancel()
        resolve(value)
      }
      const wake = (): void => {
        const found = look()
        if (found !== undefined) settle(found)
      }
      const timer = clock.after(ms, () => settle(undefined))
      waiting.add(wake)
      const forget = connections.onEnd(wake)
      wake()
    })
  }

  const reply = (fits: (message: CoapMessage) => boolean) => () => {
    const found = heard.find(fits)
    return found === undefined ? undefined : { value: found, reply: found }
  }
  const isPong = ({ code, token: its }: CoapMessage): boolean =>
    code === signals.pong && token !== undefined && Buffer.compare(its, token) === 0
  return {
    ponged: moment('a Pong', reply(isPong)),
    ended: moment('the end of the connection', (to) => {
      if (connections.ends(to) === endsBefore) return undefined
      const abort = heard.find(({ code }) => code === signals.abort)
      return { value: { abort }, ...(abort && { reply: abort }) }
    }),
    stands: (seconds) =>
      new Moment(`the connection after ${what}`, iut, async () => {
        const to = await leaving
        session.booking.window(seconds * 1000, `what becomes of the connection after ${what}`)
        await within(seconds * 1000, () => undefined)
        const value = { open: connections.ends(to) === endsBefore, said: [...heard] }
        return { value, at: clock.now(), frame: heard[0]?.frame ?? null, position: session.inbox.end }
      }),
  }
}
