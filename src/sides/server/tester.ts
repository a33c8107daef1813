import {
  type CoapEndpoint,
  type Exchange,
  type Notification,
  type RequestDraft,
  type Response,
  readNumbers,
  type WireEvent,
} from '#coap'
import {
  contentFormats,
  type DataFormat,
  encode,
  type Ids,
  isWithin,
  type Node,
  parsePath,
  pathText,
} from '#content'
import { sleep } from '#net'
import type { Attributes, Observing, ReadHow, ServerChair, WriteHow } from '../chairs.ts'
import { Absent, type Awaited, Moment } from '../moment.ts'
import { perform } from '../perform.ts'
import { type Content, nodesOf, type Plain, plainOf } from '../plain.ts'
import type { Session } from '../session.ts'
import { parameters } from '../timing.ts'
import { type Answer, type Asked, answerOf } from '../views.ts'

/** The Server is ours: it sends exactly what its verbs say, when the client is awake, and pushes how to put it back. */
export function serverTester(session: Session, coap: CoapEndpoint): ServerChair {
  const ask = (
    what: string,
    draft: RequestDraft,
    base: Ids,
    before?: () => Promise<void>,
    onExchange?: (exchange: Exchange) => void,
  ) =>
    perform(session, {
      what,
      author: 'server',
      answeredBy: 'client',
      draft,
      base,
      ready: async () => {
        await before?.()
        return { coap, to: await presence(session) }
      },
      ...(onExchange === undefined ? {} : { onExchange }),
    })

  const chair: ServerChair = {
    reads: (path, how = {}) =>
      ask(
        `Read ${path}${howText(how)}`,
        { method: 'GET', path: segments(path), ...acceptOf(how) },
        parsePath(path),
      ),
    discovers: (path) =>
      ask(
        `Discover ${path}`,
        { method: 'GET', path: segments(path), accept: contentFormats.link },
        parsePath(path),
      ),
    writes(path, content, how = {}) {
      const base = parsePath(path)
      const mode = how.mode ?? (base.length === 2 ? 'partial' : 'replace')
      const draft: RequestDraft = {
        method: mode === 'replace' ? 'PUT' : 'POST',
        path: segments(path),
        ...payloadOf(session, base, content, how),
      }
      return ask(
        `Write ${path} (${mode})`,
        draft,
        base,
        how.keep ? undefined : () => undoWrite(session, chair, base, content, how),
      )
    },
    executes: (path, argument) =>
      ask(
        `Execute ${path}`,
        {
          method: 'POST',
          path: segments(path),
          ...(argument === undefined
            ? {}
            : { contentFormat: contentFormats.text, payload: new TextEncoder().encode(argument) }),
        },
        parsePath(path),
      ),
    setsAttributes(path, attributes, how = {}) {
      const query = Object.entries(attributes).map(([name, value]) =>
        value === null ? name : `${name}=${value}`,
      )
      return ask(
        `Write-Attributes ${path}?${query.join('&')}`,
        { method: 'PUT', path: segments(path), query },
        parsePath(path),
        async () => {
          const unset = Object.fromEntries(Object.keys(attributes).map((name) => [name, null])) as Attributes
          if (how.keep || Object.values(attributes).every((value) => value === null)) return
          session.undo.push({
            text: `unset the attributes of ${path}`,
            run: () => must2xx(chair.setsAttributes(path, unset)),
          })
        },
      )
    },
    creates(object, content, how = {}) {
      const base = parsePath(object)
      const act = ask(
        `Create on ${object}`,
        { method: 'POST', path: segments(object), ...payloadOf(session, base, content, how) },
        base,
      )
      if (how.keep !== true) {
        session.undo.push({
          text: `delete what was created on ${object}`,
          run: async () => {
            const created = createdBy(await act.answered.happens(), base, content)
            if (created !== undefined) await must2xx(chair.deletes(created), ['2.02', '4.04'])
          },
        })
      }
      return act
    },
    deletes: (path) => ask(`Delete ${path}`, { method: 'DELETE', path: segments(path) }, parsePath(path)),
    observes: (path, how = {}) => observing(session, ask, path, how),
    cancels(observation, by) {
      return by === 'reset' ? resetNext(session, observation) : cancelByGet(ask, observation)
    },
    async forgets() {
      session.stimulated()
      session.client = undefined
      session.scribe.step('server: forgets the registration')
    },
    shows: (path) => ours(`what the Server shows for ${path}`, async () => pathText(parsePath(path))),
    knows: () =>
      ours('whether the Server holds the client registered', async () => session.client !== undefined),
    knowsQueueMode: () =>
      ours(
        'whether the Server regards the client as in queue mode',
        async () => session.client?.registration.queueMode === true,
      ),
  }
  return chair

  function ours<T>(what: string, answer: () => Promise<T>): Moment<T> {
    return new Moment(what, 'server', async () => ({
      value: await answer(),
      at: session.clock.now(),
      frame: null,
      position: session.inbox.end,
    }))
  }
}

type Ask = (
  what: string,
  draft: RequestDraft,
  base: Ids,
  before?: () => Promise<void>,
  onExchange?: (exchange: Exchange) => void,
) => Awaited<Asked, Answer>

/** An observation as the Server holds it; how it is cancelled is its own affair. */
interface Held extends Observing {
  readonly how: ReadHow
  resetNext: boolean
  onReset: (() => void) | undefined
  /** Set when we ended it: whatever is still reported comes for nobody, and is counted all the same. */
  ended: boolean
}

function observing(session: Session, ask: Ask, path: string, how: ReadHow): Observing {
  const base = parsePath(path)
  const notifications: Answer[] = []
  const listeners = new Set<() => void>()
  let given = 0
  const onExchange = (exchange: Exchange): void => {
    const overhear = (event: WireEvent, frame: number): void => {
      const late = held.ended ? notificationIn(event, exchange.token) : undefined
      if (late !== undefined) notifications.push(answerOf({ ...late, frame }, base, session.shapeOf))
    }
    session.overhears.add(overhear)
    session.undo.push({
      text: `forget the observation of ${path}`,
      run: async () => {
        session.overhears.delete(overhear)
        exchange.cancel()
      },
    })
    exchange.onNotification((notification: Notification) => {
      if (held.resetNext) {
        notification.reset()
        held.ended = true
        held.resetNext = false
        held.onReset?.()
      }
      notifications.push(answerOf(notification, base, session.shapeOf))
      for (const listener of [...listeners]) listener()
    })
  }
  const act = ask(
    `Observe ${path}${howText(how)}`,
    { method: 'GET', path: segments(path), observe: 0, ...acceptOf(how) },
    base,
    undefined,
    onExchange,
  )
  const held: Held = {
    ...act,
    path,
    how,
    resetNext: false,
    onReset: undefined,
    ended: false,
    notifications,
    during(seconds) {
      const from = notifications.length
      const over = sleep(session.clock, seconds * 1000)
      return new Moment(`the notifications of ${path} in ${seconds} s`, 'client', async () => {
        session.scribe.wait(seconds * 1000, `notifications of ${path} are counted`, 'case')
        await over
        const seen = notifications.slice(from)
        return {
          value: seen,
          at: session.clock.now(),
          frame: seen.at(-1)?.frame ?? null,
          position: session.inbox.end,
        }
      })
    },
    notified(seconds) {
      const index = given++
      const from = session.clock.now()
      return new Moment(`a notification of ${path}`, 'client', async () => {
        const span = (seconds + session.tolerance) * 1000 + parameters.maxTransmitSpan
        const seen = await new Promise<Answer | undefined>((resolve) => {
          const timer = session.clock.after(Math.max(0, from + span - session.clock.now()), () => {
            listeners.delete(listener)
            resolve(notifications[index])
          })
          const listener = (): void => {
            if (notifications[index] === undefined) return
            timer.cancel()
            listeners.delete(listener)
            resolve(notifications[index])
          }
          listeners.add(listener)
          listener()
        })
        if (seen === undefined) {
          throw new Absent({
            reason: 'silence',
            author: 'client',
            expected: `a notification of ${path}`,
            seen: `none within ${Math.round(span / 1000)} s`,
          })
        }
        return { value: seen, at: seen.at, frame: seen.frame, position: session.inbox.end }
      })
    },
  }
  return held
}

/** A notification for a token that nobody waits for any more. */
function notificationIn(event: WireEvent, token: Uint8Array): Response | undefined {
  const { direction, repeated, decoded, at, peer } = event
  const { message } = decoded
  if (direction !== 'in' || repeated || message === undefined || !message.code.startsWith('2.'))
    return undefined
  if (message.type === 'ACK' || Buffer.compare(message.token, token) !== 0) return undefined
  const { contentFormat, observe } = readNumbers(message.options)
  if (observe === undefined) return undefined
  return {
    at,
    peer,
    message,
    code: message.code,
    payload: message.payload,
    location: [],
    observe,
    ...(contentFormat === undefined ? {} : { contentFormat }),
  }
}

/** RST to the next notification (RFC 7641 §3.6). */
function resetNext(session: Session, observation: Observing): Awaited<Asked, Answer> {
  const held = observation as Held
  session.stimulated()
  held.resetNext = true
  const moment = <T>(what: string, value: () => Promise<T>): Moment<T> =>
    new Moment(what, 'server', async () => ({
      value: await value(),
      at: session.clock.now(),
      frame: null,
      position: session.inbox.end,
    }))
  const patience = session.patience.arrival * 1000 + parameters.maxTransmitSpan
  const reset = new Promise<boolean>((resolve) => {
    const timer = session.clock.after(patience, () => resolve(false))
    held.onReset = () => {
      timer.cancel()
      resolve(true)
    }
  })
  const sent = moment(`RST to a notification of ${held.path}`, async () => {
    if (!(await reset)) {
      throw new Absent({
        reason: 'silence',
        author: 'client',
        expected: `a notification of ${held.path} to reset`,
        seen: `none within ${Math.round(patience / 1000)} s`,
      })
    }
    return await held.sent.happens()
  })
  const act: Awaited<Asked, Answer> = { sent, answered: held.answered, after: () => act, within: () => act }
  return act
}

/** GET with Observe=1 and the observation's token (RFC 7641 §3.6). */
function cancelByGet(ask: Ask, observation: Observing): Awaited<Asked, Answer> {
  const held = observation as Held
  const path = held.path
  const draft: RequestDraft = { method: 'GET', path: segments(path), observe: 1, ...acceptOf(held.how) }
  const token = held.sent.happens()
  return ask(
    `Cancel the observation of ${path}`,
    draft,
    parsePath(path),
    async () => {
      Object.assign(draft, { token: (await token).token })
    },
    ({ response }) => {
      void response.then(
        () => {
          held.ended = true
        },
        () => {},
      )
    },
  )
}

/** Holds back while a client in queue mode sleeps (Transport 1.1.1 §6.5); the wait is the IUT's. */
async function presence(session: Session) {
  for (;;) {
    const client = session.client
    if (client === undefined) {
      throw new Absent({
        reason: 'silence',
        author: 'client',
        expected: 'a registered client',
        seen: 'no registration',
      })
    }
    const now = session.clock.now()
    if (!client.registration.queueMode || now - client.lastHeard < parameters.maxTransmitWait)
      return client.address
    const heard = await session.inbox.find(() => true, session.inbox.end, client.lifetime * 1000)
    session.scribe.wait(session.clock.now() - now, 'the client sleeps (queue mode)', 'iut')
    if (heard === undefined) {
      throw new Absent({
        reason: 'silence',
        author: 'client',
        expected: 'a message that wakes the queue',
        seen: 'none within its lifetime',
      })
    }
  }
}

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}

function acceptOf({ format, accept }: ReadHow): { accept?: number } {
  if (accept !== undefined) return { accept }
  return format === undefined ? {} : { accept: contentFormats[format] }
}

function howText({ format, accept }: ReadHow): string {
  if (accept !== undefined) return ` as ${accept}`
  return format === undefined ? '' : ` as ${format}`
}

function payloadOf(
  session: Session,
  base: Ids,
  content: Content,
  how: WriteHow,
): { contentFormat: number; payload: Uint8Array } {
  const nodes = nodesOf(base, content, session.shapeOf)
  const format = how.format ?? defaultFormat(session, nodes, base)
  return {
    contentFormat: contentFormats[format],
    payload: how.payload ?? encode(format, nodes, { base, shapeOf: session.shapeOf }),
  }
}

function defaultFormat(session: Session, nodes: readonly Node[], base: Ids): DataFormat {
  const single =
    nodes.length === 1 && nodes[0]!.path.length === base.length && nodes[0]!.value?.type !== 'opaque'
  if (single) return 'text'
  return session.lwm2m === '1.0' || base.length < 3 ? 'tlv' : 'senml-cbor'
}

/** Reads what is about to be changed, and pushes its restoration: an instance by a partial Write, a resource by its own. */
async function undoWrite(
  session: Session,
  chair: ServerChair,
  base: Ids,
  content: Content,
  how: WriteHow,
): Promise<void> {
  const before: { [relative: string]: Plain } = {}
  // Whole resources, since a Write that replaces one takes all of its instances away.
  const resources = nodesOf(base, content, session.shapeOf).map(({ path }) =>
    pathText(path.slice(0, Math.max(base.length, 3))),
  )
  for (const resource of new Set(resources)) {
    const stimulus = session.lastStimulus
    const answer = await chair.reads(resource).answered.happens()
    session.lastStimulus = stimulus
    if (answer.code !== '2.05') continue
    for (const { path, value } of answer.nodes) {
      if (value !== undefined && isWithin(path, parsePath(resource)))
        before[path.slice(base.length).join('/')] = plainOf(value)
    }
  }
  if (Object.keys(before).length === 0) return
  const format = how.format === undefined ? {} : { format: how.format }
  session.undo.push({
    text: `write ${pathText(base)} back`,
    run: () => must2xx(chair.writes(pathText(base), before, { ...format, keep: true })),
  })
}

async function must2xx(
  act: Awaited<Asked, Answer>,
  allowed: readonly string[] = ['2.04', '2.02'],
): Promise<void> {
  const { code } = await act.answered.happens()
  if (!allowed.includes(code)) throw new Error(`answered ${code}`)
}

/** Path of a created instance: from Location-Path, or the id that was asked for. */
function createdBy(answer: Answer, base: Ids, content: Content): string | undefined {
  if (answer.code !== '2.01') return undefined
  if (answer.location.length > 0) return `/${answer.location.join('/')}`
  const first = typeof content === 'object' ? Object.keys(content)[0] : undefined
  return first === undefined ? undefined : pathText([...base, Number(first.split('/')[0])])
}
