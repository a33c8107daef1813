import {
  type ChannelWatch,
  type CoapEndpoint,
  type IncomingRequest,
  openEndpoint,
  type Protection,
  type ResponseDraft,
  securedBy,
  type Transport,
  type WireEvent,
} from '#coap'
import type { SecureSocket, SharedAccount } from '#dtls'
import { parseRegister, parseUpdate, updatedRegistration, withProfiles } from '#lwm2m'
import { type Address, addressText, type Network, type Random } from '#net'
import { createOscore, type Keyring } from '#oscore'
import { endpointIn } from './endpoint-in.ts'
import type { SecuredChair } from './handshakes.ts'
import { OscoreSpoils } from './ladder.ts'
import { otherwiseBy } from './misconduct.ts'
import { withholding } from './server/withheld.ts'
import type { Session } from './session.ts'
import { Strangers, type Tale } from './strangers.ts'
import { type Answer, askedOf, bodyOf, place } from './views.ts'

export interface ListenerOptions {
  readonly network: Network
  readonly transport: Transport
  /** Where the Server chair listens. */
  readonly server: { readonly host?: string; readonly port?: number }
  /** The security contexts that the Server chair has with clients. Who has none is served in the clear. */
  readonly keyring?: Keyring | undefined
  /** The accounts that clients have with the Server and the Bootstrap-Server chair; default: neither DTLS nor TLS. */
  readonly accounts?:
    | { readonly server: readonly SharedAccount[]; readonly bootstrap: readonly SharedAccount[] }
    | undefined
  /** Those that the Bootstrap-Server chair has. */
  readonly bootstrapKeyring?: Keyring | undefined
  /** Where the Bootstrap-Server chair listens. */
  readonly bootstrap: { readonly host?: string; readonly port?: number }
  /** The session of an endpoint that shows up; undefined turns it away (4.03). */
  readonly admit: (endpoint: string) => Session | undefined
  /** The session of a stranger that gives no endpoint name, where only one can be meant. */
  readonly nameless: () => Session | undefined
  /** What the Bootstrap-Server chair does when no case drives the bootstrap. */
  readonly onBootstrap: (session: Session, address: Address) => void
}

/** Our Server's and Bootstrap-Server's ears: one listener serves many clients. */
export interface Listener {
  readonly serverCoap: CoapEndpoint
  readonly bootstrapCoap: CoapEndpoint
  /** What DTLS makes of the Server chair's socket. */
  readonly secureSocket: SecureSocket | undefined
  /** What is to be wrong with the protection of requests. */
  readonly spoils: OscoreSpoils
  /** Where the client that bootstraps is to be found; undefined before its Bootstrap-Request. */
  bootstrapAddress(session: Session): Address | undefined
  close(): Promise<void>
}

/** A registration is known by its location; a request outside any by its endpoint name, or by the address it came from. */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  const { network, admit } = options
  const byAddress = new Map<string, Session>()
  const byLocation = new Map<string, Session>()
  const bootstrapping = new Map<Session, Address>()
  const strangers = new Strangers()

  const sessionOf = (event: WireEvent): Session | undefined => {
    const known = byAddress.get(addressText(event.peer))
    const name = endpointIn(event.decoded)
    if (event.direction === 'out' || (name === undefined && event.decoded.message?.code !== '0.02'))
      return known
    const session = name === undefined ? (known ?? options.nameless()) : (admit(name) ?? known)
    if (session !== undefined) byAddress.set(addressText(event.peer), session)
    return session
  }
  const tap = (event: WireEvent): number | undefined => {
    const session = sessionOf(event)
    if (session?.client !== undefined && event.direction === 'in') session.client.lastHeard = event.at
    if (session === undefined) {
      if (event.transport === 'tcp' || options.accounts !== undefined)
        strangers.hold(event.peer, (owner) => tell(owner, event))
      return undefined
    }
    for (const earlier of strangers.release(event.peer)) earlier(session)
    return tell(session, event)
  }
  const tellOf = (peer: Address, tale: Tale): void => {
    const session = associated(peer)
    if (session === undefined) strangers.hold(peer, tale)
    else tale(session)
  }
  /** An account is for one client: who knocks with it is the one there is. */
  const associated = (peer: Address): Session | undefined =>
    byAddress.get(addressText(peer)) ?? options.nameless()
  const watchOf = (chair: SecuredChair): ChannelWatch => ({
    carried: (carried) => tellOf(carried.peer, (session) => session.secured(chair).carried(carried)),
    happened: (ends, event) => tellOf(ends.peer, (session) => session.secured(chair).happened(ends, event)),
    key: (ends, line) => tellOf(ends.peer, (session) => session.secured(chair).key(ends, line)),
  })
  const tell = (session: Session, event: WireEvent): number => {
    const frame = session.scribe.message(event)
    session.connections.note(event, frame, session.inbox.end)
    for (const overhear of [...session.overhears]) overhear(event, frame)
    return frame
  }

  const spoils = new OscoreSpoils()
  const protection = options.keyring && protectionOf(network, options.keyring, spoils)
  const { server: forServer = undefined, bootstrap: forBootstrap = undefined } = options.accounts ?? {}
  let secureSocket: SecureSocket | undefined
  const carrier =
    forServer === undefined
      ? network
      : securedBy(options.transport, network, {
          accounts: forServer,
          watch: watchOf('server'),
          otherwise({ peer }) {
            const handshakes = associated(peer)?.handshakes
            const [account] = forServer
            return handshakes && account && otherwiseBy(handshakes.misconduct ?? {}, account, handshakes)
          },
          onSocket(socket) {
            secureSocket = socket
          },
        })
  const attentive = withholding(carrier, (peer) => byAddress.get(addressText(peer)), tap)
  const serverCoap = await open(
    { ...options, network: attentive },
    options.server,
    tap,
    network.random.fork('server'),
    protection,
  )
  const bootstrapCarrier =
    forBootstrap === undefined
      ? network
      : securedBy(options.transport, network, { accounts: forBootstrap, watch: watchOf('bootstrap') })
  const bootstrapCoap = await open(
    { ...options, network: bootstrapCarrier },
    options.bootstrap,
    tap,
    network.random.fork('bootstrap'),
    options.bootstrapKeyring && protectionOf(network, options.bootstrapKeyring, spoils),
  )

  for (const coap of [serverCoap, bootstrapCoap]) {
    coap.streams?.onChange((peer, change) => {
      const key = addressText(peer)
      byAddress.get(key)?.connections.ended(peer)
      // Whoever connects is not known before its Register, Update or Bootstrap-Request.
      if (change === 'opened') byAddress.delete(key)
      else strangers.release(peer)
    })
  }

  serverCoap.onRequest((request) => {
    const [first, ...location] = request.path
    const session = byAddress.get(addressText(request.peer))
    if (first === 'dp' && request.method === 'POST' && session !== undefined) return send(session, request)
    if (first !== 'rd') return void request.respond({ code: '4.04' })
    if (location.length === 0 && request.method === 'POST') return register(request)
    const owner = byLocation.get(location.join('/'))
    if (owner === undefined) return void refuseUnknown(session, request)
    byAddress.set(addressText(request.peer), owner)
    if (request.method === 'POST') return update(owner, request)
    if (request.method === 'DELETE') return deregister(owner, request)
    request.respond({ code: '4.05' })
  })

  bootstrapCoap.onRequest((request) => {
    const session = byAddress.get(addressText(request.peer))
    if (request.method === 'GET' && request.path.join('/') === 'bspack' && session !== undefined)
      return pack(session, request)
    if (request.method !== 'POST' || request.path.join('/') !== 'bs')
      return void request.respond({ code: '4.04' })
    if (session === undefined) return void request.respond({ code: '4.00' })
    bootstrapping.set(session, request.peer)
    session.lastAddress ??= request.peer
    const answered = reply(session, request, { code: '2.04' })
    session.inbox.push({ kind: 'bootstrap', asked: askedOf(request, [], session.shapeOf), answered })
    if (!session.bootstrapDriven) options.onBootstrap(session, request.peer)
  })

  function register(request: IncomingRequest): void {
    const { registration } = parseRegister(request)
    const session = byAddress.get(addressText(request.peer))
    if (session === undefined)
      return void request.respond({ code: registration.endpoint === undefined ? '4.00' : '4.03' })
    session.lastAddress = request.peer
    const asked = askedOf(request, [], session.shapeOf)
    const known = withProfiles(registration, session.profiles)
    const refusal = session.refusal?.code ?? (known === undefined ? '4.09' : undefined)
    if (refusal !== undefined) {
      session.refusal?.refused.push(asked)
      const answered = reply(session, request, { code: refusal })
      session.inbox.push({ kind: 'register', asked, registration: known ?? registration, answered })
      return
    }
    const location = [session.clock.now().toString(36), network.random.integer(0, 0xffff).toString(16)]
    for (const [key, owner] of byLocation) if (owner === session) byLocation.delete(key)
    byLocation.set(location.join('/'), session)
    session.client = {
      registration: known ?? registration,
      address: request.peer,
      location: ['rd', ...location],
      lifetime: registration.lifetime ?? 86400,
      lastHeard: request.at,
    }
    const answered = reply(session, request, { code: '2.01', location: ['rd', ...location] })
    session.inbox.push({ kind: 'register', asked, registration: session.client.registration, answered })
  }

  function update(session: Session, request: IncomingRequest): void {
    const { registration } = parseUpdate(request)
    const asked = askedOf(request, [], session.shapeOf)
    const client = session.client
    if (client === undefined) {
      const answered = reply(session, request, { code: '4.04' })
      session.inbox.push({ kind: 'update', asked, registration, answered })
      return
    }
    session.lastAddress = request.peer
    session.client = {
      ...client,
      address: request.peer,
      registration: updatedRegistration(client.registration, registration),
      lastHeard: request.at,
    }
    session.client.lifetime = registration.lifetime ?? client.lifetime
    const answer = (): void => {
      const answered = reply(session, request, { code: '2.04' })
      session.inbox.push({ kind: 'update', asked, registration, answered })
    }
    if (session.answerDelay === 0) answer()
    else {
      session.booking.window(session.answerDelay, 'the Server takes its time to answer')
      session.clock.after(session.answerDelay, answer)
    }
  }

  function deregister(session: Session, request: IncomingRequest): void {
    const known = session.client !== undefined
    const answered = reply(session, request, { code: known ? '2.02' : '4.04' })
    session.client = undefined
    session.inbox.push({ kind: 'deregister', asked: askedOf(request, [], session.shapeOf), answered })
  }

  function refuseUnknown(session: Session | undefined, request: IncomingRequest): void {
    if (session === undefined) return void request.respond({ code: '4.04' })
    const answered = reply(session, request, { code: '4.04' })
    const kind = request.method === 'DELETE' ? 'deregister' : 'update'
    session.inbox.push({
      kind,
      asked: askedOf(request, [], session.shapeOf),
      ...parseUpdate(request),
      answered,
    })
  }

  function pack(session: Session, request: IncomingRequest): void {
    const answered = reply(session, request, session.pack?.(request.accept) ?? { code: '5.01' })
    session.inbox.push({ kind: 'pack', asked: askedOf(request, [], session.shapeOf), answered })
  }

  function send(session: Session, request: IncomingRequest): void {
    const answered = reply(session, request, { code: '2.04' })
    session.inbox.push({ kind: 'send', asked: askedOf(request, [], session.shapeOf), answered })
  }

  return {
    serverCoap,
    bootstrapCoap,
    secureSocket,
    spoils,
    bootstrapAddress: (session) => bootstrapping.get(session),
    close: async () => {
      await serverCoap.close()
      await bootstrapCoap.close()
    },
  }
}

function open(
  { network, transport }: ListenerOptions,
  local: { host?: string; port?: number },
  tap: (event: WireEvent) => number | undefined,
  random: Random,
  protection?: Protection,
): Promise<CoapEndpoint> {
  return openEndpoint(network, {
    transport,
    role: 'listens',
    lenient: true,
    endsAtForeignToken: true,
    local,
    clock: network.clock,
    random,
    tap,
    ...(protection && { protection }),
  })
}

/** What comes in the clear is taken as well: whether it should have is for a case to judge. */
function protectionOf({ clock, secrets }: Network, keyring: Keyring, spoils: OscoreSpoils): Protection {
  return createOscore({
    ...{ clock, random: secrets.fork('oscore'), keyring },
    admits: () => true,
    rawFaults: (message) => spoils.of(message),
  }).protection
}

/** Responds, and gives back what was sent as the other chair sees it. */
export function reply(
  session: Session,
  request: IncomingRequest,
  draft: ResponseDraft,
  base: readonly number[] = [],
): Answer {
  const sent = request.respond(draft)
  return {
    ...bodyOf(draft.contentFormat, draft.payload ?? new Uint8Array(), base, session.shapeOf),
    code: draft.code,
    location: draft.location ?? [],
    observe: draft.observe,
    ...place(sent),
  }
}
