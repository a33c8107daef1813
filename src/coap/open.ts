import type { Network } from '#net'
import { createEndpoint } from './endpoint.ts'
import type { CoapEndpoint, CoapEndpointOptions } from './endpoint.types.ts'
import { createTcpEndpoint } from './tcp/endpoint.ts'

/** What carries CoAP: RFC 7252 over UDP, RFC 8323 over TCP. */
export type Transport = 'udp' | 'tcp'

const schemes = { udp: 'coap', tcp: 'coap+tcp' } as const satisfies Record<Transport, string>

/** The port of URIs that name none, without security and with it (RFC 7252 §6.1, §6.2, RFC 8323 §8.1, §8.2). */
export const coapPorts = { plain: 5683, secured: 5684 } as const

/** `coap+tcp://[2001:db8::1]:5683`; `coaps://…` where DTLS or TLS secures it. */
export function uriOf(
  transport: Transport,
  { host, port }: { host: string; port: number },
  isSecured = false,
): string {
  const scheme = isSecured ? schemes[transport].replace('coap', 'coaps') : schemes[transport]
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** What carries the messages to a URI, and whether DTLS or TLS secures them. */
export function carrierOf(uri: string): { readonly transport: Transport; readonly isSecured: boolean } {
  const scheme = uri.slice(0, uri.indexOf(':')).toLowerCase()
  return { transport: scheme.endsWith('+tcp') ? 'tcp' : 'udp', isSecured: scheme.startsWith('coaps') }
}

export interface OpenOptions extends CoapEndpointOptions {
  readonly transport: Transport
  /** Over TCP, whether peers connect to us, or we to them. */
  readonly role: 'listens' | 'connects'
  readonly local?: { readonly host?: string; readonly port?: number }
}

/** Opens a socket and speaks CoAP on it. @throws NetworkError when the local address cannot be had */
export async function openEndpoint(network: Network, options: OpenOptions): Promise<CoapEndpoint> {
  const { transport, role, local = {} } = options
  if (transport === 'udp') return createEndpoint(await network.bind(local), options)
  if (role === 'listens') return createTcpEndpoint({ listener: await network.listen(local) }, options)
  const { host = '0.0.0.0', port = 0 } = local
  return createTcpEndpoint({ local: { host, port }, dial: (to) => network.connect(to, local) }, options)
}
