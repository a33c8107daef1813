import {
  type CoapEndpoint,
  createEndpoint,
  ExchangeFailure,
  type IncomingRequest,
  type RequestDraft,
  type Response,
} from '#coap'
import { contentFormats, encode, type Link, type Node, parseLinks, type Value } from '#content'
import type { Address, Network, Random } from '#net'
import type { EnablerVersion, Registry } from '#registry'

export interface ReferenceBootstrapServerOptions {
  readonly network: Network
  readonly registry: Registry
  readonly lwm2m: EnablerVersion
  readonly local?: { readonly host?: string; readonly port?: number }
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

/** The reference Bootstrap-Server: gives each client it knows a Server account (Core 1.1.1 §6.1). */
export class ReferenceBootstrapServer {
  readonly options: ReferenceBootstrapServerOptions
  coap!: CoapEndpoint
  readonly #accounts = new Map<string, ProvisionedAccount>()
  readonly #random: Random

  constructor(options: ReferenceBootstrapServerOptions) {
    this.options = options
    this.#random = options.network.random.fork('reference-bootstrap-server')
  }

  async start(): Promise<void> {
    const { network, local = {} } = this.options
    this.coap = createEndpoint(await network.bind(local), { clock: network.clock, random: this.#random })
    this.coap.onRequest((request) => this.answer(request))
  }

  async stop(): Promise<void> {
    await this.coap.close()
  }

  provision(endpoint: string, account: ProvisionedAccount): void {
    this.#accounts.set(endpoint, account)
  }

  answer(request: IncomingRequest): void {
    if (request.method !== 'POST' || request.path.join('/') !== 'bs')
      return void request.respond({ code: '4.04' })
    const endpoint = request.query.find((item) => item.startsWith('ep='))?.slice(3)
    const account = endpoint === undefined ? undefined : this.#accounts.get(endpoint)
    request.respond({ code: this.requestCode(account) })
    if (account !== undefined) void this.provide(request.peer, account)
  }

  /** The answer to a Bootstrap-Request: only known clients are served. */
  requestCode(account: ProvisionedAccount | undefined): '2.04' | '4.00' {
    return account === undefined ? '4.00' : '2.04'
  }

  /** The whole sequence: look first, delete, write, look again, finish. */
  async provide(to: Address, account: ProvisionedAccount): Promise<void> {
    const discovered = await this.discover(to)
    for (const path of account.reads) await this.ask(to, { method: 'GET', path: segments(path) })
    for (const path of account.deletes) await this.ask(to, { method: 'DELETE', path: this.deletePath(path) })
    const instance = this.freeInstance(discovered)
    await this.write(to, `/0/${instance}`, this.securityNodes(instance, account))
    await this.write(to, '/1/0', this.serverNodes(account))
    await this.discover(to)
    await this.finish(to)
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

  async discover(to: Address): Promise<readonly Link[]> {
    const response = await this.ask(to, { method: 'GET', path: [], accept: contentFormats.link })
    return response === undefined ? [] : parseLinks(response.payload).links
  }

  securityNodes(instance: number, { serverUri, shortServerId }: ProvisionedAccount): Node[] {
    const nothing: Value = { type: 'opaque', value: new Uint8Array() }
    const values: readonly (readonly [number, Value])[] = [
      [0, { type: 'string', value: serverUri }],
      [1, { type: 'boolean', value: false }],
      [2, { type: 'integer', value: 3n }],
      [3, nothing],
      [4, nothing],
      [5, nothing],
      [10, { type: 'integer', value: BigInt(shortServerId) }],
    ]
    return values.map(([resource, value]) => ({ path: [0, instance, resource], value }))
  }

  serverNodes({ lifetime, shortServerId }: ProvisionedAccount): Node[] {
    const values: readonly (readonly [number, Value])[] = [
      [0, { type: 'integer', value: BigInt(shortServerId) }],
      [1, { type: 'integer', value: BigInt(lifetime) }],
      [6, { type: 'boolean', value: false }],
      [7, { type: 'string', value: 'U' }],
    ]
    return values.map(([resource, value]) => ({ path: [1, 0, resource], value }))
  }

  async write(to: Address, path: string, nodes: readonly Node[]): Promise<void> {
    const base = segments(path).map(Number)
    const { registry, lwm2m } = this.options
    const payload = encode('tlv', nodes, { base, shapeOf: registry.shapeOf(lwm2m) })
    await this.ask(to, { method: 'PUT', path: segments(path), contentFormat: contentFormats.tlv, payload })
  }

  async finish(to: Address): Promise<void> {
    await this.ask(to, { method: 'POST', path: ['bs'] })
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
