import { type CoapEndpoint, type IncomingRequest, openEndpoint, type ResponseDraft, uriOf } from '#coap'
import { type DataFormat, type Ids, parsePath } from '#content'
import { securityResources } from '#dtls'
import type { Ixit } from '#ics'
import {
  BootstrapDevice,
  belowRoot,
  Device,
  ObjectStore,
  objectList,
  parseRegister,
  type RegistrationFields,
  Reporting,
  updateDraft,
} from '#lwm2m'
import type { Address, Network } from '#net'
import type { Registry } from '#registry'
import type { ClientChair, RegisterFields, RegisterHow, Registering, UpdateFields } from '../chairs.ts'
import type { DtlsLadder } from '../dtls-ladder.ts'
import { type Ladder, OscoreSpoils, openLadder } from '../ladder.ts'
import { Absent, type Awaited, Moment } from '../moment.ts'
import { perform } from '../perform.ts'
import { type Plain, plainOf, typed } from '../plain.ts'
import type { Session } from '../session.ts'
import { openStreamLadder, type StreamLadder } from '../stream-ladder.ts'
import { type Answer, type Asked, askedOf, bodyOf, place } from '../views.ts'
import { type Accounts, carrierOf, type Target } from './carrier.ts'
import { Ears } from './ears.ts'
import { bootstrapKeys, type ClientContexts, clientProtection, freshnessOf } from './keys.ts'
import { Manner } from './manner.ts'
import { notifies } from './notifying.ts'
import { bootstrapDraft, notOurs, packDraft } from './provisioning.ts'
import { registerRequest } from './register-request.ts'
import { sendDraft } from './sending.ts'
import { below, eachOf } from './values.ts'

export interface ClientTesterOptions {
  readonly network: Network
  readonly local: { readonly host?: string; readonly port?: number }
  readonly registry: Registry
  /** Default: our accounts are without OSCORE. */
  readonly oscore?: ClientContexts | undefined
  /** What testing needs to know of a Server. */
  readonly ixit?: Pick<Ixit, 'oscoreIsNew' | 'failedHandshakes'>
  /** Our accounts at the Server and the Bootstrap-Server; default: no DTLS. */
  readonly accounts?: Accounts | undefined
  readonly target: Target
}

/** What our Client is to hold: values by path, objects without instances, and versions that it announces. */
export interface Holding {
  readonly store: { readonly [path: string]: Plain }
  readonly objects?: readonly number[]
  readonly versions?: { readonly [object: number]: string }
}

/** Our Client, with what the conductor needs beside the chair. */
export interface TesterClient {
  readonly chair: ClientChair
  readonly wire: Ladder
  readonly stream: StreamLadder
  readonly dtls: DtlsLadder
  /** Puts exactly these values into its store: the configuration of the next case. */
  hold(configuration: Holding): void
  close(): Promise<void>
}

const formats: { readonly [version: string]: readonly DataFormat[] } = {
  '1.0': ['tlv', 'text', 'opaque', 'json'],
  '1.1': ['text', 'senml-cbor', 'senml-json', 'tlv', 'opaque', 'cbor', 'json'],
  '1.2': ['text', 'lwm2m-cbor', 'senml-cbor', 'senml-json', 'tlv', 'opaque', 'cbor', 'json'],
}

/** The Client is ours: it performs what its verbs say, and answers what it is asked from its store. */
export async function clientTester(session: Session, options: ClientTesterOptions): Promise<TesterClient> {
  const { accounts, network, registry, target } = options
  const { clock } = network
  const random = network.random.fork('client')
  const ears = new Ears(session)
  const manner = new Manner()
  const spoils = new OscoreSpoils()
  const carrier = carrierOf(session, network, target, accounts, options.ixit?.failedHandshakes)
  const coap: CoapEndpoint = await openEndpoint(ears.within(carrier.network), {
    transport: session.transport,
    role: 'connects',
    lenient: true,
    endsAtForeignToken: true,
    intake: manner.intake,
    local: options.local,
    clock,
    random,
    ...(options.oscore && { protection: clientProtection(options.oscore, target, network, spoils) }),
    tap(event) {
      const frame = session.scribe.message(event)
      session.connections.note(event, frame, session.inbox.end)
      for (const overhear of [...session.overhears]) overhear(event, frame)
      return frame
    },
  })
  let versions: ReadonlyMap<number, string> = new Map()
  const store = new ObjectStore((object) => registry.inForce(object, session.lwm2m, versions))
  const spoken = formats[session.lwm2m] ?? []
  const device = new Device({
    store,
    lwm2m: session.lwm2m,
    formats: spoken,
    execute: () => {},
    instancesChanged: () => {},
  })
  const bootstrapDevice = new BootstrapDevice(device)
  const reporting = new Reporting({
    device,
    coap,
    clock,
    random,
    delivered: (path, outcome, sent) =>
      session.inbox.push({ kind: 'delivery', path, outcome, ...place(sent) }),
  })

  const asAsked = reporting.type

  let location: readonly string[] | undefined
  let registered:
    | (RegisterFields & { readonly lifetime: number; readonly queueMode: boolean; readonly list: string })
    | undefined
  let bootstrapping = false

  coap.streams?.onChange((peer, change) => {
    if (change === 'opened') session.connections.opened(peer)
    else session.connections.ended(peer)
    // The Server reaches us by the connection on which we registered.
    if (change === 'ended') registered = undefined
  })

  coap.onRequest((request) => {
    const isConfigured = bootstrapping && isFrom(request, target.bootstrap)
    const response = manner.of(request, isConfigured ? duringBootstrap(request) : answer(request))
    const path = belowRoot(request.path, session.rootPath) ?? request.path
    const base: Ids = path.every((segment) => /^\d{1,5}$/.test(segment)) ? path.map(Number) : []
    const asked = askedOf(request, base, session.shapeOf)
    const sent = request.respond(response)
    const answered: Answer = {
      ...bodyOf(response.contentFormat, response.payload ?? new Uint8Array(), base, session.shapeOf),
      code: response.code,
      location: response.location ?? [],
      observe: response.observe,
      ...place(sent),
    }
    session.inbox.push({ kind: 'operation', asked, answered })
  })

  function answer(request: IncomingRequest): ResponseDraft {
    const path = belowRoot(request.path, session.rootPath)
    return path === undefined ? { code: '4.04' } : reporting.answer({ ...request, path })
  }

  function duringBootstrap(request: IncomingRequest) {
    const { response, finished } = bootstrapDevice.answer(request)
    if (finished) bootstrapping = false
    return response
  }

  const listText = (): string =>
    objectList(device)
      .map((link) => JSON.stringify(link))
      .join()

  const wanted = (fields: RegisterFields) => ({
    ...fields,
    lifetime: fields.lifetime ?? 86400,
    queueMode: fields.queueMode ?? false,
    list: listText(),
  })

  const act = (
    what: string,
    to: Address | undefined,
    draft: Parameters<CoapEndpoint['request']>[1],
    answeredBy: 'server' | 'bootstrap',
  ) =>
    perform(session, {
      what,
      author: 'client',
      answeredBy,
      draft,
      base: [],
      ready: async () => {
        if (to === undefined) throw new Error(`no address of the ${answeredBy} was given`)
        await coap.connect(to)
        return { coap, to }
      },
    })

  /** An act whose request speaks of a registration. */
  const registering = (performed: Awaited<Asked, Answer>): Awaited<Registering, Answer> => {
    const view = (asked: Asked): Registering => ({
      ...asked,
      registration: parseRegister({ ...asked, contentFormat: asked.contentFormat ?? 40 }).registration,
    })
    const widened: Awaited<Registering, Answer> = {
      sent: performed.sent.map(performed.sent.what, view),
      answered: performed.answered,
      after: () => widened,
      within: () => widened,
    }
    return widened
  }

  function registers(fields: RegisterFields, how: RegisterHow): Awaited<Registering, Answer> {
    const { what, draft } = registerRequest(session, device, fields, how)
    session.rootPath = how.rootPath ?? '/'
    const performed = act(what, target.server, draft, 'server')
    registered = undefined
    reporting.endAll()
    const answered = performed.answered.map(performed.answered.what, (answer) => {
      if (answer.code === '2.01') {
        // Segments glued into one option are wrong, but plain enough to go on with.
        location = answer.location
          .flatMap((segment) => segment.split('/'))
          .filter((segment) => segment !== '')
        // A case that wants an ordinary Client is to get one.
        registered = Object.keys(how).length === 0 ? wanted(fields) : undefined
      }
      return answer
    })
    void answered.occurrence().catch(() => {})
    return registering({ ...performed, answered })
  }

  function updates(fields: UpdateFields): Awaited<Registering, Answer> {
    const stated: RegistrationFields = {
      ...(fields.lifetime === undefined || fields.lifetime === null ? {} : { lifetime: fields.lifetime }),
      ...(fields.binding === undefined ? {} : { binding: fields.binding }),
      ...(fields.queueMode === undefined ? {} : { queueMode: fields.queueMode }),
      ...(fields.lists === undefined || fields.lists === null ? {} : { links: objectList(device) }),
    }
    if (registered !== undefined)
      registered = {
        ...registered,
        ...(stated.lifetime === undefined ? {} : { lifetime: stated.lifetime }),
        ...(stated.links === undefined ? {} : { list: listText() }),
      }
    const performed = act(
      `Update${stated.lifetime === undefined ? '' : ` with lt=${stated.lifetime}`}`,
      target.server,
      updateDraft(fields.location ?? location ?? ['rd'], stated),
      'server',
    )
    const answered = performed.answered.map(performed.answered.what, (answer) => {
      if (answer.code === '4.04' && fields.location === undefined) registered = undefined
      return answer
    })
    void answered.occurrence().catch(() => {})
    return registering({ ...performed, answered })
  }

  const chair: ClientChair = {
    async isRegistered(fields = {}) {
      const { lifetime, queueMode, list } = wanted(fields)
      if (registered?.queueMode === queueMode && registered.profile === undefined) {
        const isTold = registered.list === list
        if (isTold && registered.lifetime === lifetime) return
        // What is new is told by an Update (Core 1.1.1 §6.2.2); who does not take it gets a Register.
        const { answered } = updates({ lifetime, ...(isTold ? {} : { lists: [] }) })
        if ((await answered.comes()) && (await answered.happens()).code === '2.04') return
      }
      const { code } = await registers(fields, {}).answered.happens()
      if (code !== '2.01') {
        throw new Absent({
          reason: 'different',
          author: 'server',
          expected: 'a registration (2.01)',
          seen: code,
        })
      }
    },
    registration: () =>
      new Moment('the registration', 'client', async () => {
        throw new Error('our own Client knows its registration')
      }),
    registers: (fields = {}, how = {}) => registers(fields, how),
    updates: (fields = {}) => updates(fields),
    deregisters(other) {
      if (other === undefined) registered = undefined
      const path = other ?? location ?? ['rd']
      return act('De-register', target.server, { method: 'DELETE', path }, 'server')
    },
    isQuietFor: (seconds, limit) => ears.quiet(seconds, limit),
    asksAgain: () => {
      throw new Error('our own Client asks when it is told to')
    },
    sleeps: (seconds) => ears.close(seconds),
    serverInstance: async () => '/1/0',
    requestsBootstrap(how = {}) {
      bootstrapping = true
      return act('Bootstrap-Request', target.bootstrap, bootstrapDraft(session, how), 'bootstrap')
    },
    requestsPack: (format = 'senml-cbor') =>
      act(`Bootstrap-Pack-Request as ${format}`, target.bootstrap, packDraft(session, format), 'bootstrap'),
    ...notOurs,
    ...manner.verbs(session),
    sends: (paths = ['/3/0'], how = {}) =>
      act(`Send ${paths.join(' ')}`, target.server, sendDraft(device, paths, how), 'server'),
    reportsBy(type) {
      reporting.type = () => type
    },
    sendsDuring: () => {
      throw new Error('our own Client sends what a case has it send')
    },
    prefers(format) {
      device.formats = [format, ...spoken.filter((other) => other !== format)]
    },
    canChange: () => true,
    async changes(path, value) {
      const ids = parsePath(path)
      store.set(ids, typed(value, device.shapeOf(ids[0] ?? -1, ids[2] ?? -1)?.type ?? 'none'))
    },
    notifies: (path, outcome) => notifies(session, path, outcome),
    async valueOf(path) {
      const value = store.value(parsePath(path))
      return value === undefined ? undefined : plainOf(value)
    },
    valuesOf: (...paths) => eachOf(paths, chair.valueOf),
    saves: (instance, ...resources) => eachOf(below(instance, resources), chair.valueOf),
    async isAlive() {
      const others = [target.server, target.bootstrap].filter((other) => other !== undefined)
      const answers = await Promise.all(others.map((other) => coap.ping(other)))
      return answers.length > 0 && answers.every(Boolean)
    },
  }

  const footing = {
    iut: target.server === undefined ? 'bootstrap' : 'server',
    random: network.random.fork('ladder'),
    ready: async () => {
      const to = target.server ?? target.bootstrap
      if (to === undefined) throw new Error('no address of the IUT was given')
      await coap.connect(to)
      return { coap, to }
    },
  } as const
  const wire = openLadder(session, {
    ...footing,
    spoils,
    freshness: (chair) => freshnessOf(options.oscore?.[chair], options.ixit?.oscoreIsNew),
    beginsAtZero: (chair) => options.oscore?.[chair]?.beginAtZero() ?? false,
    async harmless() {
      await chair.isRegistered()
      return { code: '0.02', path: location ?? [], query: [`lt=${registered?.lifetime ?? 86400}`] }
    },
  })
  const stream = openStreamLadder(session, footing)
  const dtls = carrier.ladder(coap, footing.iut, (to) => {
    // A Server knows us by the association on which we registered.
    registered = undefined
    void coap.connect(to)
  })

  return {
    chair,
    wire,
    stream,
    dtls,
    hold(held) {
      reporting.endAll()
      reporting.type = asAsked
      versions = new Map(
        Object.entries(held.versions ?? {}).map(([object, version]) => [Number(object), version]),
      )
      for (const object of store.objects()) store.remove([object])
      for (const object of [0, 1, 3, ...(held.objects ?? [])]) store.addObject(object)
      if (target.bootstrap !== undefined) {
        const own: Plain = uriOf(session.transport, target.bootstrap, session.isSecured)
        store.set([0, 0, 0], typed(own, 'string'))
        store.set([0, 0, 1], typed(true, 'boolean'))
        const security = accounts && securityResources(accounts.bootstrap)
        store.set([0, 0, 2], typed(Number(security?.get(2) ?? 3), 'integer'))
      }
      const shown = options.oscore?.bootstrap
      if (shown !== undefined) store.addObject(21)
      const keys =
        shown &&
        bootstrapKeys(shown, ([object = -1, , id = -1]) => device.shapeOf(object, id)?.type === 'string')
      for (const [path, value] of Object.entries({ ...held.store, ...keys })) {
        const ids = parsePath(path)
        store.set(ids, typed(value, device.shapeOf(ids[0] ?? -1, ids[2] ?? -1)?.type ?? 'none'))
      }
      device.attributes.clear()
      device.formats = spoken
    },
    async close() {
      reporting.endAll()
      await coap.close()
    },
  }
}

function isFrom({ peer }: IncomingRequest, address: Address | undefined): boolean {
  return address !== undefined && peer.host === address.host && peer.port === address.port
}
