import type { ResponseDraft } from '#coap'
import { contentFormats, type DataFormat, encode, formatName, parsePath } from '#content'
import type { Account, PackContent } from '../chairs.ts'
import { nodesOf } from '../plain.ts'
import type { Session } from '../session.ts'
import type { ServerKeys } from './server-keys.ts'

/** Formats that a Bootstrap-Pack comes in (Transport 1.2.1 Table 6.4.2-1). */
const formats: readonly DataFormat[] = ['senml-cbor', 'senml-json', 'lwm2m-cbor']

/**
 * The pack that holds an account. No request tells which Security instance is the Bootstrap-Server's own; devices have
 * it at /0/0 or /0/1.
 */
export function packOf({ security, server }: Account, keys?: ServerKeys): PackContent {
  const keyed = keys?.writeOf('/0/2', security)
  if (keyed === undefined) return { '/0/2': security, '/1/0': server }
  return { '/0/2': keyed.content, '/1/0': server, [keyed.keys.path]: keyed.keys.content }
}

/** The answer to a Bootstrap-Pack-Request: 4.06 where no pack comes in the format asked for. */
export function packResponse(
  { shapeOf }: Session,
  content: PackContent,
  accept: number | undefined,
): ResponseDraft {
  const wanted = accept === undefined ? 'senml-cbor' : formatName(accept)
  const format = formats.find((name) => name === wanted)
  if (format === undefined) return { code: '4.06' }
  const nodes = Object.entries(content).flatMap(([path, values]) => nodesOf(parsePath(path), values, shapeOf))
  const payload = encode(format, nodes, { base: [], shapeOf })
  return { code: '2.05', contentFormat: contentFormats[format], payload }
}
