import { type Connection, MemoryNetwork, sleep, type Weather } from '#net'
import type { CoapEndpoint, IncomingRequest } from '../endpoint.types.ts'
import type { CoapMessage, WireEvent } from '../message.ts'
import { openEndpoint } from '../open.ts'
import { encodeFrame } from './encode-frame.ts'
import { decodeFrame } from './frame.ts'
import { FrameReader } from './frame-reader.ts'

export const serverAt = { host: '192.0.2.1', port: 5683 }
export const nothing = new Uint8Array()
/** So many octets, told apart by their place. */
export const body = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index % 251)

export interface World {
  readonly network: MemoryNetwork
  readonly server: CoapEndpoint
  readonly client: CoapEndpoint
  readonly seen: WireEvent[]
}

/** An endpoint that listens and one that connects; everything that the one that listens sends and gets. */
export async function world(weather: Partial<Weather> = {}): Promise<World> {
  const network = new MemoryNetwork({ weather })
  const { clock, random } = network
  const seen: WireEvent[] = []
  const open = { transport: 'tcp', clock } as const
  const server = await openEndpoint(network, {
    ...{ ...open, role: 'listens', local: serverAt, random: random.fork('server') },
    tap: (event) => seen.push(event),
  })
  const client = await openEndpoint(network, { ...open, role: 'connects', random: random.fork('client') })
  return { network, server, client, seen }
}

/** A bare connection to a listening endpoint: what it says, by code and as messages. */
export async function bare(network: MemoryNetwork, greets = true) {
  const connection: Connection = await network.connect(serverAt)
  const said: CoapMessage[] = []
  const reader = new FrameReader(2 ** 20)
  let ended = false
  connection.onOctets((octets) => {
    for (const read of reader.push(octets)) if ('frame' in read) said.push(decodeFrame(read.frame).message!)
  })
  connection.onEnd(() => {
    ended = true
  })
  const send = async (code: CoapMessage['code'], fields: Partial<CoapMessage> = {}): Promise<void> => {
    connection.send(encodeFrame({ code, token: nothing, options: [], payload: nothing, ...fields }))
    await sleep(network.clock, 10)
  }
  if (greets) await send('7.01')
  return { connection, said, send, isOver: () => ended, codes: () => said.map(({ code }) => code) }
}

/** Answers every request with the same, and keeps it. */
export function answering(endpoint: CoapEndpoint, length = 0): IncomingRequest[] {
  const requests: IncomingRequest[] = []
  endpoint.onRequest((request) => {
    requests.push(request)
    request.respond({ code: '2.05', payload: body(length) })
  })
  return requests
}
