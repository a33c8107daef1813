import {
  type CoapMessage,
  decode,
  decodeFrame,
  encode,
  encodeFrame,
  isRequestCode,
  type Transport,
} from '#coap'
import type { SecurityContext } from './context.ts'
import type { Faults } from './faults.ts'
import { protectRequest, type RequestBinding } from './protect.ts'
import { isProtected } from './unprotect.ts'

/** A request whose octets were written by hand, protected. */
export interface ProtectedRaw {
  readonly octets: Uint8Array
  readonly binding: RequestBinding
  /** What is inside. */
  readonly content: CoapMessage
  readonly ciphertext: Uint8Array
}

/**
 * Protects the octets of a request: what its options and payload do against the rules is inside then. Undefined for what
 * is no request, is protected already, or no CoAP message at all: the message format is below OSCORE.
 */
export function protectRaw(
  context: SecurityContext,
  octets: Uint8Array,
  transport: Transport,
  faults: (content: CoapMessage) => Faults | 'in the clear' | undefined = () => undefined,
): ProtectedRaw | undefined {
  const isStream = transport === 'tcp'
  const { message: content } = isStream ? decodeFrame(octets) : decode(octets)
  if (content === undefined || !isRequestCode(content.code) || isProtected(content)) return undefined
  const wrong = faults(content)
  if (wrong === 'in the clear') return undefined
  const { message, binding } = protectRequest(context, content, wrong)
  return {
    octets: isStream ? encodeFrame(message) : encode(message),
    binding,
    content,
    ciphertext: message.payload,
  }
}
