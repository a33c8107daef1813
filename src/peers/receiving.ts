import type { Code, IncomingRequest } from '#coap'
import { type FormatName, formatName, type Node } from '#content'
import { addressText } from '#net'
import type { KnownClient } from './known-client.ts'
import type { ReferenceServer } from './server.ts'

/** How the reference Server takes what its clients send by themselves (Send, Core 1.1.1 §6.4.6). */
export class Receiving {
  readonly #server: ReferenceServer

  constructor(server: ReferenceServer) {
    this.#server = server
  }

  /** A POST to /dp. */
  answer(request: IncomingRequest): void {
    const client = this.sender(request)
    if (client === undefined) return void request.respond({ code: '4.04' })
    client.lastHeard = request.at
    const format = this.formatOf(request)
    if (format === undefined) return void request.respond({ code: '4.00' })
    const { nodes, findings } = this.#server.readFrom(client.endpoint, '/', format, request.payload)
    const refusal = findings.length > 0 ? '4.00' : this.refusal(client, nodes)
    if (refusal === undefined) this.take(client, nodes)
    request.respond({ code: refusal ?? '2.04' })
  }

  /** A client that is registered, known by its address. */
  sender({ peer }: IncomingRequest): KnownClient | undefined {
    return [...this.#server.clients.values()].find(
      ({ address }) => addressText(address) === addressText(peer),
    )
  }

  /** SenML, and since 1.2 LwM2M CBOR; nothing else is sent. */
  formatOf({ contentFormat }: IncomingRequest): Exclude<FormatName, 'link'> | undefined {
    const format = formatName(contentFormat)
    if (format === 'lwm2m-cbor') return this.#server.options.lwm2m === '1.2' ? format : undefined
    return format === 'senml-cbor' || format === 'senml-json' ? format : undefined
  }

  /** What is sent belongs to instances that were registered. */
  refusal({ registration }: KnownClient, nodes: readonly Node[]): Code | undefined {
    if (nodes.length === 0) return '4.00'
    const isRegistered = ({ path }: Node): boolean =>
      registration.objects.some(({ object, instance }) => object === path[0] && instance === path[1])
    return nodes.every(isRegistered) ? undefined : '4.04'
  }

  take({ endpoint }: KnownClient, nodes: readonly Node[]): void {
    this.#server.shows(endpoint, '/', nodes)
  }
}
