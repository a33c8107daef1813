import type { Address, Network } from '#net'

/** Where a `coap://` or `coap+tcp://` URI leads; port 5683 unless it says otherwise. @throws NetworkError for unknown hosts */
export async function addressOf(network: Network, uri: string): Promise<Address> {
  const { hostname, port } = new URL(uri)
  return { host: await network.lookup(hostname.replaceAll(/[[\]]/g, '')), port: Number(port || 5683) }
}
