import { carrierOf, type IncomingRequest, openEndpoint, securedBy, tagOf, uriOf } from '#coap'
import type { SharedAccount } from '#dtls'
import type { Ixit, PackageTarget } from '#ics'
import { type Network, sleep } from '#net'
import { Inbox } from '../inbox.ts'
import { Absent, Moment } from '../moment.ts'
import type { Session } from '../session.ts'
import { type Asked, askedOf } from '../views.ts'
import { partOf } from './blocks.ts'
import type { Offered, OfferHow, PackageScheme, PackagesChair } from './chair.ts'
import { gated } from './gate.ts'

export interface PackagesOptions {
  readonly network: Network
  /** The host it listens on, and the one it is told by; any, and that, unless said otherwise. */
  readonly host?: string | undefined
  readonly advertise?: string | undefined
  /** By which DTLS and TLS are spoken; without, neither is. */
  readonly account?: SharedAccount | undefined
  readonly ixit: Pick<Ixit, PackageTarget>
}

/** What no grammar of URIs allows. */
const noUri = '://no URI'

/** Gives packages by CoAP, each on a port of its own, and writes down what passes. */
export function packagesTester(session: Session, options: PackagesOptions): PackagesChair {
  const { ixit, account } = options
  let offers = 0
  return {
    sample: (target, sample) => ixit[target]?.samples[sample],
    version: (target) => ixit[target]?.version,
    invalidUri: (target) => ixit[target]?.invalidUri ?? noUri,
    gives: (scheme) => !carrierOf(`${scheme}:`).isSecured || account !== undefined,
    offers: (octets, how = {}) => {
      const scheme =
        how.scheme ?? (uriOf(session.transport, anywhere, session.isSecured).split(':')[0] as PackageScheme)
      return offer(session, options, octets, { ...how, scheme, number: ++offers })
    },
  }
}

/** Octets of the longest Package URI (definition of /5/x/1). */
const longest = 255

/** A path of so many characters, its slashes with it. */
function longPath(begin: readonly string[], length: number): string[] {
  const filling = length - [...begin, ''].join('/').length - 1
  return [...begin, 'x'.repeat(filling)]
}

const anywhere = { host: '', port: 0 }

interface Offering extends OfferHow {
  readonly scheme: PackageScheme
  readonly number: number
}

async function offer(
  session: Session,
  { network, host, advertise, account }: PackagesOptions,
  octets: Uint8Array,
  how: Offering,
): Promise<Offered> {
  const { clock, scribe } = session
  const { transport, isSecured } = carrierOf(`${how.scheme}:`)
  const gate = { isOpen: true }
  const passing = gated(network, gate)
  const carrier =
    isSecured && account !== undefined
      ? securedBy(transport, passing, { accounts: [account], watch: scribe })
      : passing
  const coap = await openEndpoint(carrier, {
    ...{ transport, role: 'listens', lenient: true, clock },
    local: host === undefined ? {} : { host },
    random: network.random.fork(`package ${how.number} of ${session.endpoint}`),
    tap: (event) => (gate.isOpen ? scribe.message(event) : undefined),
  })
  const at = uriOf(transport, { host: advertise ?? coap.local.host, port: coap.local.port }, isSecured)
  const usual = ['packages', String(how.number)]
  const path = how.longUri === true ? longPath(usual, longest - at.length) : usual
  const uri = [at, ...path].join('/')
  let isOffered = true
  session.undo.push({
    text: `take the package at ${uri} off`,
    run: () => {
      isOffered = false
      return coap.close()
    },
  })
  scribe.step(`packages: offers ${octets.length} octets at ${uri}`)

  const middle = Math.floor(octets.length / 2)
  const body = how.corrupt === true ? octets.with(middle, ~octets[middle]!) : octets
  const etag = tagOf(body)
  const heard = new Inbox<{ readonly asked: Asked; readonly isLast: boolean }>(clock)
  const requests: Asked[] = []

  coap.onRequest(async (request) => {
    const asked = askedOf(request, [], session.shapeOf)
    requests.push(asked)
    if (request.method !== 'GET' || request.path.join('/') !== path.join('/')) {
      request.respond({ code: request.method === 'GET' ? '4.04' : '4.05' })
      heard.push({ asked, isLast: false })
      return
    }
    const { draft, upTo } = partOf(request, body, etag, how.states ?? body.length)
    if (upTo > (how.vanishAfter ?? Number.POSITIVE_INFINITY)) gate.isOpen = false
    else if (upTo > (how.cutAfter ?? Number.POSITIVE_INFINITY)) cut(request)
    else {
      if (how.slow !== undefined) {
        const begun = clock.now()
        await sleep(clock, how.slow * 1000)
        if (isOffered) session.booking.deadline(how.slow * 1000, 'a block of the package comes slowly', begun)
      }
      request.respond(draft)
    }
    heard.push({ asked, isLast: upTo === body.length })
  })

  function cut(request: IncomingRequest): void {
    if (coap.streams === undefined) request.reject()
    else coap.streams.end(request.peer)
  }

  const coming = (what: string, isMeant: (isLast: boolean) => boolean): Moment<Asked> =>
    new Moment(what, 'client', async () => {
      const begun = clock.now()
      const pick = ({ asked, isLast }: { asked: Asked; isLast: boolean }) =>
        isMeant(isLast) ? asked : undefined
      const hit = await heard.find(pick, 0, session.patience.arrival * 1000)
      session.booking.needed(`${what} took its time`, begun)
      if (hit === undefined)
        throw new Absent({
          ...{ reason: 'silence', author: 'client', expected: what },
          seen: `${requests.length} requests within ${session.patience.arrival} s`,
        })
      return { value: hit.found, at: hit.found.at, frame: hit.found.frame, position: session.inbox.end }
    })

  return {
    uri,
    asked: coming('a request for the package', () => true),
    given: coming('a request for the last of the package', (isLast) => isLast),
    requests,
  }
}

/** Where a Server is judged: packages of no meaning, which our own Client takes all. */
export function packagesForServers(): PackagesChair {
  const octets = Uint8Array.from({ length: 2500 }, (_, index) => (index * 37 + 11) & 0xff)
  return {
    sample: () => octets,
    version: () => undefined,
    invalidUri: () => noUri,
    gives: () => false,
    offers: () => {
      throw new Error('our own Client fetches nothing')
    },
  }
}
