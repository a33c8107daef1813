import { type Body, hex, type Identity, type Traced } from '#coap'
import { type Address, addressText } from '#net'
import type { SecurityContext } from './context.ts'

/** Peer and token, by which a response finds its request. */
export function keyOf(peer: Address, token: Uint8Array): string {
  return `${addressText(peer)} ${hex(token)}`
}

/** A message that was sent, as it was before it was protected. */
export function plainOf(sent: Traced, { code, options, payload }: Body, context: SecurityContext): Traced {
  return { ...sent, message: { ...sent.message, code, options, payload }, identity: identityOf(context) }
}

/** Who the peer is that has the other end of a context. */
export function identityOf({ parameters: { recipientId, idContext } }: SecurityContext): Identity {
  return { id: recipientId, ...(idContext !== undefined && { idContext }) }
}
