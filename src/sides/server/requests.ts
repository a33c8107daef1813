import { contentFormats, type DataFormat, encode, type Ids, type Node } from '#content'
import type { Attributes, ReadHow, WriteHow } from '../chairs.ts'
import { type Content, nodesOf } from '../plain.ts'
import type { Session } from '../session.ts'

/** Uri-Path segments of a path. */
export function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}

/** The Accept that a Read asks for. */
export function acceptOf({ format, accept }: ReadHow): { accept?: number } {
  if (accept !== undefined) return { accept }
  return format === undefined ? {} : { accept: contentFormats[format] }
}

/** Attributes as Uri-Query items; a name alone unsets. */
export function queryOf(attributes: Attributes): string[] {
  return Object.entries(attributes).map(([name, value]) => (value === null ? name : `${name}=${value}`))
}

/** A query as it is written behind a path. */
export function queryText(query: readonly string[]): string {
  return query.length === 0 ? '' : `?${query.join('&')}`
}

/** How a Read is asked for, in words. */
export function howText({ format, accept }: ReadHow): string {
  if (accept !== undefined) return ` as ${accept}`
  return format === undefined ? '' : ` as ${format}`
}

/** The payload of a Write or Create: the case's own octets, or its content encoded. */
export function payloadOf(
  session: Session,
  base: Ids,
  content: Content,
  how: WriteHow,
): { contentFormat: number; payload: Uint8Array } {
  const nodes = nodesOf(base, content, session.shapeOf)
  const format = how.format ?? defaultFormat(session, nodes, base)
  return {
    contentFormat: how.contentFormat ?? contentFormats[format],
    payload: how.payload ?? encode(format, nodes, { base, shapeOf: session.shapeOf }),
  }
}

function defaultFormat(session: Session, nodes: readonly Node[], base: Ids): DataFormat {
  const single =
    nodes.length === 1 && nodes[0]!.path.length === base.length && nodes[0]!.value?.type !== 'opaque'
  if (single) return 'text'
  return session.lwm2m === '1.0' || base.length < 3 ? 'tlv' : 'senml-cbor'
}
