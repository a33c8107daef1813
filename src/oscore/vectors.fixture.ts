import { type CoapMessage, decode, encode } from '#coap'
import { type ContextParameters, SecurityContext } from './context.ts'
import { otherEnd } from './object-21.ts'

export const octets = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
export const hexOf = (value: Uint8Array): string => Buffer.from(value).toString('hex')

export const masterSecret = octets('0102030405060708090a0b0c0d0e0f10')
export const masterSalt = octets('9e7ca92223786340')
const idContext = octets('37cbf3210017a2d3')
const [none, zero, one] = [octets(''), octets('00'), octets('01')]

/** The clients of RFC 8613 Appendix C.1, C.2 and C.3; their servers have the identifiers the other way round. */
export const clients = {
  salted: { masterSecret, masterSalt, senderId: none, recipientId: one },
  unsalted: { masterSecret, senderId: zero, recipientId: one },
  withIdContext: { masterSecret, masterSalt, senderId: none, recipientId: one, idContext },
} satisfies Record<string, ContextParameters>

/** A fresh pair of contexts. */
export function pair(parameters: ContextParameters): { client: SecurityContext; server: SecurityContext } {
  return { client: new SecurityContext(parameters), server: new SecurityContext(otherEnd(parameters)) }
}

export function messageOf(hex: string): CoapMessage {
  const { message } = decode(octets(hex))
  if (message === undefined) throw new Error(`${hex} is no CoAP message`)
  return message
}

export const datagramOf = (message: CoapMessage): string => hexOf(encode(message))
