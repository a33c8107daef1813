import { type CoapEndpoint, carrierOf, ExchangeFailure } from '#coap'
import { NetworkError } from '#net'
import type { ReferenceClientOptions } from './client-options.ts'
import type { Download, Trouble } from './delivery.ts'
import { openPeer } from './open-peer.ts'
import { addressOf } from './server-uri.ts'

/** Protocols of a Package URI by their numbers in /5/0/8, as far as the reference Client speaks them. */
export const packageProtocols = ['coap', 'coaps', undefined, undefined, 'coap+tcp', 'coaps+tcp'] as const

/** What it takes to fetch a package: a network, and an account where DTLS or TLS is asked for. */
export type FetchingOptions = Pick<ReferenceClientOptions, 'network' | 'local' | 'dtls' | 'endpoint'>

/** Fetches a package from a CoAP server (Core 1.1.1 Appendix E.6), from a port of its own. */
export function fetchPackage(uri: string, options: FetchingOptions): Download {
  const fetching = new Fetching(options)
  return { octets: fetching.run(uri), stop: () => void fetching.stop() }
}

class Fetching {
  readonly #options: FetchingOptions
  #coap: CoapEndpoint | undefined
  #stopped = false

  constructor(options: FetchingOptions) {
    this.#options = options
  }

  async run(uri: string): Promise<Uint8Array | Trouble> {
    const { network } = this.#options
    if (!URL.canParse(uri)) return 'uri'
    const { protocol, pathname, search } = new URL(uri)
    const scheme = packageProtocols.find((known) => `${known}:` === protocol)
    if (scheme === undefined) return 'protocol'
    try {
      const to = await addressOf(network, uri)
      const coap = await this.#open(uri)
      const path = pathname.split('/').slice(1).map(decodeURIComponent)
      const query = search === '' ? {} : { query: search.slice(1).split('&').map(decodeURIComponent) }
      const { code, payload } = await coap.request(to, { method: 'GET', path, ...query }).response
      return code === '2.05' ? payload : 'uri'
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
    const coap = this.#coap
    this.#coap = undefined
    await coap?.close()
  }

  async #open(uri: string): Promise<CoapEndpoint> {
    const { network, local, dtls, endpoint } = this.#options
    const { transport, isSecured } = carrierOf(uri)
    const random = network.random.fork(`package for ${endpoint}`)
    const host = local?.host === undefined ? {} : { local: { host: local.host } }
    const security = isSecured && dtls !== undefined ? { device: () => dtls.server } : undefined
    const coap = await openPeer({ network, transport, ...host }, 'connects', random, { security })
    this.#coap = coap
    if (this.#stopped) await this.stop()
    return coap
  }
}
