import type { RequestDraft, Response } from '#coap'
import { contentFormats, type DataFormat, encodePaths, type Node, type PathFormat, parsePath } from '#content'
import { draftOf } from '#lwm2m'
import type { ReferenceServer } from './server.ts'

/** Composite operations of the reference Server (Core 1.1.1 §6.3.8, §6.3.9). Each behaviour is a replaceable method. */
export class Composites {
  readonly #server: ReferenceServer

  constructor(server: ReferenceServer) {
    this.#server = server
  }

  read(endpoint: string, paths: readonly string[], format?: DataFormat): Promise<Response | undefined> {
    const listed = this.pathFormat(endpoint, format)
    return this.#server.ask(endpoint, '/', this.readDraft(paths, listed, format))
  }

  /** Lists the paths in one kind of SenML, and asks for the same or another format. */
  readDraft(paths: readonly string[], listed: PathFormat, wanted: DataFormat = listed): RequestDraft {
    const [contentFormat, accept] = [contentFormats[listed], contentFormats[wanted]]
    const payload = encodePaths(listed, paths.map(parsePath))
    return draftOf({ kind: 'read-composite', path: [], contentFormat, accept, payload })
  }

  write(endpoint: string, nodes: readonly Node[], format?: DataFormat): Promise<Response | undefined> {
    return this.#server.ask(endpoint, '/', this.writeDraft(endpoint, nodes, format))
  }

  writeDraft(endpoint: string, nodes: readonly Node[], format?: DataFormat): RequestDraft {
    const wanted = format ?? this.pathFormat(endpoint)
    const content = this.#server.payload(endpoint, '/', nodes, wanted)
    return draftOf({ kind: 'write-composite', path: [], ...content })
  }

  /** SenML, of the kind that is wanted or that the client announced. */
  pathFormat(endpoint: string, wanted?: DataFormat): PathFormat {
    const format = wanted ?? this.#server.preferredFormat(endpoint)
    return format === 'senml-json' ? format : 'senml-cbor'
  }
}
