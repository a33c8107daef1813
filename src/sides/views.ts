import type { IncomingRequest, MessageType, Response, Traced } from '#coap'
import {
  compositeFormat,
  type DataFormat,
  decode,
  decodePaths,
  type Finding,
  type FormatName,
  formatName,
  type Ids,
  type Link,
  type Node,
  parseLinks,
  pathText,
  type ShapeOf,
} from '#content'
import { belowRoot } from '#lwm2m'

/** A payload as strict reading found it. */
export interface Body {
  /** Undefined when the Content-Format is absent or not one of LwM2M's. */
  readonly format: FormatName | undefined
  readonly contentFormat: number | undefined
  readonly payload: Uint8Array
  readonly nodes: readonly Node[]
  readonly links: readonly Link[]
  readonly findings: readonly Finding[]
}

/** A request as the other chair got it. */
export interface Asked extends Body {
  /** `GET`, `PUT` …; the code where the method is unknown. */
  readonly method: string
  readonly path: readonly string[]
  readonly query: readonly string[]
  /** Paths that a composite operation lists: `/1/0/1`; none for any other. */
  readonly paths: readonly string[]
  readonly accept: number | undefined
  readonly observe: number | undefined
  readonly token: Uint8Array
  /** Whether it came under OSCORE. */
  readonly isProtected: boolean
  readonly at: number
  readonly frame: number | null
}

/** A response as the chair that asked got it. */
export interface Answer extends Body {
  readonly code: string
  /** Of the message it came in; over a stream there is none. */
  readonly type?: MessageType | undefined
  readonly location: readonly string[]
  readonly observe: number | undefined
  /** Whether it came under OSCORE. */
  readonly isProtected: boolean
  readonly at: number
  readonly frame: number | null
}

/** Reads a payload by its Content-Format; `base` is the path of the request. */
export function bodyOf(
  contentFormat: number | undefined,
  payload: Uint8Array,
  base: Ids,
  shapeOf: ShapeOf,
): Body {
  const format = formatName(contentFormat)
  const none = { format, contentFormat, payload, nodes: [], links: [], findings: [] }
  if (format === undefined || (payload.length === 0 && (format === 'link' || contentFormat === undefined)))
    return none
  if (format === 'link') return { ...none, ...parseLinks(payload) }
  const { nodes, findings } = decode(format as DataFormat, payload, { base, shapeOf })
  return { format, contentFormat, payload, nodes, links: [], findings }
}

/** Reads the payload of a request: a list of paths where the method is FETCH, else content. */
export function requestBody(
  method: string,
  contentFormat: number | undefined,
  payload: Uint8Array,
  base: Ids,
  shapeOf: ShapeOf,
): Body & Pick<Asked, 'paths'> {
  const isComposite = method === 'FETCH' || method === 'iPATCH'
  const readAs = isComposite ? compositeFormat(contentFormat) : contentFormat
  const format = formatName(readAs)
  if (method !== 'FETCH' || (format !== 'senml-json' && format !== 'senml-cbor'))
    return { ...bodyOf(readAs, payload, base, shapeOf), contentFormat, paths: [] }
  const { paths, findings } = decodePaths(format, payload)
  return { format, contentFormat, payload, nodes: [], links: [], findings, paths: paths.map(pathText) }
}

/** A response read in the light of the request's path. */
export function answerOf(response: Response, base: Ids, shapeOf: ShapeOf): Answer {
  const failed = !response.code.startsWith('2.')
  // An error's payload is a diagnostic text (RFC 7252 §5.5.2), whatever its Content-Format.
  const body = failed
    ? bodyOf(undefined, response.payload, base, shapeOf)
    : bodyOf(response.contentFormat, response.payload, base, shapeOf)
  return {
    format: body.format,
    contentFormat: body.contentFormat,
    payload: body.payload,
    nodes: body.nodes,
    links: body.links,
    findings: body.findings,
    code: response.code,
    type: response.message.type,
    location: response.location,
    observe: response.observe,
    at: response.at,
    frame: response.frame ?? null,
    isProtected: response.identity !== undefined,
  }
}

/** An answer of a client that has its objects below a root path, told without it; whether links carry it is left open. */
export function seenBelow(rootPath: string, answer: Answer): Answer {
  if (rootPath === '/') return answer
  const links = answer.links.map((link) =>
    link.target.startsWith(`${rootPath}/`) ? { ...link, target: link.target.slice(rootPath.length) } : link,
  )
  return { ...answer, links, location: belowRoot(answer.location, rootPath) ?? answer.location }
}

/** A request read in the light of its own path. */
export function askedOf(request: IncomingRequest, base: Ids, shapeOf: ShapeOf): Asked {
  const method = request.method ?? request.code
  return {
    ...requestBody(method, request.contentFormat, request.payload, base, shapeOf),
    method,
    path: request.path,
    query: request.query,
    accept: request.accept,
    observe: request.observe,
    token: request.message.token,
    at: request.at,
    frame: request.frame ?? null,
    isProtected: request.identity !== undefined,
  }
}

/** Where a message lies in time and in the capture, and how it came there. */
export function place(traced: Traced): { at: number; frame: number | null; isProtected: boolean } {
  return { at: traced.at, frame: traced.frame ?? null, isProtected: traced.identity !== undefined }
}
