import type { Clock } from '#net'
import type { Registry } from '#registry'
import { type HttpRequest, httpText } from './fetch.ts'
import { type Dialect, formatQuery, leshanNode, leshanNodes, shownValue } from './leshan-content.ts'
import { followEvents, type LeshanEvent } from './leshan-events.ts'
import { UpperTesterError, type Verb, type VerbName } from './verbs.ts'

/** What Leshan's demo server can be told and asked. */
export const leshanServerVerbs: readonly VerbName[] = [
  'read',
  'discover',
  'read-composite',
  'write-composite',
  'write',
  'execute',
  'attributes',
  'create',
  'delete',
  'observe',
  'cancel',
  'observe-composite',
  'cancel-composite',
  'ask-registered',
  'ask-value',
  'ask-queue-mode',
]

/** Milliseconds in which the demo refuses what it will not pass on; then the request is taken as on its way. */
const refusalTime = 150
/** Seconds that the demo waits for the client, beyond any retransmission. */
const demoTimeout = 100

/** Where the demo has its composite operations, below a client. */
const composite = '/composite'

interface Outcome {
  readonly path: string
  readonly node: Promise<unknown>
}

/** Leshan's demo server over its REST interface. */
export class LeshanServer {
  readonly #api: string
  readonly #clock: Clock
  readonly #registry: Registry
  readonly #events = new Map<string, Promise<void>>()
  readonly #over = new AbortController()
  #numerals: Dialect['numerals'] = 'text'
  /** By endpoint: what the server showed, the newest last. */
  readonly #outcomes = new Map<string, Outcome[]>()

  constructor(base: string, { clock, registry }: { clock: Clock; registry: Registry }) {
    this.#api = `${base}/api`
    this.#clock = clock
    this.#registry = registry
  }

  async perform(verb: Verb): Promise<string | boolean | undefined> {
    switch (verb.verb) {
      case 'ask-registered':
        return (await this.#registration(verb.endpoint)) !== undefined
      case 'ask-queue-mode':
        return (await this.#registration(verb.endpoint))?.queuemode === true
      case 'ask-value':
        return this.#shown(verb.endpoint, verb.path)
      default: {
        try {
          await this.#request(verb)
        } catch (refusal) {
          if (this.#numerals === 'numbers' || !wantsNumbers(refusal)) throw refusal
          this.#numerals = 'numbers'
          await this.#request(verb)
        }
        return undefined
      }
    }
  }

  close(): void {
    this.#over.abort()
  }

  async #request(verb: Verb): Promise<void> {
    const request = requestFor(verb, { registry: this.#registry, numerals: this.#numerals })
    if (request === undefined || !('endpoint' in verb))
      throw new UpperTesterError(`Leshan's demo server cannot "${verb.verb}"`)
    await this.#follow(verb.endpoint)
    const answer = await this.#passOn(verb.endpoint, 'path' in verb ? verb.path : composite, request)
    // It overlooks what it does not know in a query; with a response of the client it would have shown that.
    if ('by' in verb && verb.by === 'get' && answer === '')
      throw new UpperTesterError("this release of Leshan's demo server cancels by Reset alone")
  }

  /**
   * Resolves when the demo has taken the request: its answer only comes when the client has answered.
   * @returns what it said at once, if it did
   */
  async #passOn(
    endpoint: string,
    path: string,
    { below, ...request }: DemoRequest,
  ): Promise<string | undefined> {
    const url = `${this.#api}/clients/${encodeURIComponent(endpoint)}${path}${below}`
    const answer = httpText({ ...request, url }, { clock: this.#clock, timeout: demoTimeout + 30 })
    const outcome = { path, node: answer.then(contentOf) }
    outcome.node.catch(() => {})
    this.#remember(endpoint, outcome)
    return new Promise((resolve, reject) => {
      const timer = this.#clock.after(refusalTime, () => resolve(undefined))
      answer.then(
        (text) => {
          timer.cancel()
          resolve(text.trim())
        },
        (failure: unknown) => {
          timer.cancel()
          reject(failure)
        },
      )
    })
  }

  #remember(endpoint: string, outcome: Outcome): void {
    this.#outcomes.set(endpoint, [...(this.#outcomes.get(endpoint) ?? []), outcome])
  }

  #follow(endpoint: string): Promise<void> {
    const following =
      this.#events.get(endpoint) ??
      followEvents(`${this.#api}/event?ep=${encodeURIComponent(endpoint)}`, {
        clock: this.#clock,
        signal: this.#over.signal,
        heard: (event) => this.#heard(endpoint, event),
      })
    this.#events.set(endpoint, following)
    return following
  }

  #heard(endpoint: string, { name, data }: LeshanEvent): void {
    const { res, val, path, response } = fields(data)
    if (name === 'NOTIFICATION' && typeof res === 'string')
      this.#remember(endpoint, { path: res, node: Promise.resolve(val) })
    // A request that waited for a sleeping client.
    if (name === 'REQUEST_RESPONSE' && typeof path === 'string')
      this.#remember(endpoint, { path, node: Promise.resolve(fields(response).content) })
  }

  /** The newest value that the server showed for this path, alone or within its instance or object. */
  async #shown(endpoint: string, path: string): Promise<string> {
    const seen = this.#outcomes.get(endpoint) ?? []
    for (const outcome of seen.toReversed()) {
      if (outcome.path !== composite && !isAtOrBelow(path, outcome.path)) continue
      const node = await outcome.node
      // A Read-Composite is answered with a node for each path it listed.
      const [at, held] =
        outcome.path === composite
          ? (Object.entries(fields(node)).find(([listed]) => isAtOrBelow(path, listed)) ?? ['', undefined])
          : [outcome.path, node]
      const value = held === undefined ? undefined : shownValue(held, at, path)
      if (value !== undefined) return value
    }
    throw new UpperTesterError(`Leshan's demo server showed no value for ${path} of ${endpoint}`)
  }

  async #registration(endpoint: string): Promise<Record<string, unknown> | undefined> {
    const url = `${this.#api}/clients`
    const list: unknown = JSON.parse(await httpText({ url }, { clock: this.#clock, timeout: 10 }))
    return Array.isArray(list) ? list.map(fields).find((client) => client.endpoint === endpoint) : undefined
  }
}

/** It refuses numbers as text before anything goes to the client. */
function wantsNumbers(refusal: unknown): boolean {
  return refusal instanceof UpperTesterError && /expected (INTEGER|FLOAT), got STRING/.test(refusal.message)
}

function isAtOrBelow(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}/`)
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function contentOf(text: string): unknown {
  return text.trim() === '' ? undefined : fields(JSON.parse(text)).content
}

/** A request of the demo's interface, with what follows the client's path in its URL. */
interface DemoRequest extends Omit<HttpRequest, 'url'> {
  readonly below: string
}

function requestFor(verb: Verb, dialect: Dialect): DemoRequest | undefined {
  const query = (...parts: readonly string[]): string =>
    `?${[...parts.filter((part) => part !== ''), `timeout=${demoTimeout}`].join('&')}`
  switch (verb.verb) {
    case 'read':
      return { below: query(formatQuery(verb.format)) }
    case 'discover':
      // It speaks no LwM2M 1.2, which has depths.
      return verb.depth === undefined ? { below: `/discover${query()}` } : undefined
    case 'read-composite': {
      const formats = ['pathformat', 'nodeformat'].map((name) => formatQuery(verb.format, name))
      return { below: query(`paths=${verb.paths.join(',')}`, ...formats) }
    }
    case 'write-composite':
      return {
        method: 'PUT',
        below: query(formatQuery(verb.format, 'nodeformat')),
        body: JSON.stringify(leshanNodes(verb.content, dialect)),
      }
    case 'write':
      return {
        method: 'PUT',
        below: query(formatQuery(verb.format), `replace=${verb.replace}`),
        body: JSON.stringify(leshanNode(verb.path, verb.content, dialect)),
      }
    case 'attributes':
      // The demo takes everything in this query for an attribute.
      return { method: 'PUT', below: `/attributes?${verb.query.map(encodeURI).join('&')}` }
    case 'execute':
      return {
        method: 'POST',
        below: query(),
        ...(verb.argument === undefined ? {} : { contentType: 'text/plain', body: verb.argument }),
      }
    case 'create':
      return {
        method: 'POST',
        below: query(formatQuery(verb.format)),
        body: JSON.stringify(leshanNode(verb.path, verb.content, dialect)),
      }
    case 'delete':
      return { method: 'DELETE', below: query() }
    case 'observe':
      // It speaks no LwM2M 1.2, where an Observe has parameters.
      if (verb.query !== undefined) return undefined
      return { method: 'POST', below: `/observe${query(formatQuery(verb.format))}` }
    case 'observe-composite': {
      const formats = ['pathformat', 'nodeformat'].map((name) => formatQuery(verb.format, name))
      return { method: 'POST', below: `/observe${query(`paths=${verb.paths.join(',')}`, ...formats)}` }
    }
    case 'cancel-composite': {
      const active = verb.by === 'get' ? 'active=true' : ''
      return { method: 'DELETE', below: `/observe${query(`paths=${verb.paths.join(',')}`, active)}` }
    }
    case 'cancel':
      return { method: 'DELETE', below: `/observe${query(verb.by === 'get' ? 'active=true' : '')}` }
    default:
      return undefined
  }
}
