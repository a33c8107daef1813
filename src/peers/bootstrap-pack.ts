import type { RequestDraft, ResponseDraft } from '#coap'
import { contentFormats, type DataFormat, formatName, type Node } from '#content'
import type { Address } from '#net'
import { answerTo } from './asking.ts'
import type { ReferenceClient } from './client.ts'

/** Formats that a Bootstrap-Pack comes in (Transport 1.2.1 Table 6.4.2-1). */
export const packFormats: readonly DataFormat[] = ['senml-cbor', 'senml-json', 'lwm2m-cbor']

/** How the reference Client gets a Bootstrap-Pack (Core 1.2.1 §6.1.7.7). Each behaviour is a replaceable method. */
export class PackRequests {
  readonly #client: ReferenceClient

  constructor(client: ReferenceClient) {
    this.#client = client
  }

  /** Asks for a pack and takes it; false when a Bootstrap-Request must follow. */
  async succeeds(server: Address): Promise<boolean> {
    if (!this.isAskedFor()) return false
    const response = await answerTo(this.#client.coap, server, this.draft())
    return response?.code === '2.05' && this.takes(response)
  }

  draft(): RequestDraft {
    const query = [`ep=${this.#client.options.endpoint}`]
    return { method: 'GET', path: ['bspack'], query, accept: contentFormats['senml-cbor'] }
  }

  isAskedFor(): boolean {
    return this.#client.options.lwm2m === '1.2'
  }

  /** False when it is no pack or leaves no account to register with. */
  takes({ contentFormat, payload }: Pick<ResponseDraft, 'contentFormat' | 'payload'>): boolean {
    const { bootstrapDevice, device } = this.#client
    const format = packFormats.find((name) => name === formatName(contentFormat))
    if (format === undefined || payload === undefined) return false
    const { nodes, findings } = device.decode(format, payload, [])
    return findings.length === 0 && bootstrapDevice.takePack(nodes)
  }
}

/** A pack in the format that is asked for; 4.06 where no pack comes in it. */
export function packDraft(
  nodes: readonly Node[],
  accept: number | undefined,
  encode: (format: DataFormat, nodes: readonly Node[]) => Uint8Array,
): ResponseDraft {
  const wanted = accept === undefined ? 'senml-cbor' : formatName(accept)
  const format = packFormats.find((name) => name === wanted)
  if (format === undefined) return { code: '4.06' }
  return { code: '2.05', contentFormat: contentFormats[format], payload: encode(format, nodes) }
}
