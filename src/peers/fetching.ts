import { type CoapEndpoint, carrierOf, ExchangeFailure, tlsDevice } from '#coap'
import type { Otherwise } from '#dtls'
import { getHttp, NetworkError } from '#net'
import { securedStreams, type TlsClient } from '#tls'
import type { ReferenceClientOptions } from './client-options.ts'
import type { Download, Trouble } from './delivery.ts'
import { openPeer } from './open-peer.ts'
import { addressOf } from './server-uri.ts'

/** Protocols of a Package URI by their numbers in /5/0/8, as far as the reference Client speaks them. */
export const packageProtocols = ['coap', 'coaps', 'http', 'https', 'coap+tcp', 'coaps+tcp'] as const

/** What it takes to fetch a package: a network, and an account where DTLS or TLS is asked for. */
export interface FetchingOptions
  extends Pick<ReferenceClientOptions, 'network' | 'local' | 'dtls' | 'endpoint'> {
  /** What it makes of what a server shows, otherwise than the account says. */
  readonly verifyPeer?: NonNullable<NonNullable<Otherwise['client']>['verifyPeer']>
}

/** Milliseconds without an octet after which a download by HTTP is given up. */
const patience = 60_000

/** Fetches a package from a CoAP or HTTP server (Core 1.1.1 Appendix E.6), from a port of its own. */
export function fetchPackage(uri: string, options: FetchingOptions): Download {
  const fetching = new Fetching(options)
  return { octets: fetching.run(uri), stop: () => void fetching.stop() }
}

class Fetching {
  readonly #options: FetchingOptions
  #close: (() => unknown) | undefined
  #stopped = false

  constructor(options: FetchingOptions) {
    this.#options = options
  }

  async run(uri: string): Promise<Uint8Array | Trouble> {
    if (!URL.canParse(uri)) return 'uri'
    const { protocol } = new URL(uri)
    const scheme = packageProtocols.find((known) => `${known}:` === protocol)
    if (scheme === undefined) return 'protocol'
    try {
      return await (scheme === 'http' || scheme === 'https' ? this.#byHttp(uri) : this.#byCoap(uri))
    } catch (failure) {
      if (failure instanceof ExchangeFailure) return 'lost'
      if (failure instanceof NetworkError || failure instanceof URIError) return 'uri'
      throw failure
    } finally {
      await this.stop()
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    const close = this.#close
    this.#close = undefined
    await close?.()
  }

  async #byCoap(uri: string): Promise<Uint8Array | Trouble> {
    const { pathname, search } = new URL(uri)
    const to = await addressOf(this.#options.network, uri)
    const coap = await this.#open(uri)
    const path = pathname.split('/').slice(1).map(decodeURIComponent)
    const query = search === '' ? {} : { query: search.slice(1).split('&').map(decodeURIComponent) }
    const { code, payload } = await coap.request(to, { method: 'GET', path, ...query }).response
    return code === '2.05' ? payload : 'uri'
  }

  async #byHttp(uri: string): Promise<Uint8Array | Trouble> {
    const { network, dtls, local, verifyPeer } = this.#options
    const { protocol, host, hostname, port, pathname, search } = new URL(uri)
    const isSecured = protocol === 'https:'
    const to = {
      host: await network.lookup(hostname.replaceAll(/[[\]]/g, '')),
      port: Number(port || (isSecured ? 443 : 80)),
    }
    const own =
      dtls && dtls.server.mode !== 'rpk' ? tlsDevice(dtls.server, () => network.clock.now()) : undefined
    const client = (): TlsClient | undefined =>
      own && {
        ...{ ...own, protocol: 'http/1.1' },
        ...(verifyPeer && { verifyPeer: (chain) => verifyPeer({ kind: 'x509', chain }) }),
      }
    const carrier = isSecured ? securedStreams(network, { client }) : network
    const connection = await carrier.connect(to, local?.host === undefined ? {} : { host: local.host })
    await this.#holds(() => connection.close())
    const get = { host, target: pathname + search, patience }
    const answer = await getHttp(connection, network.clock, get).catch(() => undefined)
    if (answer === undefined) return 'lost'
    return answer.status === 200 ? answer.body : 'uri'
  }

  async #open(uri: string): Promise<CoapEndpoint> {
    const { network, local, dtls, endpoint, verifyPeer } = this.#options
    const { transport, isSecured } = carrierOf(uri)
    const random = network.random.fork(`package for ${endpoint}`)
    const host = local?.host === undefined ? {} : { local: { host: local.host } }
    const otherwise = verifyPeer && (() => ({ client: { verifyPeer } }))
    const security =
      isSecured && dtls !== undefined
        ? { device: () => dtls.server, ...(otherwise && { otherwise }) }
        : undefined
    const coap = await openPeer({ network, transport, ...host }, 'connects', random, { security })
    await this.#holds(() => coap.close())
    return coap
  }

  /** Has something to close when it stops; or stopped already. */
  async #holds(close: () => unknown): Promise<void> {
    this.#close = close
    if (this.#stopped) await this.stop()
  }
}
