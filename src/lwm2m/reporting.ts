import type { CoapEndpoint, Delivery, IncomingRequest, ResponseDraft, Traced } from '#coap'
import { type Ids, isWithin, pathText } from '#content'
import type { Clock, Random } from '#net'
import type { NotificationAttributes } from './attributes.ts'
import type { Device } from './device.ts'
import { Observation } from './observation.ts'
import { operationOf } from './operation.ts'

export interface ReportingOptions {
  readonly device: Device
  readonly coap: CoapEndpoint
  readonly clock: Clock
  readonly random: Random
  /** Told how each notification ended. */
  readonly delivered?: (path: string, outcome: Delivery, sent: Traced) => void
}

interface Observed {
  readonly observation: Observation
  readonly request: IncomingRequest
  readonly path: Ids
}

/** Keeps the observations of a device: begins them, reports, and ends them (Core 1.1.1 §6.4, RFC 7641). */
export class Reporting {
  readonly #options: ReportingOptions
  readonly #leave: () => void
  readonly #observed = new Map<string, Observed>()

  constructor(options: ReportingOptions) {
    this.#options = options
    const { device } = options
    this.#leave = device.store.onChange((path) => this.#changed(path))
    device.attributesChanged = (path) => {
      for (const { path: observed, observation } of this.#observed.values())
        if (isWithin(observed, path)) observation.rescheduled()
    }
  }

  /** Tokens under observation, oldest first. */
  tokens(): string[] {
    return [...this.#observed.keys()]
  }

  /** Answers a request, beginning or ending an observation where it asks for that. */
  answer(request: IncomingRequest): ResponseDraft {
    const { device } = this.#options
    const response = device.answer(request)
    const operation = operationOf(request, (path) => device.isExecutable(path))
    if ('refusal' in operation || (operation.kind !== 'observe' && operation.kind !== 'cancel'))
      return response
    const key = Buffer.from(request.message.token).toString('hex')
    if (operation.kind === 'cancel') {
      this.cancelledByGet(key)
      return response
    }
    this.end(key)
    return response.code === '2.05'
      ? { ...response, observe: this.#begin(key, request, operation.path) }
      : response
  }

  /** A GET with Observe=1 came for a token. */
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
  }

  /** Ends all: a new registration knows of none. */
  endAll(): void {
    for (const token of this.tokens()) this.end(token)
  }

  /** Ends all, for good. */
  close(): void {
    this.#leave()
    this.endAll()
  }

  /** Attributes for a path, with the server's defaults filled in (/1/x/2, /1/x/3). */
  attributesFor(path: Ids): NotificationAttributes {
    const { device } = this.#options
    const fallback = (resource: number): number | undefined => {
      const value = device.store.value([1, device.store.instances(1)[0] ?? 0, resource])
      return value?.type === 'integer' ? Number(value.value) : undefined
    }
    const [pmin, pmax] = [fallback(2), fallback(3)]
    return {
      ...(pmin === undefined ? {} : { pmin }),
      ...(pmax === undefined ? {} : { pmax }),
      ...device.attributes.inherited(path),
    }
  }

  /** Makes the observation, so that a fault can be put in. */
  observe(path: Ids, notify: (sequence: number) => void): Observation {
    const { device, clock, random } = this.#options
    return new Observation({
      path,
      clock,
      read: () => device.readable(path),
      attributes: () => this.attributesFor(path),
      notify,
      sequence: random.integer(1, 2 ** 16),
    })
  }

  /** What a notification carries. */
  report(request: IncomingRequest, path: Ids): ResponseDraft {
    return this.#options.device.read(path, request.accept)
  }

  #begin(key: string, request: IncomingRequest, path: Ids): number {
    const observation = this.observe(path, (sequence) => this.#notify(key, sequence))
    this.#observed.set(key, { observation, request, path })
    return observation.sequence
  }

  #notify(key: string, sequence: number): void {
    const observed = this.#observed.get(key)
    if (observed === undefined) return
    const { request, path } = observed
    const { coap, delivered } = this.#options
    const report = this.report(request, path)
    const draft = report.code === '2.05' ? { ...report, observe: sequence } : report
    const {
      sent,
      delivered: outcome,
      onReset,
    } = coap.notify(request.peer, { ...draft, type: 'CON', token: request.message.token, path: request.path })
    if (report.code !== '2.05') this.end(key)
    onReset(() => this.cancelledByReset(key))
    void outcome.then((ended) => {
      if (ended === 'reset') this.cancelledByReset(key)
      if (ended === 'timeout') this.end(key)
      delivered?.(pathText(path), ended, sent)
    })
  }

  #changed(path: Ids): void {
    for (const [key, { observation, path: observed }] of this.#observed) {
      if (this.#options.device.store.has(observed)) observation.changed(path)
      else this.#options.clock.after(0, () => this.#gone(key, observed))
    }
  }

  /** What is observed was deleted, and not merely put anew: the last notification says so (RFC 7641 §4.2). */
  #gone(key: string, path: Ids): void {
    const observed = this.#observed.get(key)
    if (observed === undefined || this.#options.device.store.has(path)) return
    this.#notify(key, observed.observation.sequence)
  }
}
