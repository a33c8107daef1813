import type { CoapEndpoint, Exchange, RequestDraft } from '#coap'
import { contentFormats, type Ids, parsePath, pathText } from '#content'
import type { ServerChair } from '../chairs.ts'
import { Moment } from '../moment.ts'
import { perform } from '../perform.ts'
import { presence } from '../presence.ts'
import type { Session } from '../session.ts'
import type { Answer } from '../views.ts'
import { Attached } from './attached.ts'
import { readComposite, writeComposite } from './composing.ts'
import { Kept } from './kept.ts'
import { cancelByGet, observing, observingComposite, resetNext } from './observing.ts'
import { acceptOf, howText, payloadOf, queryOf, queryText, segments } from './requests.ts'
import { createdBy, must2xx, registrationTold } from './undo.ts'
import { giveUpWhenBack } from './until-back.ts'
import { withholdNotifications, withholdUpdates } from './withheld.ts'

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
        if (changesWhatIsListed(draft, base)) session.listed.clear()
        const to = await presence(session)
        return { coap, to, rootPath: session.client?.registration.rootPath ?? '/' }
      },
      ...(onExchange === undefined ? {} : { onExchange }),
    })

  const chair: ServerChair = {
    reads(path, how = {}) {
      const accept = acceptOf(how)
      const { untilBack } = how
      const act = ask(
        `Read ${path}${howText(how)}`,
        { method: 'GET', path: segments(path), ...accept },
        parsePath(path),
        undefined,
        untilBack && ((exchange) => giveUpWhenBack(session, exchange, untilBack)),
      )
      return accept.accept === undefined ? kept.learning(path, act) : act
    },
    readsComposite: (paths, how = {}) => readComposite(ask, paths, how),
    writesComposite: (content, how = {}) => writeComposite(session, kept, ask, content, how),
    discovers(path, { depth } = {}) {
      const query = depth === undefined ? {} : { query: [`depth=${depth}`] }
      return ask(
        `Discover ${path}${depth === undefined ? '' : `?depth=${depth}`}`,
        { method: 'GET', path: segments(path), accept: contentFormats.link, ...query },
        parsePath(path),
      )
    },
    async lists(path) {
      const told = session.client?.registration.objects
      const known = session.listed.get(path, told)
      if (known !== undefined) return known
      const answer = await chair.discovers(path).answered.happens()
      if (answer.code === '2.05') session.listed.keep(path, answer, told)
      return answer
    },
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
        how.keep ? undefined : () => kept.write(base, content, { ...how, mode }),
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
      const query = queryOf(attributes)
      const act = ask(
        `Write-Attributes ${path}${queryText(query)}`,
        { method: 'PUT', path: segments(path), query },
        parsePath(path),
        async () => {
          if (how.keep !== true) attached.note(path, attributes, () => isRefused(act.answered))
        },
      )
      return act
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
            if (created === undefined) return
            const from = session.inbox.end
            const { code } = await chair.deletes(created).answered.happens()
            if (code === '2.02') await registrationTold(session, from)
            else if (code !== '4.04') throw new Error(`answered ${code}`)
          },
        })
      }
      return act
    },
    deletes: (path) => ask(`Delete ${path}`, { method: 'DELETE', path: segments(path) }, parsePath(path)),
    observes: (path, how = {}) => observing(session, ask, path, how),
    observesComposite: (paths, how = {}) => observingComposite(session, ask, paths, how),
    cancels(observation, by) {
      return by === 'reset' ? resetNext(session, observation) : cancelByGet(ask, observation)
    },
    async forgets() {
      session.stimulated()
      session.client = undefined
      session.scribe.step('server: forgets the registration')
    },
    answersUpdatesLate(seconds) {
      session.answerDelay = seconds * 1000
      session.undo.push({
        text: 'answer Updates at once again',
        run: async () => {
          session.answerDelay = 0
        },
      })
      session.scribe.step(`server: answers Updates after ${seconds} s`)
    },
    withholdsUpdates: (acks) => withholdUpdates(session, coap, acks),
    withholdsNotifications: () => withholdNotifications(session, coap),
    refusesRegisters(code) {
      const refusal = { code, refused: [] }
      const end = (): void => {
        if (session.refusal === refusal) session.refusal = undefined
      }
      session.refusal = refusal
      session.undo.push({ text: 'take Registers again', run: async () => end() })
      session.scribe.step(`server: refuses every Register with ${code}`)
      return { refused: refusal.refused, end }
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
  const kept = new Kept(session, () => chair)
  const attached = new Attached(session.undo, (path, attributes) =>
    must2xx(chair.setsAttributes(path, attributes)),
  )
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

/** Create, Delete, Execute, and a Write that replaces an instance: none of them need be told of by an Update. */
function changesWhatIsListed({ method, query }: RequestDraft, { length }: Ids): boolean {
  if (method === 'PUT') return length === 2 && query === undefined
  return method === 'DELETE' || (method === 'POST' && length !== 2)
}

/** Whether an answer came, and was an error. */
async function isRefused(answered: Moment<Answer>): Promise<boolean> {
  return (await answered.comes()) && !(await answered.happens()).code.startsWith('2.')
}
