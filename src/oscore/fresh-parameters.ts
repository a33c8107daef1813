import type { Random } from '#net'
import type { ContextParameters } from './context.ts'

/** What fresh parameters are to be like. */
export interface KeyShape {
  /** Octets of the Master Secret; default 16. */
  readonly secretLength?: number
  readonly hasIdContext?: boolean
}

const utf8 = new TextEncoder()

/**
 * Parameters that nobody had before: whoever is given the keys of an earlier context anew would begin again with numbers
 * that were used. All of it is text, as object 21 holds nothing else before its version 2.0.
 */
export function freshParameters(
  random: Random,
  { secretLength = 16, hasIdContext = false }: KeyShape = {},
): ContextParameters {
  const id = (): Uint8Array => utf8.encode(Buffer.from(random.bytes(3)).toString('hex'))
  const secret = Buffer.from(random.bytes(secretLength)).toString('base64').slice(0, secretLength)
  return {
    masterSecret: utf8.encode(secret),
    senderId: id(),
    recipientId: id(),
    ...(hasIdContext && { idContext: id() }),
  }
}
