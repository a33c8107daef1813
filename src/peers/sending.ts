import type { Response } from '#coap'
import { contentFormats, type DataFormat, type Node, parsePath } from '#content'
import type { ReferenceClient } from './client.ts'

/** How the reference Client sends values by itself (Send, Core 1.1.1 §6.4.6). Each behaviour is a replaceable method. */
export class Sending {
  readonly #client: ReferenceClient

  constructor(client: ReferenceClient) {
    this.#client = client
  }

  /** Sends what it has at and below these paths, unless it is muted or has nothing there. */
  async send(paths: readonly string[]): Promise<Response | undefined> {
    if (this.isMuted()) return undefined
    const nodes = this.nodes(paths)
    const format = this.format()
    if (nodes.length === 0 || format === undefined) return undefined
    const payload = this.#client.device.encode(format, nodes, [])
    const contentFormat = contentFormats[format]
    return this.#client.toServer({ method: 'POST', path: ['dp'], contentFormat, payload })
  }

  isMuted(): boolean {
    return this.#client.account.isMute
  }

  /** Readable values of instances that are registered. */
  nodes(paths: readonly string[]): readonly Node[] {
    const listed = this.#client.listedObjects()
    return paths
      .flatMap((path) => this.#client.device.readable(parsePath(path)))
      .filter(({ path }) => listed.includes(path[0]!))
  }

  format(): DataFormat | undefined {
    return this.#client.device.composite.formats().at(0)
  }
}
