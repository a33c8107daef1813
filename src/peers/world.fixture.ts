import { type CoapEndpoint, createEndpoint, type IncomingRequest, type ResponseDraft } from '#coap'
import { MemoryNetwork, seededRandom, sleep } from '#net'
import { type EnablerVersion, loadRegistry } from '#registry'
import { ReferenceBootstrapServer } from './bootstrap-server.ts'
import { ReferenceClient } from './client.ts'
import type { ReferenceClientOptions } from './client-options.ts'
import { ReferenceServer } from './server.ts'

const registry = loadRegistry({ imported: '' })
const hosts = { server: '192.0.2.1', client: '192.0.2.2', bootstrap: '192.0.2.3' }

export const endpoint = 'node-1'
export const uris = { server: `coap://${hosts.server}`, bootstrap: `coap://${hosts.bootstrap}:5683` }
export const account = { serverUri: uris.server, lifetime: 600, shortServerId: 7, deletes: [], reads: [] }

/** The three reference peers in one network; none has started. */
export function world(lwm2m: EnablerVersion = '1.1', client: Partial<ReferenceClientOptions> = {}, seed = 1) {
  const network = new MemoryNetwork({ random: seededRandom(seed) })
  const peer = { network, registry, lwm2m }
  const local = (host: string) => ({ host, port: 5683 })
  return {
    network,
    registry,
    wait: (seconds: number) => sleep(network.clock, seconds * 1000),
    server: new ReferenceServer({ ...peer, local: local(hosts.server) }),
    bootstrap: new ReferenceBootstrapServer({ ...peer, local: local(hosts.bootstrap) }),
    client: new ReferenceClient({
      ...peer,
      endpoint,
      local: { host: hosts.client, port: 56830 },
      ...(client.bootstrapUri === undefined ? { serverUri: uris.server } : {}),
      ...client,
    }),
    /** A bare endpoint in the place of a peer. */
    stranger: async (place: keyof typeof hosts, port = 5683): Promise<CoapEndpoint> =>
      createEndpoint(await network.bind({ host: hosts[place], port }), network),
  }
}

/** Server and client, the client registered. */
export async function registered(lwm2m?: EnablerVersion, options?: Partial<ReferenceClientOptions>) {
  const all = world(lwm2m, options)
  await all.server.start()
  await all.client.start()
  await all.wait(1)
  return all
}

/** Notes requests as `POST /rd?ep=…` and answers them by their path. */
export function listening(
  coap: CoapEndpoint,
  answer: (request: IncomingRequest) => ResponseDraft | undefined,
): string[] {
  const heard: string[] = []
  coap.onRequest((request) => {
    const query = request.query.length === 0 ? '' : `?${request.query.join('&')}`
    heard.push(`${request.method} /${request.path.join('/')}${query}`)
    const response = answer(request)
    if (response === undefined) request.reject()
    else request.respond(response)
  })
  return heard
}
