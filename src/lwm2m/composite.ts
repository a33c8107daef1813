import type { Code, ResponseDraft } from '#coap'
import {
  ContentError,
  compositeFormat,
  contentFormats,
  type DataFormat,
  decodePaths,
  formatName,
  type Ids,
  type Node,
  pathText,
} from '#content'
import type { Device } from './device.ts'
import type { OperationRequest, Payload } from './operation.ts'

/** What a path list is answered with, and written by. */
type CompositeFormat = Extract<DataFormat, 'senml-cbor' | 'senml-json' | 'lwm2m-cbor'>

/** How a device reads and writes several paths at once (Core 1.1.1 §6.3.8, §6.3.9); since LwM2M 1.1. */
export class Composite {
  readonly #device: Device

  constructor(device: Device) {
    this.#device = device
  }

  read({ accept, ...list }: Payload & Pick<OperationRequest, 'accept'>): ResponseDraft {
    if (!this.isSupported()) return { code: '4.05' }
    const listed = this.pathsIn(list)
    if ('refusal' in listed) return { code: listed.refusal }
    const format = this.formatFor(accept ?? this.readAs(list.contentFormat))
    if (format === undefined) return { code: '4.06' }
    try {
      const payload = this.#device.encode(format, this.nodes(listed.paths), [])
      return { code: '2.05', contentFormat: contentFormats[format], payload }
    } catch (failure) {
      if (failure instanceof ContentError) return { code: '4.06' }
      throw failure
    }
  }

  isSupported(): boolean {
    return this.#device.lwm2m !== '1.0'
  }

  /** The format that a request is read in: since 1.2, SenML-ETCH as SenML (Core 1.2 §7.4). */
  readAs(contentFormat: number | undefined): number | undefined {
    return this.#device.lwm2m === '1.2' ? compositeFormat(contentFormat) : contentFormat
  }

  /** The paths that a payload lists, or the code that refuses it. */
  pathsIn({ contentFormat, payload }: Payload): { paths: readonly Ids[] } | { refusal: Code } {
    const format = formatName(this.readAs(contentFormat))
    if (format !== 'senml-json' && format !== 'senml-cbor') return { refusal: '4.15' }
    if (!this.#device.formats.includes(format)) return { refusal: '4.15' }
    const { paths, findings } = decodePaths(format, payload)
    return findings.length > 0 ? { refusal: '4.00' } : { paths }
  }

  /** The readable values at and below the paths, each once. What is not there or not readable is left out. */
  nodes(paths: readonly Ids[]): readonly Node[] {
    const found = paths.flatMap((path) => this.#device.visible(path))
    return [...new Map(found.map((node) => [pathText(node.path), node])).values()]
  }

  formatFor(accept: number | undefined): CompositeFormat | undefined {
    return this.formats().find((format) => contentFormats[format] === accept)
  }

  formats(): CompositeFormat[] {
    const { formats } = this.#device
    return (['senml-cbor', 'senml-json', 'lwm2m-cbor'] as const).filter((format) => formats.includes(format))
  }

  /** Writes all values or none; what is not named stays as it was. */
  write({ contentFormat: stated, payload }: Payload): ResponseDraft {
    if (!this.isSupported()) return { code: '4.05' }
    const { writing } = this.#device
    const contentFormat = this.readAs(stated)
    if (contentFormat === undefined || this.formatFor(contentFormat) === undefined) return { code: '4.15' }
    const read = writing.nodesIn([], { contentFormat, payload })
    if ('refusal' in read) return { code: read.refusal }
    const refusal = this.refusal(read.nodes)
    if (refusal !== undefined) return { code: refusal }
    writing.apply([], read.nodes, 'partial')
    return { code: '2.04' }
  }

  /** Why written nodes must be refused as a whole. */
  refusal(nodes: readonly Node[]): Code | undefined {
    if (nodes.some(({ path }) => this.#device.isClosed(path[0]!))) return '4.01'
    if (!nodes.every(({ path }) => this.#device.store.has(path.slice(0, 2)))) return '4.04'
    if (!nodes.every(({ path }) => this.#device.access.may('write', path))) return '4.01'
    return this.#device.writing.refusal(nodes)
  }
}
