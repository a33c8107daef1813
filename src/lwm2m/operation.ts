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
}

/** An operation of device management or information reporting (Transport 1.1.1 Tables 6.4.4-1 and 6.4.5-1). */
export type Operation =
  | ({ readonly kind: 'read' | 'observe' | 'cancel' } & Reading)
  | { readonly kind: 'discover'; readonly path: Ids }
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
 * Write (of resource instances, LwM2M 1.2).
 */
export function operationOf(
  request: OperationRequest,
  isExecutable: (path: Ids) => boolean,
): Operation | Refusal {
  const path = idsOf(request.path)
  if (path === undefined) return { refusal: '4.04', why: `/${request.path.join('/')} is no LwM2M path` }
  if (path.length === 0) return { refusal: '4.05', why: 'no operation of this kind works on the root path' }
  const { contentFormat, payload, query } = request
  const content = { payload, ...(contentFormat === undefined ? {} : { contentFormat }) }
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

function reading(path: Ids, { accept, observe }: OperationRequest): Operation {
  if (accept === contentFormats.link) return { kind: 'discover', path }
  const kind = observe === 0 ? 'observe' : observe === 1 ? 'cancel' : 'read'
  return { kind, path, ...(accept === undefined ? {} : { accept }) }
}

/** The request that asks for an operation. A cancelling GET goes with the token of its observation. */
export function draftOf(operation: Operation): RequestDraft {
  const path = operation.path.map(String)
  switch (operation.kind) {
    case 'read':
      return { method: 'GET', path, ...acceptOf(operation) }
    case 'observe':
      return { method: 'GET', path, observe: 0, ...acceptOf(operation) }
    case 'cancel':
      return { method: 'GET', path, observe: 1, ...acceptOf(operation) }
    case 'discover':
      return { method: 'GET', path, accept: contentFormats.link }
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
