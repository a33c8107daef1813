import {
  type ChannelSecurity,
  type CoapEndpoint,
  carrierOf,
  openEndpoint,
  type Protection,
  securedBy,
  type Transport,
} from '#coap'
import type { Address, Network, Random } from '#net'

/** What every reference peer is told of the world. */
export interface PeerPlace {
  readonly network: Network
  readonly local?: { readonly host?: string; readonly port?: number }
  readonly transport?: Transport
}

/** How a reference peer protects what it sends: by OSCORE, by DTLS or TLS below it, or not at all. */
export interface PeerProtection {
  readonly oscore?: Protection | undefined
  readonly security?: ChannelSecurity | undefined
}

/** The endpoint of a reference peer. @throws NetworkError when the local address cannot be had */
export function openPeer(
  { network, local = {}, transport = 'udp' }: PeerPlace,
  role: 'listens' | 'connects',
  random: Random,
  { oscore: protection, security }: PeerProtection = {},
): Promise<CoapEndpoint> {
  const { clock } = network
  const carrier = security === undefined ? network : securedBy(transport, network, security)
  return openEndpoint(carrier, { transport, role, local, clock, random, ...(protection && { protection }) })
}

/** Told of each connection that ends: over TCP, whoever opened it is reached by no other way. */
export function whenLost({ streams }: CoapEndpoint, told: (peer: Address) => void): void {
  streams?.onChange((peer, change) => {
    if (change === 'ended') told(peer)
  })
}

/** The letter of the binding that a Server's URI asks for (Core 1.1.1 §6.2.1.2). */
export function bindingTo(uri: string): 'U' | 'T' {
  return carrierOf(uri).transport === 'tcp' ? 'T' : 'U'
}
