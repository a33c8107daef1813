import {
  type Body,
  type CoapEndpoint,
  type Exchange,
  ExchangeFailure,
  type IncomingRequest,
  type Notification,
  type RequestDraft,
  type Response,
  type Transport,
} from '#coap'
import { contentFormats, type DataFormat, formatName, type Node, parsePath, type Reading } from '#content'
import type { Otherwise, SharedAccount } from '#dtls'
import {
  type Depth,
  draftOf,
  etsProfiles,
  objectVersions,
  type Profiles,
  parseRegister,
  parseUpdate,
  type Registration,
  rootSegments,
  updatedRegistration,
  withProfiles,
} from '#lwm2m'
import type { Network, Random } from '#net'
import { createOscore, type Faults, type Keyring } from '#oscore'
import type { EnablerVersion, Registry } from '#registry'
import { decodeContent, encodeContent } from './codec.ts'
import { Composites } from './composites.ts'
import type { KnownClient } from './known-client.ts'
import { MailRounds } from './mail-rounds.ts'
import { NameTable } from './name-table.ts'
import { openPeer } from './open-peer.ts'
import { Outbox } from './outbox.ts'
import { Receiving } from './receiving.ts'
import { registerRefusal } from './refusals.ts'
import { ServerObservations } from './server-observations.ts'
import { ShownValues } from './shown-values.ts'

export interface ReferenceServerOptions {
  readonly network: Network
  readonly registry: Registry
  readonly lwm2m: EnablerVersion
  readonly local?: { readonly host?: string; readonly port?: number }
  /** Default: UDP. */
  readonly transport?: Transport
  /** The security contexts it has with Clients, whom it serves under OSCORE alone then. */
  readonly keyring?: Keyring
  /** The accounts of Clients, whom it serves over DTLS or TLS alone then. */
  readonly accounts?: readonly SharedAccount[]
  /** What the Profile IDs it knows stand for; default: the one of the ETS. */
  readonly profiles?: Profiles
}

/** The reference Server: registrations, management operations and observations. Each behaviour is a replaceable method. */
export class ReferenceServer {
  readonly options: ReferenceServerOptions
  coap!: CoapEndpoint
  readonly clients = new Map<string, KnownClient>()
  readonly names: NameTable
  readonly #shown = new ShownValues()
  readonly composites = new Composites(this)
  readonly observations = new ServerObservations(this)
  readonly receiving = new Receiving(this)
  readonly mail = new MailRounds(this)
  readonly #outbox = new Outbox((endpoint) => {
    const client = this.clients.get(endpoint)
    return client !== undefined && this.sleeps(client)
  })
  readonly #random: Random
  readonly encode = encodeContent
  readonly decode = decodeContent
  profiles: Profiles
  /** What it does in handshakes of DTLS otherwise than its accounts say. */
  otherwise: Otherwise = {}
  #next = 1

  constructor(options: ReferenceServerOptions) {
    this.options = options
    this.profiles = options.profiles ?? etsProfiles
    this.names = new NameTable(options.accounts !== undefined)
    this.#random = options.network.random.fork('reference-server')
  }

  /** Resolves when it listens. */
  async start(): Promise<void> {
    const { accounts, keyring, network } = this.options
    const random = network.secrets.fork('oscore of the server')
    const oscore =
      keyring &&
      createOscore({
        ...{ clock: network.clock, random, keyring },
        admits: () => this.servesUnprotected(),
        faults: (message, kind) => this.faultsOf(message, kind),
      })
    this.coap = await openPeer(this.options, 'listens', this.#random, {
      oscore: oscore?.protection,
      security: accounts && { accounts, otherwise: () => this.otherwise },
    })
    this.coap.onRequest((request) => this.answer(request))
  }

  async stop(): Promise<void> {
    for (const client of [...this.clients.values()]) this.drop(client)
    await this.coap.close()
  }

  /** Whether it serves requests in the clear although it has security contexts. */
  servesUnprotected(): boolean {
    return false
  }

  /** What is wrong with the protection of a message. */
  faultsOf(_message: Body, _kind: 'request' | 'response'): Faults | undefined {
    return undefined
  }

  /** Registration interface, and Send (Transport 1.1.1 §6.4.3, §6.4.5). */
  answer(request: IncomingRequest): void {
    const [first, ...rest] = request.path
    if (first === 'dp' && request.method === 'POST') return void this.receiving.answer(request)
    if (first !== 'rd') return void request.respond({ code: '4.04' })
    if (rest.length === 0) {
      if (request.method === 'POST') this.register(request)
      else request.respond({ code: '4.05' })
      return
    }
    const client = [...this.clients.values()].find(({ id }) => id === rest.join('/'))
    if (client === undefined) return void request.respond({ code: '4.04' })
    if (this.isUpdate(request)) this.update(client, request)
    else if (request.method === 'DELETE') this.deregister(client, request)
    else request.respond({ code: '4.05' })
  }

  isUpdate({ method }: IncomingRequest): boolean {
    return method === 'POST'
  }

  register(request: IncomingRequest): void {
    const { endpoint: given, ...others } = parseRegister(request).registration
    const name = this.names.nameOf(request, given)
    const stated: Registration = name === undefined ? others : { ...others, endpoint: name }
    const refusal = this.refusal(stated, request)
    if (refusal !== undefined) return void request.respond({ code: refusal })
    const registration = withProfiles(stated, this.profiles) ?? stated
    const endpoint = registration.endpoint!
    this.names.take(request, endpoint)
    this.clients.get(endpoint)?.expiry?.cancel()
    this.observations.endAll(endpoint)
    const client: KnownClient = {
      id: this.newId(),
      endpoint,
      address: request.peer,
      registration,
      lifetime: registration.lifetime ?? 86400,
      expiry: undefined,
      lastHeard: request.at,
    }
    this.clients.set(endpoint, client)
    this.expireLater(client)
    request.respond({ code: '2.01', location: this.locationOptions(client.id) })
    this.#heard(client, request, true)
  }

  /** Why a Register is refused. */
  refusal(stated: Registration, request: IncomingRequest): ReturnType<typeof registerRefusal> {
    return registerRefusal(stated, request, this.profiles)
  }

  newId(): string {
    return `${this.#next++}${this.#random.integer(100, 999)}`
  }

  /** Location-Path, one segment an option. */
  locationOptions(id: string): string[] {
    return ['rd', id]
  }

  update(client: KnownClient, request: IncomingRequest): void {
    const { registration } = parseUpdate(request)
    const code = this.updateRefusal(registration, request)
    if (code !== undefined) return void request.respond({ code })
    client.registration = this.merged(client.registration, registration)
    client.lifetime = registration.lifetime ?? client.lifetime
    client.address = request.peer
    this.expireLater(client)
    request.respond({ code: '2.04' })
    this.#heard(client, request, false)
  }

  /** Why an Update is refused (Transport 1.1.1 §6.7). */
  updateRefusal({ hasList }: Registration, { payload }: IncomingRequest): '4.00' | undefined {
    return payload.length > 0 && !hasList ? '4.00' : undefined
  }

  /** An Update states only what changed (Core 1.1.1 §6.2.2). */
  merged(before: Registration, update: Registration): Registration {
    return updatedRegistration(before, update)
  }

  deregister(client: KnownClient, request: IncomingRequest): void {
    this.drop(client)
    request.respond({ code: '2.02' })
  }

  /** Forgets a registration and its observations. */
  drop(client: KnownClient): void {
    client.expiry?.cancel()
    this.clients.delete(client.endpoint)
    this.observations.endAll(client.endpoint)
    this.#outbox.wake(client.endpoint)
  }

  /** Drops the registration when its lifetime has passed without an Update (Core 1.1.1 §6.2.1). */
  expireLater(client: KnownClient): void {
    client.expiry?.cancel()
    if (client.lifetime > 0)
      client.expiry = this.options.network.clock.after(client.lifetime * 1000, () => this.drop(client))
  }

  isRegistered(endpoint: string): boolean {
    return this.clients.has(endpoint)
  }

  regardsAsQueueMode(endpoint: string): boolean {
    return this.clients.get(endpoint)?.registration.queueMode === true
  }

  /** What it shows to its user: the last value read or reported. */
  shown(endpoint: string, path: string): string | undefined {
    return this.#shown.of(endpoint, path)
  }

  read(endpoint: string, path: string, format?: DataFormat): Promise<Response | undefined> {
    return this.ask(endpoint, path, draftOf({ kind: 'read', path: parsePath(path), ...accept(format) }))
  }

  discover(endpoint: string, path: string, depth?: Depth): Promise<Response | undefined> {
    const levels = depth === undefined ? {} : { depth }
    return this.ask(endpoint, path, draftOf({ kind: 'discover', path: parsePath(path), ...levels }))
  }

  write(
    endpoint: string,
    path: string,
    nodes: readonly Node[],
    how: { replace: boolean; format?: DataFormat },
  ): Promise<Response | undefined> {
    const mode = how.replace ? 'replace' : 'partial'
    const content = this.payload(endpoint, path, nodes, how.format)
    const draft = draftOf({ kind: 'write', mode, path: parsePath(path), ...content })
    return this.ask(endpoint, path, { ...draft, method: this.writeMethod(how.replace) })
  }

  /** PUT replaces, POST updates partially (Transport 1.1.1 Table 6.4.4-1). */
  writeMethod(replace: boolean): 'PUT' | 'POST' {
    return replace ? 'PUT' : 'POST'
  }

  payload(
    endpoint: string,
    path: string,
    nodes: readonly Node[],
    wanted?: DataFormat,
  ): { contentFormat: number; payload: Uint8Array } {
    const base = parsePath(path)
    const single =
      nodes.length === 1 && nodes[0]!.path.length === base.length && nodes[0]!.value?.type !== 'opaque'
    const format = wanted ?? (single ? 'text' : this.preferredFormat(endpoint))
    return {
      contentFormat: contentFormats[format],
      payload: this.encode(format, nodes, { base, shapeOf: this.#shapeOf(endpoint) }),
    }
  }

  /** A format for more than one value: SenML where the client announced it, else TLV. */
  preferredFormat(endpoint: string): DataFormat {
    const announced = this.clients.get(endpoint)?.registration.formats ?? []
    const preferences = ['senml-cbor', 'senml-json'] as const
    return preferences.find((format) => announced.includes(contentFormats[format])) ?? 'tlv'
  }

  execute(endpoint: string, path: string, argument?: string): Promise<Response | undefined> {
    const content =
      argument === undefined
        ? { payload: new Uint8Array() }
        : { contentFormat: contentFormats.text, payload: new TextEncoder().encode(argument) }
    const draft = draftOf({ kind: 'execute', path: parsePath(path), ...content })
    return this.ask(endpoint, path, { ...draft, method: this.executeMethod() })
  }

  executeMethod(): 'POST' | 'PUT' {
    return 'POST'
  }

  writeAttributes(endpoint: string, path: string, query: readonly string[]): Promise<Response | undefined> {
    return this.ask(endpoint, path, draftOf({ kind: 'write-attributes', path: parsePath(path), query }))
  }

  create(
    endpoint: string,
    path: string,
    nodes: readonly Node[],
    format: DataFormat = 'tlv',
  ): Promise<Response | undefined> {
    const content = this.payload(endpoint, path, nodes, format)
    return this.ask(endpoint, path, draftOf({ kind: 'create', path: parsePath(path), ...content }))
  }

  delete(endpoint: string, path: string): Promise<Response | undefined> {
    return this.ask(endpoint, path, draftOf({ kind: 'delete', path: parsePath(path) }))
  }

  /** Sends an operation when the client listens and its last one is over; undefined when it does not answer. */
  async ask(
    endpoint: string,
    path: string,
    draft: RequestDraft,
    onExchange?: (exchange: Exchange) => void,
  ): Promise<Response | undefined> {
    const response = await this.#outbox.post(endpoint, () => this.#exchange(endpoint, draft, onExchange))
    if (response !== undefined) this.#show(endpoint, path, response)
    return response
  }

  async #exchange(
    endpoint: string,
    draft: RequestDraft,
    onExchange?: (exchange: Exchange) => void,
  ): Promise<Response | undefined> {
    const client = this.clients.get(endpoint)
    if (client === undefined) return undefined
    const exchange = this.coap.request(client.address, this.addressed(client, draft))
    onExchange?.(exchange)
    try {
      const response = await exchange.response
      client.lastHeard = response.at
      return response
    } catch (failure) {
      if (failure instanceof ExchangeFailure) return undefined
      throw failure
    }
  }

  /** Below the client's root path, wherever it announced that to be (Core 1.1.1 §6.2.1). */
  addressed({ registration }: KnownClient, draft: RequestDraft): RequestDraft {
    return { ...draft, path: [...rootSegments(registration.rootPath), ...(draft.path ?? [])] }
  }

  /** A client in queue mode listens for MAX_TRANSMIT_WAIT after its last message (Transport 1.1.1 §6.5). */
  sleeps({ registration, lastHeard }: KnownClient): boolean {
    const awakeFor = 93_000
    return registration.queueMode && this.options.network.clock.now() - lastHeard >= awakeFor
  }

  #heard(client: KnownClient, request: IncomingRequest, anew: boolean): void {
    client.lastHeard = request.at
    this.#outbox.wake(client.endpoint)
    this.mail.heard(client, anew)
  }

  /** A notification came. */
  reported(endpoint: string, path: string, notification: Notification): void {
    const client = this.clients.get(endpoint)
    if (client !== undefined) client.lastHeard = notification.at
    this.#show(endpoint, path, notification)
    this.mail.reported(endpoint, path, notification)
  }

  /** Reads a payload of a client in the light of what it registered. */
  readFrom(endpoint: string, path: string, format: DataFormat, payload: Uint8Array): Reading {
    return this.decode(format, payload, { base: parsePath(path), shapeOf: this.#shapeOf(endpoint) })
  }

  /** Takes values that it is to show. */
  shows(endpoint: string, path: string, nodes: readonly Node[]): void {
    this.#shown.take(endpoint, path, nodes)
    this.mail.sees(endpoint, nodes)
  }

  #shapeOf(endpoint: string) {
    const registration = this.clients.get(endpoint)?.registration
    return this.options.registry.shapeOf(
      this.options.lwm2m,
      registration === undefined ? new Map() : objectVersions(registration),
    )
  }

  #show(endpoint: string, path: string, { code, contentFormat, payload }: Response): void {
    const format = formatName(contentFormat)
    if (code !== '2.05' || format === undefined || format === 'link') return
    this.shows(endpoint, path, this.readFrom(endpoint, path, format, payload).nodes)
  }
}

function accept(format: DataFormat | undefined): { accept?: number } {
  return format === undefined ? {} : { accept: contentFormats[format] }
}
