import { contentFormats, type DataFormat, formatName, parsePath } from '#content'
import { belowRoot } from '#lwm2m'
import type { Verb } from '#upper-tester'
import type { Observing, ReadHow, ServerChair, WriteHow } from '../chairs.ts'
import { Absent, type Awaited, Moment } from '../moment.ts'
import { type Content, contentEntries, type Plain } from '../plain.ts'
import { sought } from '../search.ts'
import type { Session } from '../session.ts'
import { consult, tell } from '../told.ts'
import type { Answer, Asked } from '../views.ts'
import { queryOf, queryText } from './requests.ts'

type Wire = string | number | boolean

/** The Server is the IUT: it is told from above what to do, and what it does is seen at our Client. */
export function serverIut(session: Session): ServerChair {
  const { endpoint } = session
  const act = (
    what: string,
    verb: Verb,
    fits: (asked: Asked) => string | boolean,
  ): Awaited<Asked, Answer> => {
    const told = tell(session, verb)
    return sought<Asked>(session, {
      what,
      author: 'server',
      answeredBy: 'client',
      pick: ({ kind, asked }) => {
        if (kind !== 'operation') return undefined
        const fit = fits(asked)
        return fit === true ? asked : fit === false ? undefined : fit
      },
      stimulus: () => told,
      given: true,
      seconds: session.patience.arrival,
    })
  }
  const on = (asked: Asked, path: string): boolean => {
    const below = belowRoot(asked.path, session.rootPath)
    return below !== undefined && `/${below.join('/')}` === path
  }
  const format = (how: { format?: DataFormat }): { format?: string } =>
    how.format === undefined ? {} : { format: how.format }

  const chair: ServerChair = {
    reads: (path, how = {}) =>
      act(
        `Read ${path}`,
        { verb: 'read', endpoint, path, ...format(how) },
        (asked) =>
          asked.method === 'GET' &&
          on(asked, path) &&
          asked.observe === undefined &&
          asked.accept !== contentFormats.link &&
          acceptDiffers(asked, how),
      ),
    readsComposite: (paths, how = {}) =>
      act(
        `Read-Composite ${paths.join(' ')}`,
        { verb: 'read-composite', endpoint, paths, ...format(how) },
        (asked) => asked.method === 'FETCH' && asked.observe === undefined && formatDiffers(asked, how),
      ),
    writesComposite: (content, how = {}) =>
      act(
        'Write-Composite',
        { verb: 'write-composite', endpoint, content: wire(content), ...format(how) },
        (asked) => isCompositeWrite(asked) && formatDiffers(asked, how),
      ),
    lists: (path) => chair.discovers(path).answered.happens(),
    discovers: (path, { depth } = {}) =>
      act(
        `Discover ${path}`,
        { verb: 'discover', endpoint, path, ...(depth === undefined ? {} : { depth }) },
        (asked) => asked.method === 'GET' && on(asked, path) && asked.accept === contentFormats.link,
      ),
    writes(path, content, how: WriteHow = {}) {
      const mode = how.mode ?? (parsePath(path).length === 2 ? 'partial' : 'replace')
      return act(
        `Write ${path} (${mode})`,
        {
          verb: 'write',
          endpoint,
          path,
          replace: mode === 'replace',
          content: wire(content),
          ...format(how),
        },
        (asked) => isWrite(asked) && (on(asked, path) ? formatDiffers(asked, how) : elsewhere(asked, path)),
      )
    },
    executes: (path, argument) =>
      act(
        `Execute ${path}`,
        { verb: 'execute', endpoint, path, ...(argument === undefined ? {} : { argument }) },
        (asked) => (asked.method === 'POST' || asked.method === 'PUT') && on(asked, path),
      ),
    setsAttributes(path, attributes) {
      const query = queryOf(attributes)
      const isAttaching = (asked: Asked): boolean =>
        (asked.method === 'PUT' || asked.method === 'POST') &&
        on(asked, path) &&
        asked.payload.length === 0 &&
        asked.query.length > 0
      const attach = act(
        `Write-Attributes ${path}${queryText(query)}`,
        { verb: 'attributes', endpoint, path, query },
        isAttaching,
      )
      return { ...attach, sent: oneByOne(session, attach.sent, query, isAttaching) }
    },
    creates: (object, content, how = {}) =>
      act(
        `Create on ${object}`,
        { verb: 'create', endpoint, path: object, content: wire(content), ...format(how) },
        (asked) => asked.method === 'POST' && on(asked, object),
      ),
    deletes: (path) =>
      act(
        `Delete ${path}`,
        { verb: 'delete', endpoint, path },
        (asked) => asked.method === 'DELETE' && on(asked, path),
      ),
    observes(path, how = {}) {
      const query = queryOf(how.attributes ?? {})
      const observe = act(
        `Observe ${path}${queryText(query)}`,
        { verb: 'observe', endpoint, path, ...format(how), ...(query.length === 0 ? {} : { query }) },
        (asked) => asked.method === 'GET' && on(asked, path) && asked.observe === 0,
      )
      return unheard(observe, path)
    },
    observesComposite(paths, how = {}) {
      const observe = act(
        `Observe-Composite ${paths.join(' ')}`,
        { verb: 'observe-composite', endpoint, paths, ...format(how) },
        (asked) => asked.method === 'FETCH' && asked.observe === 0 && formatDiffers(asked, how),
      )
      return unheard(observe, paths.join(' '))
    },
    cancels({ path }, by) {
      const paths = path.split(' ')
      const composite = paths.length > 1
      const method = composite ? 'FETCH' : 'GET'
      return act(
        `Cancel the observation of ${path} by ${by === 'get' ? `${method} with Observe=1` : 'RST'}`,
        composite
          ? { verb: 'cancel-composite', endpoint, paths, by }
          : { verb: 'cancel', endpoint, path, by },
        (asked) =>
          asked.method === method &&
          (composite || on(asked, path)) &&
          asked.observe !== 0 &&
          asked.observe !== undefined,
      )
    },
    async forgets() {
      await tell(session, { verb: 'forget', endpoint })
    },
    answersUpdatesLate: () => {
      throw new Error('a Server under test answers when it likes')
    },
    withholdsUpdates: () => {
      throw new Error('a Server under test answers what it hears')
    },
    withholdsNotifications: () => {
      throw new Error('a Server under test answers what it hears')
    },
    refusesRegisters: (code) => {
      throw new Error(`${code}: a Server under test refuses what it likes`)
    },
    shows: (path) =>
      answer(session, `what the Server shows for ${path}`, { verb: 'ask-value', endpoint, path }, String),
    knows: () =>
      answer(
        session,
        'whether the Server holds the client registered',
        { verb: 'ask-registered', endpoint },
        isTrue,
      ),
    knowsQueueMode: () =>
      answer(
        session,
        'whether the Server regards the client as in queue mode',
        { verb: 'ask-queue-mode', endpoint },
        isTrue,
      ),
  }
  return chair
}

/** An observation of a Server under test, which alone hears the notifications. */
function unheard(observe: Awaited<Asked, Answer>, path: string): Observing {
  const elsewhere = (): never => {
    throw new Error(`${path}: notifications to a Server under test are seen as deliveries of our Client`)
  }
  return { ...observe, path, notifications: [], notified: elsewhere, during: elsewhere }
}

/**
 * A Write-Attributes as if it had named all that those after it name: nothing has a Server attach in one request what
 * it can attach one by one (Core 1.1.1 §5.1.1).
 * @param wanted `name=value` of all that it is to attach
 */
function oneByOne(
  { inbox, patience }: Session,
  sent: Moment<Asked>,
  wanted: readonly string[],
  isAttaching: (asked: Asked) => boolean,
): Moment<Asked> {
  const nameOf = (item: string): string => item.split('=', 1).join()
  return new Moment(sent.what, 'server', async () => {
    const first = await sent.occurrence()
    let { position } = first
    const named = new Map(first.value.query.map((item) => [nameOf(item), item]))
    for (let left = wanted.length; left > 0; left--) {
      if (wanted.every((item) => named.get(nameOf(item)) === item))
        return { ...first, value: { ...first.value, query: [...named.values()] }, position }
      const next = await inbox.find(
        (heard) => (heard.kind === 'operation' && isAttaching(heard.asked) ? heard.asked : undefined),
        position,
        patience.reaction * 1000,
      )
      if (next === undefined) break
      position = next.position + 1
      for (const item of next.found.query) named.set(nameOf(item), item)
    }
    return first
  })
}

/** What the upper tester says of the IUT. */
function answer<T>(
  session: Session,
  what: string,
  verb: Verb,
  read: (answer: Wire | undefined) => T,
): Moment<T> {
  return new Moment(what, 'server', async () => {
    const told = await consult(session, verb)
    if (told === undefined) {
      throw new Absent({
        reason: 'no stimulus',
        author: 'server',
        expected: what,
        seen: 'no upper tester can tell',
      })
    }
    return { value: read(told.answer), at: session.clock.now(), frame: null, position: session.inbox.end }
  })
}

function isTrue(answer: Wire | undefined): boolean {
  return answer === true
}

/** The method is a matter for the criterion: a Write by the wrong one is still the Write that was asked for. */
function isWrite({ method, contentFormat }: Asked): boolean {
  return (method === 'PUT' || method === 'POST') && contentFormat !== undefined
}

/** A Write of the root path, by whatever method; Writes of single resources are something else that was done instead. */
function isCompositeWrite(asked: Asked): boolean {
  return (isWrite(asked) || asked.method === 'iPATCH' || asked.method === 'PATCH') && asked.path.length === 0
}

/** A Write that may be meant, but goes to another level of the same instance. */
function elsewhere({ method, path }: Asked, wanted: string): string | false {
  const instance = wanted.split('/').slice(0, 3).join('/')
  return `/${path.join('/')}`.startsWith(instance) ? `${method} /${path.join('/')}` : false
}

function acceptDiffers(asked: Asked, { format }: ReadHow): string | true {
  return format === undefined || asked.accept === contentFormats[format]
    ? true
    : `a Read with Accept ${asked.accept ?? '(absent)'}`
}

function formatDiffers(asked: Asked, { format }: WriteHow): string | true {
  return format === undefined || formatName(asked.contentFormat) === format
    ? true
    : `a Write with Content-Format ${asked.contentFormat}`
}

/** Content as it travels to an upper tester: JSON values, octets as hexadecimal text. */
function wire(content: Content): Record<string, Wire> {
  return Object.fromEntries(contentEntries(content).map(([path, plain]) => [path, wireValue(plain)]))
}

function wireValue(plain: Plain): Wire {
  if (plain instanceof Uint8Array) return Buffer.from(plain).toString('hex')
  if (typeof plain === 'bigint') return Number(plain)
  return typeof plain === 'object' ? `${plain.object}:${plain.instance}` : plain
}
