import { type CoapMessage, decode, encode, isRequestCode } from '#coap'
import type { SecurityContext } from './context.ts'
import { protectRequest, type RequestBinding } from './protect.ts'
import { isProtected } from './unprotect.ts'

/** A request whose octets were written by hand, protected. */
export interface ProtectedRaw {
  readonly datagram: Uint8Array
  readonly binding: RequestBinding
  /** What is inside. */
  readonly content: CoapMessage
  readonly ciphertext: Uint8Array
}

/**
 * Protects the octets of a request: what its options and payload do against the rules is inside then. Undefined for what
 * is no request, is protected already, or no CoAP message at all: the message format is below OSCORE.
 */
export function protectRaw(context: SecurityContext, datagram: Uint8Array): ProtectedRaw | undefined {
  const { message: content } = decode(datagram)
  if (content === undefined || !isRequestCode(content.code) || isProtected(content)) return undefined
  const { message, binding } = protectRequest(context, content)
  return { datagram: encode(message), binding, content, ciphertext: message.payload }
}
