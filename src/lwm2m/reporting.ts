import type { CoapEndpoint, Delivery, IncomingRequest, ResponseDraft, Traced } from '#coap'
import { type Ids, isWithin, pathText } from '#content'
import type { Clock, Random } from '#net'
import { attributeNames, compositeParameters, type NotificationAttributes } from './attributes.ts'
import type { Device } from './device.ts'
import { History } from './history.ts'
import { Observation } from './observation.ts'
import { type Observing, operationOf } from './operation.ts'

export interface ReportingOptions {
  readonly device: Device
  readonly coap: CoapEndpoint
  readonly clock: Clock
  readonly random: Random
  /** What must be said before a notification, if anything. */
  readonly ready?: () => Promise<unknown> | undefined
  /** Told how each notification ended; the paths of a composite observation come as one text, with blanks between. */
  readonly delivered?: (path: string, outcome: Delivery, sent: Traced) => void
}

interface Observed {
  readonly observation: Observation
  readonly request: IncomingRequest
}

/** Keeps the observations of a device: begins them, reports, and ends them (Core 1.1.1 §6.4, RFC 7641). */
export class Reporting {
  readonly #options: ReportingOptions
  readonly #leave: () => void
  readonly #observed = new Map<string, Observed>()
  readonly #history = new History<ResponseDraft & { readonly type: 'CON' | 'NON' }>()

  constructor(options: ReportingOptions) {
    this.#options = options
    const { device } = options
    this.#leave = device.store.onChange((path) => this.#changed(path))
    // Named first, so that V8 does not keep it, and the world it sees, for long.
    const attributesChanged = (path: Ids): void => {
      for (const { observation } of this.#observed.values())
        if (observation.paths.some((observed) => isWithin(observed, path))) observation.rescheduled()
    }
    device.attributesChanged = attributesChanged
  }

  /** Tokens under observation, oldest first. */
  tokens(): string[] {
    return [...this.#observed.keys()]
  }

  /** Whether an observation reports what changes at a path. */
  reports(path: Ids): boolean {
    return [...this.#observed.values()].some(({ observation }) =>
      observation.paths.some((observed) => isWithin(path, observed)),
    )
  }

  /** Answers a request, beginning or ending an observation where it asks for that. */
  answer(request: IncomingRequest): ResponseDraft {
    const { device } = this.#options
    const response = device.answer(request)
    const operation = operationOf(request, (path) => device.isExecutable(path))
    if ('refusal' in operation) return response
    const key = Buffer.from(request.message.token).toString('hex')
    if (operation.kind === 'cancel' || operation.kind === 'cancel-composite') {
      this.cancelledByGet(key)
      return response
    }
    if (operation.kind !== 'observe' && operation.kind !== 'observe-composite') return response
    const own = this.parameters(operation)
    if (own === undefined) return { code: '4.00' }
    this.end(key)
    const paths = this.observedPaths(operation)
    return response.code === '2.05' && paths.length > 0
      ? { ...response, observe: this.#begin(key, request, paths, own.stated) }
      : response
  }

  /** The paths that a request wants to observe. */
  observedPaths(operation: Observing): readonly Ids[] {
    if (operation.kind === 'observe') return [operation.path]
    const listed = this.#options.device.composite.pathsIn(operation)
    return 'refusal' in listed ? [] : listed.paths
  }

  /** Attributes that an Observe states as parameters (Core 1.2 §6.4.1); undefined when it must be refused. */
  parameters({ kind, path, query }: Observing): { readonly stated?: NotificationAttributes } | undefined {
    const { device } = this.#options
    if (query === undefined) return {}
    const isKnown = (item: string): boolean => compositeParameters.some((name) => item.startsWith(`${name}=`))
    if (device.lwm2m !== '1.2' || (kind === 'observe-composite' && !query.every(isKnown))) return undefined
    const changes = device.attributesIn(path, query)
    if (changes === undefined) return undefined
    const stated = attributeNames.flatMap((name) => {
      const value = changes[name]
      return typeof value === 'number' ? [[name, value] as const] : []
    })
    return { stated: Object.fromEntries(stated) }
  }

  /** A GET or FETCH with Observe=1 came for a token. */
  cancelledByGet(token: string): void {
    this.end(token)
  }

  /** An RST came to a notification of a token. */
  cancelledByReset(token: string): void {
    this.end(token)
  }

  end(token: string): void {
    this.#observed.get(token)?.observation.end()
    this.#observed.delete(token)
    this.#history.end(token)
  }

  /** Ends all: a new registration knows of none. */
  endAll(): void {
    for (const token of this.tokens()) this.end(token)
  }

  /** Ends all, for good. */
  close(): void {
    this.#leave()
    for (const token of this.tokens()) this.end(token)
  }

  /** Attributes for a path, with the server's defaults filled in (/1/x/2, /1/x/3); its own stand for all attached. */
  attributesFor(path: Ids, own?: NotificationAttributes): NotificationAttributes {
    const { device } = this.#options
    const fallback = (resource: number): number | undefined => {
      const value = device.store.value([1, device.store.instances(1)[0] ?? 0, resource])
      return value?.type === 'integer' ? Number(value.value) : undefined
    }
    const [pmin, pmax] = [fallback(2), fallback(3)]
    return {
      ...(pmin === undefined ? {} : { pmin }),
      ...(pmax === undefined ? {} : { pmax }),
      ...(own ?? device.attributes.inherited(path)),
    }
  }

  /** Makes the observation, so that a fault can be put in. */
  observe(
    paths: readonly Ids[],
    notify: (sequence: number) => void,
    own?: NotificationAttributes,
  ): Observation {
    const { device, clock, random } = this.#options
    return new Observation({
      paths,
      clock,
      read: (path) => device.visible(path),
      attributes: (path) => this.attributesFor(path, own),
      notify,
      sequence: random.integer(1, 2 ** 16),
    })
  }

  /** What a notification carries: what the request would be answered with now. */
  report(request: IncomingRequest): ResponseDraft {
    const { device } = this.#options
    if (request.method === 'FETCH') return device.composite.read(request)
    return device.read(request.path.map(Number), request.accept)
  }

  /** Whether a notification is to be acknowledged (Core 1.2 §7.3.2, con). */
  type({ con = 1 }: NotificationAttributes): 'CON' | 'NON' {
    return con === 0 ? 'NON' : 'CON'
  }

  /** How many reports are kept while one is under way: none unless /1/x/6 says so (Core 1.2 §7.3.2, hqmax). */
  historyLimit({ hqmax = 0 }: NotificationAttributes): number {
    const { store } = this.#options.device
    return store.value([1, store.instances(1)[0] ?? 0, 6])?.value === true ? hqmax : 0
  }

  /** What is observed was deleted, and not merely put anew: the last notification says so (RFC 7641 §4.2). */
  gone(key: string, path: Ids): void {
    const observed = this.#observed.get(key)
    if (observed === undefined || this.#options.device.store.has(path)) return
    this.#notify(key, observed.observation.sequence)
  }

  #begin(
    key: string,
    request: IncomingRequest,
    paths: readonly Ids[],
    own: NotificationAttributes | undefined,
  ): number {
    const observation = this.observe(paths, (sequence) => this.#notify(key, sequence), own)
    this.#observed.set(key, { observation, request })
    return observation.sequence
  }

  #notify(key: string, sequence: number): void {
    const ready = this.#options.ready?.()
    if (ready === undefined) this.#send(key, sequence)
    else void ready.then(() => this.#send(key, sequence))
  }

  #send(key: string, sequence: number): void {
    const observed = this.#observed.get(key)
    if (observed === undefined) return
    const report = this.report(observed.request)
    const isLast = report.code !== '2.05'
    const attributes = observed.observation.attributes()
    const type = isLast ? 'CON' : this.type(attributes)
    const draft = { ...(isLast ? report : { ...report, observe: sequence }), type }
    if (isLast || !this.#history.keeps(key, draft, this.historyLimit(attributes))) this.#transmit(key, draft)
  }

  #transmit(key: string, draft: ResponseDraft & { readonly type: 'CON' | 'NON' }): void {
    const observed = this.#observed.get(key)
    if (observed === undefined) return
    const { request, observation } = observed
    const { coap, delivered } = this.#options
    const {
      sent,
      delivered: outcome,
      onReset,
    } = coap.notify(request.peer, { ...draft, token: request.message.token, path: request.path })
    if (draft.type === 'CON') this.#history.begins(key)
    if (draft.code !== '2.05') this.end(key)
    onReset(() => this.cancelledByReset(key))
    void outcome.then((ended) => {
      if (ended === 'reset') this.cancelledByReset(key)
      if (ended === 'timeout') this.end(key)
      delivered?.(observation.paths.map(pathText).join(' '), ended, sent)
      const next = draft.type === 'CON' ? this.#history.next(key) : undefined
      if (next !== undefined) this.#transmit(key, next)
    })
  }

  #changed(path: Ids): void {
    for (const [key, { observation, request }] of this.#observed) {
      const [only] = request.method === 'FETCH' ? [] : observation.paths
      if (only === undefined || this.#options.device.store.has(only)) observation.changed(path)
      else this.#options.clock.after(0, () => this.gone(key, only))
    }
  }
}
