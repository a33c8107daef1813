import type { IncomingRequest, RequestDraft, ResponseDraft } from '#coap'
import type { ReferenceServer } from '#peers'
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
