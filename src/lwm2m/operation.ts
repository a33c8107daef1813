import type { Code, Method, RequestDraft } from '#coap'
import { contentFormats, type Ids } from '#content'

/** A payload and its Content-Format; the format is absent where the sender did not state it. */
export interface Payload {
  readonly contentFormat?: number
  readonly payload: Uint8Array
}

interface Reading {
  readonly path: Ids
  readonly accept?: number
  /** Attributes as parameters of an Observe (Core 1.2 §6.4.1); absent: none. */
  readonly query?: readonly string[]
}

/** What begins an observation. */
export type Observing =
  | ({ readonly kind: 'observe' } & Reading)
  | ({ readonly kind: 'observe-composite' } & Reading & Payload)

/** How many levels below its path Discover goes: `depth=0` to `depth=3` (Core 1.2 §6.3.2). */
export type Depth = 0 | 1 | 2 | 3

/** An operation of device management or information reporting (Transport 1.1.1 Tables 6.4.4-1 and 6.4.5-1). */
export type Operation =
  | Observing
  | ({ readonly kind: 'read' | 'cancel' } & Reading)
  | ({ readonly kind: 'read-composite' | 'cancel-composite' } & Reading & Payload)
  | ({ readonly kind: 'write-composite'; readonly path: Ids } & Payload)
  | { readonly kind: 'discover'; readonly path: Ids; readonly depth?: Depth }
  | ({ readonly kind: 'write'; readonly mode: 'replace' | 'partial'; readonly path: Ids } & Payload)
  | { readonly kind: 'write-attributes'; readonly path: Ids; readonly query: readonly string[] }
  | ({ readonly kind: 'execute'; readonly path: Ids } & Payload)
  | ({ readonly kind: 'create'; readonly path: Ids } & Payload)
  | { readonly kind: 'delete'; readonly path: Ids }

/** A request that is none of the operations: the code that says so, and why. */
export interface Refusal {
  readonly refusal: Code
  readonly why: string
}

/** A request, as far as the operation goes. */
export interface OperationRequest {
  readonly method?: Method
  readonly path: readonly string[]
  readonly query: readonly string[]
  readonly accept?: number
  readonly contentFormat?: number
  readonly observe?: number
  readonly payload: Uint8Array
}

/**
 * The operation that a request asks for. POST on a resource is Execute where `isExecutable` says so, else a partial
 * Write (of resource instances, LwM2M 1.2). Empty parameters (`?pmin=1&`) count for nothing, as empty path segments do.
 */
export function operationOf(
  asked: OperationRequest,
  isExecutable: (path: Ids) => boolean,
): Operation | Refusal {
  const path = idsOf(asked.path)
  if (path === undefined) return { refusal: '4.04', why: `/${asked.path.join('/')} is no LwM2M path` }
  const query = asked.query.filter((parameter) => parameter !== '')
  const request = { ...asked, query }
  const { contentFormat, payload } = request
  const content = { payload, ...(contentFormat === undefined ? {} : { contentFormat }) }
  if (path.length === 0) return composite(request, content)
  switch (request.method) {
    case 'GET':
      return reading(path, request)
    case 'PUT':
      if (query.length > 0 && payload.length === 0) return { kind: 'write-attributes', path, query }
      if (path.length === 1) return { refusal: '4.05', why: 'an object cannot be written' }
      return { kind: 'write', mode: 'replace', path, ...content }
    case 'POST':
      if (path.length === 1) return { kind: 'create', path, ...content }
      if (path.length === 3 && isExecutable(path)) return { kind: 'execute', path, ...content }
      return { kind: 'write', mode: 'partial', path, ...content }
    case 'DELETE':
      return { kind: 'delete', path }
    default:
      return { refusal: '4.05', why: `${request.method ?? 'an unknown method'} asks for no operation` }
  }
}

/** What works on the root path: the composite operations alone. */
function composite(request: OperationRequest, content: Payload): Operation | Refusal {
  const { method, accept, observe } = request
  if (method === 'iPATCH') return { kind: 'write-composite', path: [], ...content }
  if (method !== 'FETCH') return { refusal: '4.05', why: 'no operation of this kind works on the root path' }
  const kind = observe === 0 ? 'observe-composite' : observe === 1 ? 'cancel-composite' : 'read-composite'
  const parameters = kind === 'observe-composite' ? parametersIn(request) : {}
  return { kind, path: [], ...content, ...(accept === undefined ? {} : { accept }), ...parameters }
}

function parametersIn({ query }: OperationRequest): { query?: readonly string[] } {
  return query.length === 0 ? {} : { query }
}

function reading(path: Ids, request: OperationRequest): Operation {
  const { accept, observe, query } = request
  if (accept === contentFormats.link) return { kind: 'discover', path, ...depthIn(query) }
  const kind = observe === 0 ? 'observe' : observe === 1 ? 'cancel' : 'read'
  const parameters = kind === 'observe' ? parametersIn(request) : {}
  return { kind, path, ...(accept === undefined ? {} : { accept }), ...parameters }
}

/** The depth in a query; one that is no depth counts for nothing (Core 1.2 §6.3.2). */
function depthIn(query: readonly string[]): { depth?: Depth } {
  const text = query.find((item) => item.startsWith('depth='))?.slice('depth='.length)
  const depth = ([0, 1, 2, 3] as const).find((level) => String(level) === text)
  return depth === undefined ? {} : { depth }
}

/** The request that asks for an operation. A cancelling GET goes with the token of its observation. */
export function draftOf(operation: Operation): RequestDraft {
  const path = operation.path.map(String)
  switch (operation.kind) {
    case 'read':
      return { method: 'GET', path, ...acceptOf(operation) }
    case 'observe':
      return { method: 'GET', path, observe: 0, ...acceptOf(operation), ...queryOf(operation) }
    case 'cancel':
      return { method: 'GET', path, observe: 1, ...acceptOf(operation) }
    case 'read-composite':
      return { method: 'FETCH', path, ...contentOf(operation), ...acceptOf(operation) }
    case 'observe-composite':
      return {
        ...{ method: 'FETCH', path, observe: 0 },
        ...{ ...contentOf(operation), ...acceptOf(operation), ...queryOf(operation) },
      }
    case 'cancel-composite':
      return { method: 'FETCH', path, observe: 1, ...contentOf(operation), ...acceptOf(operation) }
    case 'write-composite':
      return { method: 'iPATCH', path, ...contentOf(operation) }
    case 'discover': {
      const query = operation.depth === undefined ? {} : { query: [`depth=${operation.depth}`] }
      return { method: 'GET', path, accept: contentFormats.link, ...query }
    }
    case 'write':
      return { method: operation.mode === 'replace' ? 'PUT' : 'POST', path, ...contentOf(operation) }
    case 'write-attributes':
      return { method: 'PUT', path, query: operation.query }
    case 'execute':
    case 'create':
      return { method: 'POST', path, ...contentOf(operation) }
    case 'delete':
      return { method: 'DELETE', path }
  }
}

function acceptOf({ accept }: Reading): { accept?: number } {
  return accept === undefined ? {} : { accept }
}

function queryOf({ query }: Reading): { query?: readonly string[] } {
  return query === undefined ? {} : { query }
}

function contentOf({ contentFormat, payload }: Payload): Payload {
  return contentFormat === undefined ? { payload } : { contentFormat, payload }
}

/** Path segments as ids; undefined for anything that is no LwM2M path. Empty segments count for nothing. */
export function idsOf(segments: readonly string[]): Ids | undefined {
  const ids = segments.filter((segment) => segment !== '').map(idOf)
  return ids.length <= 4 && ids.every((id) => id <= 65535) ? ids : undefined
}

function idOf(segment: string): number {
  return /^\d{1,5}$/.test(segment) ? Number(segment) : Number.NaN
}
