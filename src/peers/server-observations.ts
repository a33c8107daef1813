import type { Notification, RequestDraft, Response } from '#coap'
import { contentFormats, type DataFormat, encodePaths, parsePath } from '#content'
import { draftOf } from '#lwm2m'
import type { ServerObservation } from './known-client.ts'
import type { ReferenceServer } from './server.ts'

/** The observations of the reference Server (Core 1.1.1 §6.4). Each behaviour is a replaceable method. */
export class ServerObservations {
  readonly #server: ReferenceServer
  readonly #held = new Map<string, ServerObservation>()

  constructor(server: ReferenceServer) {
    this.#server = server
  }

  /** Observes a path with a token of its own. @param query attributes as parameters (1.2) */
  observe(
    endpoint: string,
    path: string,
    { format, query }: { readonly format?: DataFormat; readonly query?: readonly string[] } = {},
  ): Promise<Response | undefined> {
    const accept = format === undefined ? {} : { accept: contentFormats[format] }
    const parameters = query === undefined ? {} : { query }
    return this.begin(
      endpoint,
      path,
      draftOf({ kind: 'observe', path: parsePath(path), ...accept, ...parameters }),
    )
  }

  /** Observes several paths at once. */
  observeComposite(
    endpoint: string,
    paths: readonly string[],
    format?: DataFormat,
  ): Promise<Response | undefined> {
    return this.begin(endpoint, paths.join(' '), this.compositeDraft(endpoint, paths, format))
  }

  compositeDraft(endpoint: string, paths: readonly string[], format?: DataFormat): RequestDraft {
    const wanted = this.#server.composites.pathFormat(endpoint, format)
    const contentFormat = contentFormats[wanted]
    const payload = encodePaths(wanted, paths.map(parsePath))
    return draftOf({ kind: 'observe-composite', path: [], contentFormat, accept: contentFormat, payload })
  }

  begin(endpoint: string, path: string, wanted: RequestDraft): Promise<Response | undefined> {
    const token = this.token()
    const draft = token === undefined ? wanted : { ...wanted, token }
    return this.#server.ask(endpoint, shownAs(path), draft, (exchange) => {
      const observation = { exchange, token: exchange.token, path, draft: wanted, cancelled: false }
      this.#held.set(`${endpoint} ${path}`, observation)
      exchange.onNotification((notification) => this.notified(endpoint, observation, notification))
    })
  }

  /** A token to observe with; undefined: a new one. */
  token(): Uint8Array | undefined {
    return undefined
  }

  /** Whether it observes this path of a client. */
  holds(endpoint: string, path: string): boolean {
    return this.#held.has(`${endpoint} ${path}`)
  }

  notified(endpoint: string, observation: ServerObservation, notification: Notification): void {
    if (this.resets(observation)) {
      notification.reset()
      this.#held.delete(`${endpoint} ${observation.path}`)
      return
    }
    if (this.counts(notification)) this.#server.reported(endpoint, shownAs(observation.path), notification)
  }

  /** Whether it tells something new: one that was sent before another that came already does not (RFC 7641 §3.4). */
  counts({ fresh }: Notification): boolean {
    return fresh
  }

  /** Whether a notification is answered with RST. */
  resets({ cancelled }: ServerObservation): boolean {
    return cancelled
  }

  /** Ends an observation by RST to its next notification, or by the same request with Observe=1 and its token. */
  async cancel(endpoint: string, path: string, by: 'reset' | 'get'): Promise<Response | undefined> {
    const observation = this.#held.get(`${endpoint} ${path}`)
    if (observation === undefined) return undefined
    if (by === 'reset') {
      observation.cancelled = true
      return undefined
    }
    this.#held.delete(`${endpoint} ${path}`)
    return this.#server.ask(endpoint, shownAs(path), this.cancelDraft(observation))
  }

  cancelDraft({ draft, token }: ServerObservation): RequestDraft {
    return { ...draft, observe: 1, token }
  }

  /** Ends all of a client: a new registration knows of none. */
  endAll(endpoint: string): void {
    for (const [key, { exchange }] of this.#held) {
      if (!key.startsWith(`${endpoint} `)) continue
      exchange.cancel()
      this.#held.delete(key)
    }
  }
}

/** The path that payloads are read against: the root for several. */
function shownAs(path: string): string {
  return path.includes(' ') ? '/' : path
}
