import { carrierOf, uriOf } from '#coap'
import { type SharedAccount, serverEnd } from '#dtls'
import type { Ixit, OwnCertificate, PackageTarget } from '#ics'
import { addressText, type Network } from '#net'
import { Inbox } from '../inbox.ts'
import { Absent, Moment } from '../moment.ts'
import type { Session } from '../session.ts'
import { certified, unheardOf } from '../unheard-of.ts'
import type { Asked } from '../views.ts'
import { givesByCoap } from './by-coap.ts'
import { givesByHttp } from './by-http.ts'
import type { Offered, OfferHow, PackageScheme, PackagesChair } from './chair.ts'
import { gated } from './gate.ts'
import type { Gift } from './gift.ts'

export interface PackagesOptions {
  readonly network: Network
  /** The host it listens on, and the one it is told by; any, and that, unless said otherwise. */
  readonly host?: string | undefined
  readonly advertise?: string | undefined
  /** By which DTLS and TLS are spoken; without, neither is. */
  readonly account?: SharedAccount | undefined
  readonly ixit: Pick<Ixit, PackageTarget | 'https'>
}

/** What no grammar of URIs allows. */
const noUri = '://no URI'

/** Gives packages by CoAP and HTTP, each on a port of its own, and writes down what passes. */
export function packagesTester(session: Session, options: PackagesOptions): PackagesChair {
  const { ixit, account } = options
  let offers = 0
  return {
    sample: (target, sample) => ixit[target]?.samples[sample],
    version: (target) => ixit[target]?.version,
    invalidUri: (target) => ixit[target]?.invalidUri ?? noUri,
    gives(scheme) {
      if (scheme === 'https') return httpsCertificate(account, ixit) !== undefined
      const { transport, isSecured } = carrierOf(`${scheme}:`)
      // TLS of Node knows no raw public keys.
      return !isSecured || (account !== undefined && !(transport === 'tcp' && account.mode === 'rpk'))
    },
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
  { network, host, advertise, account, ixit }: PackagesOptions,
  octets: Uint8Array,
  how: Offering,
): Promise<Offered> {
  const { clock, scribe } = session
  const { scheme } = how
  const gate = { isOpen: true }
  let isOffered = true
  let path: readonly string[] = []
  const middle = Math.floor(octets.length / 2)
  const body = how.corrupt === true ? octets.with(middle, ~octets[middle]!) : octets
  const heard = new Inbox<{ readonly asked: Asked; readonly isLast: boolean }>(clock)
  const requests: Asked[] = []
  const gift: Gift = {
    ...how,
    session,
    body,
    isAt: (asked) => asked.join('/') === path.join('/'),
    isOffered: () => isOffered,
    isHere: () => gate.isOpen,
    vanish: () => {
      gate.isOpen = false
    },
    heard(asked, isLast) {
      if (!requests.includes(asked)) requests.push(asked)
      heard.push({ asked, isLast })
    },
  }
  const place = { network: gated(network, gate), local: host === undefined ? {} : { host } }
  const { transport, isSecured } = carrierOf(`${scheme}:`)
  const stranger = how.stranger === true ? await strangerTo(session, account) : undefined
  const giver = isHttp(scheme)
    ? await givesByHttp(gift, {
        ...place,
        certificate:
          scheme === 'https' ? (stranger?.certificate ?? httpsCertificate(account, ixit)) : undefined,
      })
    : await givesByCoap(gift, {
        ...{ ...place, transport, account: isSecured ? (stranger?.account ?? account) : undefined },
        random: network.random.fork(`package ${how.number} of ${session.endpoint}`),
      })
  const at = `${scheme}://${addressText({ host: advertise ?? giver.local.host, port: giver.local.port })}`
  const usual = ['packages', String(how.number)]
  path = how.longUri === true ? longPath(usual, longest - at.length) : usual
  const uri = [at, ...path].join('/')
  session.undo.push({
    text: `take the package at ${uri} off`,
    run: () => {
      isOffered = false
      return giver.close()
    },
  })
  scribe.step(`packages: offers ${octets.length} octets at ${uri}`)

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

const isHttp = (scheme: PackageScheme): scheme is 'http' | 'https' => scheme === 'http' || scheme === 'https'

/** What who has the right name shows, and is known to nobody. */
async function strangerTo(
  { clock, endpoint }: Session,
  account: SharedAccount | undefined,
): Promise<{ readonly certificate: OwnCertificate; readonly account: SharedAccount | undefined }> {
  const names = { serverName: account?.sni ?? 'stranger.example', clientName: endpoint }
  const { server } = await unheardOf(clock, names)
  const shown = account?.mode === 'rpk' ? server.publicKey : server.certificate
  const own = { serverPublicKey: shown, serverCertificates: [shown], serverSecretKey: server.privateKey }
  return { certificate: certified(server), account: account && { ...account, ...own } }
}

/** What we show who fetches by HTTPS: what the IXIT names, or what our Server shows where that is a certificate. */
function httpsCertificate(
  account: SharedAccount | undefined,
  { https }: PackagesOptions['ixit'],
): OwnCertificate | undefined {
  if (https !== undefined) return https
  const certificate = account?.mode === 'x509' ? serverEnd([account]).certificate : undefined
  return certificate?.kind === 'x509' ? certificate : undefined
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
