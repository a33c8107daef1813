import type { IncomingRequest, RequestDraft, ResponseDraft } from '#coap'
import type { ReferenceServer } from '#peers'
import type { CriterionId } from '../../mutant.ts'
import { instead } from '../instead.ts'

type Interface = 'register' | 'update' | 'deregister'

/** Answers what it grants with another code. */
export function answersWith(
  code: ResponseDraft['code'],
  method: Interface,
): (server: ReferenceServer) => void {
  return (server) => {
    const otherwise = (request: IncomingRequest): IncomingRequest => ({
      ...request,
      respond: (draft) => request.respond(draft.code.startsWith('2.') ? { ...draft, code } : draft),
    })
    if (method === 'register')
      instead(server, 'register', (register) => (request) => register(otherwise(request)))
    else instead(server, method, (handle) => (client, request) => handle(client, otherwise(request)))
  }
}

/** Sends its operations otherwise. */
export function sendsInstead(
  change: (draft: RequestDraft) => RequestDraft,
): (server: ReferenceServer) => void {
  return (server) =>
    instead(
      server,
      'ask',
      (ask) => (endpoint, path, draft, onExchange) => ask(endpoint, path, change(draft), onExchange),
    )
}

/** Whether a request attaches notification attributes. */
export function isWriteAttributes({ method, query }: RequestDraft): boolean {
  return method === 'PUT' && query !== undefined && query.length > 0
}

/** Where a Server is judged for the periods that it attaches. */
export const periodsAttached: readonly CriterionId[] = [
  'int-301 A',
  'int-304 A',
  'int-710 A',
  'int-810 A',
  'int-910 A',
  'int-1203 A',
  'int-1204 A',
  'int-1900 A',
  'TP/OBJ/PORTFOLIO/BV-03 A',
  'int-760 A',
  'int-951 E',
]

/** Attaches of several attributes only the first. */
export function attachesOnlyTheFirst(server: ReferenceServer): void {
  instead(
    server,
    'writeAttributes',
    (write) => (endpoint, path, query) => write(endpoint, path, query.slice(0, 1)),
  )
}
