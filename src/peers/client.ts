import type { CoapEndpoint, IncomingRequest, RequestDraft, Response, ResponseDraft } from '#coap'
import { type DataFormat, type Ids, type Link, parsePath, pathText, type Value } from '#content'
import {
  Access,
  BootstrapDevice,
  belowRoot,
  type Device,
  listBelowRoot,
  listedObject,
  ObjectStore,
  type RegistrationFields,
  Reporting,
  registerDraft,
  rootLink,
  updateDraft,
} from '#lwm2m'
import { type Address, addressText, type Random, type Timer } from '#net'
import { answerTo } from './asking.ts'
import { Bootstrapping } from './bootstrapping.ts'
import { ClientKeys } from './client-keys.ts'
import type { ReferenceClientOptions } from './client-options.ts'
import { formatsOf } from './codec.ts'
import { emptied, fillStore, resetTestObject } from './device-content.ts'
import { definitionsOf } from './device-content-objects.ts'
import { fetchPackage } from './fetching.ts'
import { FurtherServers } from './further-servers.ts'
import { Mailbox } from './mailbox.ts'
import { heeding, ObjectEffects } from './object-effects.ts'
import { openPeer, whenLost } from './open-peer.ts'
import { Pauses } from './pauses.ts'
import { RegistrationManner, registerFieldsOf } from './registration-manner.ts'
import { Sending } from './sending.ts'
import { ServerAccount } from './server-account.ts'
import { addressOf } from './server-uri.ts'
import { CardReader } from './smart-card.ts'

/** The reference Client: a whole device. Each behaviour is a method or a part that a fault can replace. */
export class ReferenceClient {
  readonly store: ObjectStore
  readonly device: Device
  readonly bootstrapDevice: BootstrapDevice
  readonly account: ServerAccount
  readonly manner: RegistrationManner
  readonly sending = new Sending(this)
  readonly bootstrapping = new Bootstrapping(this)
  readonly cards: CardReader
  readonly effects: ObjectEffects
  readonly further = new FurtherServers(this)
  readonly keys = new ClientKeys()
  readonly mailbox = new Mailbox(this)
  reporting!: Reporting
  coap!: CoapEndpoint
  readonly #random: Random
  readonly #toFactoryState: (only?: readonly number[]) => void
  #server: Address | undefined
  #location: readonly string[] | undefined
  readonly #pauses: Pauses
  #timer: Timer | undefined
  #running = 0
  #updating = false
  #registering = false
  /** Resources of the Server instance that changed and that an Update is about to tell. */
  readonly #untold = new Set<number>()

  constructor(readonly options: ReferenceClientOptions) {
    this.manner = new RegistrationManner(options)
    this.#random = options.network.random.fork(options.endpoint)
    this.#pauses = new Pauses(options.network.clock)
    this.store = new ObjectStore(definitionsOf(options))
    this.device = this.makeDevice(() => this.account.shortServerId)
    this.bootstrapDevice = new BootstrapDevice(this.device)
    this.account = new ServerAccount(this.store, this.bootstrapDevice, options.dtls?.server.authority)
    this.cards = new CardReader(this.store, this.account, options.dtls?.server)
    fillStore(this.store, options)
    this.effects = new ObjectEffects({
      store: this.store,
      clock: options.network.clock,
      download: (uri) => fetchPackage(uri, this.options),
      restart: () => this.reboot(),
      ...options,
    })
    this.#toFactoryState = this.store.snapshot()
    this.store.onChange((path) => this.#watch(path))
  }

  /** The view of its store that a Server has, by its Short Server ID. */
  makeDevice(server: () => number | undefined): Device {
    return heeding(() => this.effects, {
      ...{ store: this.store, lwm2m: this.options.lwm2m, formats: this.formats() },
      access: new Access(this.store, server),
      execute: (path, argument) => {
        const effect = () => this.execute(path, argument)
        void (path[0] === 1 ? this.#after(effect) : this.#soon(effect))
      },
      instancesChanged: () => void this.#after(() => this.instancesChanged()),
    })
  }

  /** Formats it reads and writes; the first that fits answers a Read without Accept. */
  formats(): DataFormat[] {
    return formatsOf(this.options.lwm2m)
  }

  /** Switches it on: bootstraps when it has no Server account, then registers. Resolves when it listens. */
  async start(): Promise<void> {
    const { network, oscore, bootstrapOscore, dtls } = this.options
    const run = ++this.#running
    this.#untold.clear()
    this.manner.profileUnknown = false
    const place = { ...this.options, network: this.manner.dozes(this) }
    this.coap = await openPeer(place, 'connects', this.#random, {
      oscore: (oscore ?? bootstrapOscore) && this.keys.protection(network),
      security: dtls && this.keys.security((peer) => this.#isServer(peer) && this.reporting.endAll()),
    })
    whenLost(this.coap, (peer) => this.#isServer(peer) && void this.#after(() => this.update()))
    this.reporting = new Reporting({
      ...{ device: this.device, coap: this.coap, clock: network.clock, random: this.#random },
      ready: () => this.manner.wakes(this),
      delivered: (path, outcome, { at }) => this.mailbox.reported(path, outcome, at),
    })
    this.prepare()
    this.cards.read()
    this.coap.onRequest((request) => this.#answer(request))
    this.effects.firmware.powerBack()
    void this.#live(run)
  }

  /** Called when its parts are made and before the first message: where faults reach into them. */
  prepare(): void {}

  /** Switches it off without a word. */
  async stop(): Promise<void> {
    this.#running++
    this.#timer?.cancel()
    this.#pauses.end()
    this.reporting?.close()
    this.further.leave()
    this.#location = undefined
    this.bootstrapping.giveUp()
    this.effects.firmware.powerLost()
    await this.coap?.close()
  }

  /** Off, and on again: what belongs to the device, and a Bootstrap-Server deleted, is made anew. */
  async reboot(): Promise<void> {
    await this.stop()
    this.#toFactoryState(emptied(this.store))
    if (await this.#pauses.pass(this.options.rebootTime ?? 500)) await this.start()
  }

  /** Back to the Bootstrap-Server account alone, as before the first bootstrap. */
  forgetServer(): void {
    this.bootstrapping.giveUp()
    this.account.forget()
  }

  get isRegistered(): boolean {
    return this.#location !== undefined
  }

  value(path: string): Value | undefined {
    return this.store.value(parsePath(path))
  }

  /** A value of its own changes. */
  setValue(path: string, value: Value): void {
    this.store.set(parsePath(path), value)
  }

  /** Registers at the Server of its account, again and again until it succeeds; now and then it bootstraps anew. */
  async register(): Promise<void> {
    const run = this.#running
    for (let attempt = 1; run === this.#running; attempt++) {
      const uri = this.serverUri()
      if (uri === undefined) return
      this.#server = await this.addressOf(uri)
      if (attempt === 1) await this.further.meetEarlier()
      this.reporting.endAll()
      this.#registering = true
      const response = await this.keys.asks(this.coap, this.#server, registerDraft(this.registerFields()))
      this.#registering = false
      if (run !== this.#running) return
      if (response?.code === '2.01') return this.#registered(response)
      if (response?.code === '4.09' && this.manner.fallsBack()) continue
      if (await this.bootstrapping.helpsAfter(attempt, this.#server)) continue
      if (!(await this.#pauses.pass(this.retryDelay(attempt)))) return
    }
  }

  /** Where a Server is, which is spoken to from now on as its account says. */
  async addressOf(uri: string): Promise<Address> {
    const address = await addressOf(this.options.network, uri)
    const { firstSequence = 0 } = this.options.oscore ?? this.options.bootstrapOscore ?? {}
    const held = this.account.oscoreOf(uri)
    this.keys.meet(address, held && { ...held, firstSequence }, this.account.securityOf(uri))
    return address
  }

  /** Registers in vain so often before it asks the Bootstrap-Server (/1/x/17). */
  retryCount(): number {
    return this.account.retryCount
  }

  /** Milliseconds from one Register in vain to the next. */
  retryDelay(attempt: number): number {
    return Math.min(2 ** attempt, 60) * 1000
  }

  /** What it says of itself in a Register. */
  registerFields(): RegistrationFields {
    return registerFieldsOf(this)
  }

  /** The object list of a Register or Update (Core 1.1.1 §6.2.1). */
  objectLinks(): Link[] {
    const objects = this.listedObjects().flatMap((object) => this.objectLink(object))
    return listBelowRoot([rootLink(this.device.formats), ...objects], this.manner.rootPath)
  }

  /** Objects that a registration lists: all but Security and OSCORE. */
  listedObjects(): number[] {
    return this.store.objects().filter((object) => !this.device.isClosed(object))
  }

  objectLink(object: number): Link[] {
    return listedObject(this.device, object)
  }

  /** Seconds (/1/x/1). */
  lifetime(): number {
    return this.account.lifetime
  }

  /** The location of a registration, from the response to Register. */
  locationOf(response: Response): readonly string[] {
    return response.location
  }

  /** Milliseconds from one Update to the next. */
  renewal(): number {
    return this.lifetime() * 1000 * 0.75
  }

  /** Sends an Update with these fields. A refused one means a new Register. */
  async update(fields: RegistrationFields = {}): Promise<void> {
    const location = this.#location
    if (location === undefined || this.#server === undefined) return
    if (this.keys.hasEnded(this.#server)) return this.updateRefused()
    this.#updating = true
    const response = await this.keys.asks(this.coap, this.#server, updateDraft(location, fields))
    this.#updating = false
    if (location !== this.#location) return
    if (response === undefined || !response.code.startsWith('2.')) return this.updateRefused()
    this.#scheduleRenewal()
  }

  /** The Server does not know the registration (any more). */
  async updateRefused(): Promise<void> {
    this.#location = undefined
    await this.register()
  }

  /** A request to the Server, while it is registered there. */
  async toServer(draft: RequestDraft): Promise<Response | undefined> {
    return this.isRegistered && this.#server ? answerTo(this.coap, this.#server, draft) : undefined
  }

  async deregister(): Promise<void> {
    const location = this.#location
    if (location === undefined || this.#server === undefined) return
    this.#timer?.cancel()
    this.#location = undefined
    this.reporting.endAll()
    await answerTo(this.coap, this.#server, { method: 'DELETE', path: location })
  }

  /** The effect of an executable. */
  async execute(path: Ids, argument: string): Promise<void> {
    const [object, instance = 0, resource] = path
    if (object === 3441 || object === 3442)
      return resetTestObject(this.store, [object, instance], resource ?? -1, argument, this.#random)
    switch (pathText([object ?? -1, resource ?? -1])) {
      case '/1/4':
        return this.disable()
      case '/1/8':
        return this.update()
      case '/1/9':
        return this.rebootstrap()
      case '/3/4':
        return this.reboot()
      case '/3/5':
        return this.factoryReset()
      case '/3443/4':
        return this.mailbox.clear()
      default:
        return this.effects.execute(path, argument)
    }
  }

  /** Disable: leaves, is not to be reached, and comes back when the Disable Timeout has passed. */
  async disable(): Promise<void> {
    await this.deregister()
    await this.stop()
    if (await this.#pauses.pass(this.account.disableTimeout * 1000)) await this.start()
  }

  /** As it left the factory. */
  async factoryReset(): Promise<void> {
    this.#toFactoryState()
    await this.reboot()
  }

  /** Bootstraps anew and registers with what it was given; with what it had when that failed. */
  async rebootstrap(): Promise<void> {
    this.#timer?.cancel()
    this.#location = undefined
    this.reporting.endAll()
    await this.bootstrapping.succeeds()
    await this.register()
  }

  /** A server wrote the lifetime: the registration is told. */
  async lifetimeChanged(): Promise<void> {
    await this.update({ lifetime: this.lifetime() })
  }

  async bindingChanged(): Promise<void> {
    await this.update({ binding: this.account.binding })
  }

  /** Instances came or went: the registration is told with the whole list. */
  async instancesChanged(): Promise<void> {
    await this.update({ links: this.objectLinks() })
  }

  serverUri(): string | undefined {
    return this.account.uri
  }

  async #live(run: number): Promise<void> {
    for (let wait = 5; this.serverUri() === undefined; wait = Math.min(wait * 2, 300)) {
      if (await this.bootstrapping.succeeds()) break
      if (this.bootstrapDevice.ownAccount() === undefined || run !== this.#running) return
      if (!(await this.#pauses.pass(wait * 1000))) return
    }
    if (run === this.#running) await this.register()
  }

  #registered(response: Response): void {
    this.#location = this.locationOf(response)
    this.#scheduleRenewal()
    this.mailbox.resume()
    void this.further.meet()
  }

  #scheduleRenewal(): void {
    this.#timer?.cancel()
    if (this.lifetime() > 0)
      this.#timer = this.options.network.clock.after(this.renewal(), () => void this.update())
  }

  #answer(request: IncomingRequest): void {
    if (this.bootstrapping.answers(request)) return
    const isServer = this.#isServer(request.peer)
    const path = belowRoot(request.path, this.manner.rootPath)
    const below = { ...request, path: path ?? [] }
    if (isServer && path === undefined) request.respond({ code: '4.04' })
    else request.respond((isServer ? this.answer(below) : this.further.answer(below)) ?? { code: '4.01' })
  }

  #isServer(peer: Address): boolean {
    return this.#server !== undefined && addressText(peer) === addressText(this.#server)
  }

  /** The response to the Server. */
  answer(request: IncomingRequest): ResponseDraft {
    return this.reporting.answer(request)
  }

  #watch(path: Ids): void {
    if (!(this.isRegistered || this.#registering) || this.bootstrapping.isRunning || path[0] !== 1) return
    // Changes that come before the Update leaves are told by it, too.
    if ((path[2] !== 1 && path[2] !== 7) || this.#untold.has(path[2])) return
    this.#untold.add(path[2])
    void this.#after(() => {
      this.#untold.delete(path[2]!)
      return path[2] === 1 ? this.lifetimeChanged() : this.bindingChanged()
    })
  }

  /** Runs an effect once the response that announces it is on its way. */
  async #soon(effect: () => Promise<void> | void): Promise<void> {
    if (await this.#pauses.pass(10)) await effect()
  }

  /** The same, but not amid another Update. */
  async #after(effect: () => Promise<void> | void): Promise<void> {
    while (await this.#pauses.pass(10)) if (!(this.#updating || this.#registering)) return effect()
  }
}
