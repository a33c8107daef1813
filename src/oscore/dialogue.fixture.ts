import { type CoapEndpoint, createEndpoint, type IncomingRequest, type WireEvent } from '#coap'
import { MemoryNetwork, type Weather } from '#net'
import type { SecurityContext } from './context.ts'
import { Keyring } from './keyring.ts'
import { createOscore, type Oscore, type OscoreOptions } from './layer.ts'
import { clients, pair } from './vectors.fixture.ts'

export interface End {
  readonly coap: CoapEndpoint
  readonly oscore: Oscore
  readonly keyring: Keyring
  readonly context: SecurityContext
  /** What passed its socket. */
  readonly events: WireEvent[]
  /** The same, as the evidence shows it. */
  readonly revealed: WireEvent[]
}

/** Two endpoints that share a security context, on one network. The client knows where the server is. */
export interface Dialogue {
  readonly network: MemoryNetwork
  readonly client: End
  readonly server: End
  /** What the server was asked. */
  readonly asked: IncomingRequest[]
  pass(ms: number): Promise<void>
}

export async function dialogue({
  client: forClient = {},
  server: forServer = {},
  weather = { delay: 1 },
  parameters = clients.unsalted,
}: {
  readonly client?: Partial<OscoreOptions>
  readonly server?: Partial<OscoreOptions>
  readonly weather?: Partial<Weather>
  readonly parameters?: (typeof clients)[keyof typeof clients]
} = {}): Promise<Dialogue> {
  const network = new MemoryNetwork({ weather })
  const { clock } = network
  const contexts = pair(parameters)
  const open = async (
    port: number,
    context: SecurityContext,
    options: Partial<OscoreOptions>,
  ): Promise<End> => {
    const keyring = new Keyring()
    const events: WireEvent[] = []
    const random = network.random.fork(String(port))
    const oscore = createOscore({ clock, random, keyring, ...options })
    const { protection } = oscore
    const revealed: WireEvent[] = []
    const tap = (event: WireEvent): number => {
      revealed.push(event)
      return events.push({ ...event, decoded: event.outer ?? event.decoded })
    }
    const coap = createEndpoint(await network.bind({ port }), { clock, random, protection, tap })
    return { coap, oscore, keyring, context, events, revealed }
  }
  const client = await open(1000, contexts.client, forClient)
  const server = await open(5683, contexts.server, forServer)
  client.keyring.add(client.context, server.coap.local)
  server.keyring.add(server.context)
  const asked: IncomingRequest[] = []
  server.coap.onRequest((request) => {
    asked.push(request)
    request.respond({
      code: '2.05',
      payload: request.payload.length > 0 ? request.payload : Uint8Array.of(7),
    })
  })
  const pass = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve))
  return { network, client, server, asked, pass }
}
