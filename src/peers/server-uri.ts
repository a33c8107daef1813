import { carrierOf, coapPorts } from '#coap'
import type { Address, Network } from '#net'

/** Where a CoAP URI leads, by default to the port of its scheme. @throws NetworkError for unknown hosts */
export async function addressOf(network: Network, uri: string): Promise<Address> {
  const { hostname, port } = new URL(uri)
  const usual = carrierOf(uri).isSecured ? coapPorts.secured : coapPorts.plain
  return { host: await network.lookup(hostname.replaceAll(/[[\]]/g, '')), port: Number(port || usual) }
}
