import type { Network } from '#net'
import { createEndpoint } from './endpoint.ts'
import type { CoapEndpoint, CoapEndpointOptions } from './endpoint.types.ts'
import { createTcpEndpoint } from './tcp/endpoint.ts'

/** What carries CoAP: RFC 7252 over UDP, RFC 8323 over TCP. */
export type Transport = 'udp' | 'tcp'

/** The scheme of its URIs without security (RFC 7252 §6.1, RFC 8323 §8.1); the port is 5683 unless they say otherwise. */
export const schemes = { udp: 'coap', tcp: 'coap+tcp' } as const satisfies Record<Transport, string>

/** `coap+tcp://[2001:db8::1]:5683`. */
export function uriOf(transport: Transport, { host, port }: { host: string; port: number }): string {
  return `${schemes[transport]}://${host.includes(':') ? `[${host}]` : host}:${port}`
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
