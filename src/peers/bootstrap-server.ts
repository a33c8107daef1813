import {
  type CoapEndpoint,
  ExchangeFailure,
  type IncomingRequest,
  type RequestDraft,
  type Response,
  type ResponseDraft,
  type Transport,
} from '#coap'
import { contentFormats, type DataFormat, type Link, type Node, parseLinks, type Value } from '#content'
import { type DeviceAccount, type SharedAccount, securityResources } from '#dtls'
import type { Address, Network, Random } from '#net'
import { type ContextParameters, createOscore, type Keyring, resourcesOf } from '#oscore'
import type { EnablerVersion, Registry } from '#registry'
import { packDraft } from './bootstrap-pack.ts'
import { encodeContent } from './codec.ts'
import { plainValue } from './device-content.ts'
import { NameTable } from './name-table.ts'
import { bindingTo, openPeer } from './open-peer.ts'

export interface ReferenceBootstrapServerOptions {
  readonly network: Network
  readonly registry: Registry
  readonly lwm2m: EnablerVersion
  readonly local?: { readonly host?: string; readonly port?: number }
  /** Default: UDP. */
  readonly transport?: Transport
  /** The accounts of Clients, whom it serves over DTLS or TLS alone then. */
  readonly accounts?: readonly SharedAccount[]
  /** What it gives Clients to connect to the Server by; default: NoSec. */
  readonly gives?: DeviceAccount
  /** The Client's end of the security context that it gives Clients for the Server; default: none. */
  readonly givesKeys?: ContextParameters
  /** The security contexts it has with Clients, whom it serves under OSCORE alone then. */
  readonly keyring?: Keyring
}

/** What it gives a client. */
export interface ProvisionedAccount {
  readonly serverUri: string
  /** Seconds. */
  readonly lifetime: number
  readonly shortServerId: number
  readonly deletes: readonly string[]
  readonly reads: readonly string[]
}

/** How far a client has come; `failed` when it refused something or fell silent. */
export type BootstrapState = 'provisioned' | 'requested' | 'finished' | 'failed'

/** The reference Bootstrap-Server: gives each client it knows a Server account (Core 1.1.1 §6.1). */
export class ReferenceBootstrapServer {
  readonly options: ReferenceBootstrapServerOptions
  coap!: CoapEndpoint
  readonly #accounts = new Map<string, ProvisionedAccount>()
  readonly #states = new Map<string, BootstrapState>()
  readonly names: NameTable
  readonly #random: Random

  constructor(options: ReferenceBootstrapServerOptions) {
    this.options = options
    this.names = new NameTable(options.accounts !== undefined)
    this.#random = options.network.random.fork('reference-bootstrap-server')
  }

  async start(): Promise<void> {
    const { accounts, keyring, network } = this.options
    const random = network.secrets.fork('oscore of the bootstrap-server')
    const oscore = keyring && createOscore({ clock: network.clock, random, keyring })
    this.coap = await openPeer(this.options, 'listens', this.#random, {
      oscore: oscore?.protection,
      security: accounts && { accounts },
    })
    this.coap.onRequest((request) => this.answer(request))
  }

  async stop(): Promise<void> {
    await this.coap.close()
  }

  /** What a client is to be given when it asks. */
  provision(endpoint: string, account: ProvisionedAccount): void {
    this.#accounts.set(endpoint, account)
    this.#states.set(endpoint, 'provisioned')
  }

  /** How far a client has come; undefined for one it does not know. */
  state(endpoint: string): BootstrapState | undefined {
    return this.#states.get(endpoint)
  }

  answer(request: IncomingRequest): void {
    if (request.path.join('/') === 'bspack') return void request.respond(this.pack(request))
    if (request.method !== 'POST' || request.path.join('/') !== 'bs')
      return void request.respond({ code: '4.04' })
    const endpoint = this.names.nameOf(request, parameter(request, 'ep')) ?? ''
    const account = this.#accounts.get(endpoint)
    const format = this.formatFor(parameter(request, 'pct'))
    request.respond({ code: this.requestCode(account, format) })
    if (account === undefined || format === undefined) return
    this.names.take(request, endpoint)
    this.#states.set(endpoint, 'requested')
    void this.provide(request.peer, account, format).then((finished) => {
      this.#states.set(endpoint, finished ? 'finished' : 'failed')
    })
  }

  /** The answer to a Bootstrap-Request: only known clients are served (Transport 1.1.1 §6.7). */
  requestCode(
    account: ProvisionedAccount | undefined,
    format: DataFormat | undefined,
  ): '2.04' | '4.00' | '4.15' {
    if (account === undefined) return '4.00'
    return format === undefined ? '4.15' : '2.04'
  }

  /** The format of its Writes: what the client prefers (`pct`), else TLV; undefined when it cannot write that. */
  formatFor(preferred: string | undefined): DataFormat | undefined {
    const formats = ['tlv', 'senml-json', 'senml-cbor', 'lwm2m-cbor'] as const
    return preferred === undefined
      ? 'tlv'
      : formats.find((format) => String(contentFormats[format]) === preferred)
  }

  /** The answer to a Bootstrap-Pack-Request (Core 1.2.1 §6.1.7.7). */
  pack(request: IncomingRequest): ResponseDraft {
    const { lwm2m, registry } = this.options
    if (lwm2m !== '1.2') return { code: '5.01' }
    if (request.method !== 'GET') return { code: '4.05' }
    const endpoint = this.names.nameOf(request, parameter(request, 'ep')) ?? ''
    const account = this.#accounts.get(endpoint)
    if (account === undefined) return { code: '4.00' }
    const context = { base: [], shapeOf: registry.shapeOf(lwm2m) }
    const response = packDraft(this.packNodes(account), request.accept, (format, nodes) =>
      encodeContent(format, nodes, context),
    )
    // Nothing more is heard of it: a pack needs no Finish.
    if (response.code === '2.05') this.#states.set(endpoint, 'finished')
    return response
  }

  /** Beside the usual places of a client's own account, which nobody tells here. */
  packNodes(account: ProvisionedAccount): Node[] {
    return [...this.securityNodes(2, account), ...this.serverNodes(0, account)]
  }

  /** The whole sequence: look first, delete, write, look again, finish. True when the client agreed to all of it. */
  async provide(to: Address, account: ProvisionedAccount, format: DataFormat): Promise<boolean> {
    let links = await this.discover(to)
    await this.readAll(to, account)
    if (account.deletes.length > 0) {
      for (const path of account.deletes)
        await this.ask(to, { method: 'DELETE', path: this.deletePath(path) })
      links = await this.discover(to)
      await this.readAll(to, account)
    }
    const security = this.freeInstance(links)
    const server = this.serverInstance(links, account)
    const keys = this.keyInstance(links)
    const written = [
      ...(this.options.givesKeys === undefined
        ? []
        : [await this.write(to, `/21/${keys}`, this.oscoreNodes(keys), format)]),
      await this.write(
        to,
        `/0/${security}`,
        [...this.securityNodes(security, account), ...this.keyLink(security, keys)],
        format,
      ),
      await this.write(to, `/1/${server}`, this.serverNodes(server, account), format),
    ]
    await this.discover(to)
    if (written.some((response) => response?.code !== '2.04')) return false
    return (await this.finish(to))?.code === '2.04'
  }

  /** Reads what it was told to; some clients refuse, which is no reason to stop. */
  async readAll(to: Address, { reads }: ProvisionedAccount): Promise<void> {
    for (const path of reads) await this.ask(to, { method: 'GET', path: segments(path) })
  }

  deletePath(path: string): string[] {
    return segments(path)
  }

  /** The instance that is not the Bootstrap-Server's own: that one shows no Short Server ID. */
  freeInstance(links: readonly Link[]): number {
    const own = links.find(
      ({ target, attributes }) =>
        /^\/0\/\d+$/.test(target) && !attributes.some(({ name }) => name === 'ssid'),
    )
    return own?.target === '/0/0' ? 1 : 0
  }

  /** An OSCORE instance that is not the Bootstrap-Server's own: over what it gave before, else where nothing is. */
  keyInstance(links: readonly Link[]): number {
    const instances = links.filter(({ target }) => /^\/21\/\d+$/.test(target))
    const given = instances.find(({ attributes }) => attributes.some(({ name }) => name === 'ssid'))
    const taken = instances.map(({ target }) => Number(target.slice('/21/'.length)))
    const free = Array.from({ length: taken.length + 1 }, (_, id) => id).find((id) => !taken.includes(id))
    return given === undefined ? (free ?? 0) : Number(given.target.slice('/21/'.length))
  }

  /** The keys that it gives, as an instance of the OSCORE object. */
  oscoreNodes(instance: number): Node[] {
    const { givesKeys, lwm2m, registry } = this.options
    const shapeOf = registry.shapeOf(lwm2m)
    const text = new TextDecoder()
    return [...(givesKeys === undefined ? [] : resourcesOf(givesKeys))].map(([resource, value]): Node => {
      const isText = value instanceof Uint8Array && shapeOf(21, resource)?.type === 'string'
      return { path: [21, instance, resource], value: plainValue(isText ? text.decode(value) : value) }
    })
  }

  /** What a Security instance says of the keys that it gives (Core 1.1.1 Appendix E.1 resource 17). */
  keyLink(security: number, keys: number): Node[] {
    if (this.options.givesKeys === undefined) return []
    return [{ path: [0, security, 17], value: { type: 'objlnk', value: { object: 21, instance: keys } } }]
  }

  /** The instance of the account with this Short Server ID, else a free one. */
  serverInstance(links: readonly Link[], { shortServerId }: ProvisionedAccount): number {
    const instances = links.filter(({ target }) => /^\/1\/\d+$/.test(target))
    const ids = instances.map(({ target }) => Number(target.slice(3)))
    const same = instances.findIndex(({ attributes }) =>
      attributes.some(({ name, value }) => name === 'ssid' && value === String(shortServerId)),
    )
    const free = Array.from({ length: ids.length + 1 }, (_, id) => id).find((id) => !ids.includes(id))
    return ids[same] ?? free ?? 0
  }

  async discover(to: Address): Promise<readonly Link[]> {
    const response = await this.ask(to, { method: 'GET', path: [], accept: contentFormats.link })
    return response === undefined ? [] : parseLinks(response.payload).links
  }

  securityNodes(instance: number, { serverUri, shortServerId }: ProvisionedAccount): Node[] {
    const values: readonly (readonly [number, Value])[] = [
      [0, { type: 'string', value: serverUri }],
      [1, { type: 'boolean', value: false }],
      ...this.keyValues(),
      [10, { type: 'integer', value: BigInt(shortServerId) }],
    ]
    return values.map(([resource, value]) => ({ path: [0, instance, resource], value }))
  }

  /** Security mode, keys and certificates of a Security instance. */
  keyValues(): readonly (readonly [number, Value])[] {
    const { gives } = this.options
    if (gives !== undefined)
      return [...securityResources(gives)].map(([resource, value]) => [resource, plainValue(value)])
    const nothing: Value = { type: 'opaque', value: new Uint8Array() }
    return [
      [2, { type: 'integer', value: 3n }],
      [3, nothing],
      [4, nothing],
      [5, nothing],
    ]
  }

  serverNodes(instance: number, { serverUri, lifetime, shortServerId }: ProvisionedAccount): Node[] {
    const values: readonly (readonly [number, Value])[] = [
      [0, { type: 'integer', value: BigInt(shortServerId) }],
      [1, { type: 'integer', value: BigInt(lifetime) }],
      [6, { type: 'boolean', value: false }],
      [7, { type: 'string', value: bindingTo(serverUri) }],
    ]
    return values.map(([resource, value]) => ({ path: [1, instance, resource], value }))
  }

  write(
    to: Address,
    path: string,
    nodes: readonly Node[],
    format: DataFormat,
  ): Promise<Response | undefined> {
    const base = segments(path).map(Number)
    const { registry, lwm2m } = this.options
    const payload = encodeContent(format, nodes, { base, shapeOf: registry.shapeOf(lwm2m) })
    return this.ask(to, {
      method: 'PUT',
      path: segments(path),
      contentFormat: contentFormats[format],
      payload,
    })
  }

  finish(to: Address): Promise<Response | undefined> {
    return this.ask(to, { method: 'POST', path: ['bs'] })
  }

  async ask(to: Address, draft: RequestDraft): Promise<Response | undefined> {
    try {
      return await this.coap.request(to, draft).response
    } catch (failure) {
      if (failure instanceof ExchangeFailure) return undefined
      throw failure
    }
  }
}

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}

function parameter({ query }: IncomingRequest, name: string): string | undefined {
  return query.find((item) => item.startsWith(`${name}=`))?.slice(name.length + 1)
}
