import type { Random } from '#net'
import type { ContextParameters } from './context.ts'

const utf8 = new TextEncoder()

/**
 * Parameters that nobody had before: whoever is given the keys of an earlier context anew would begin again with numbers
 * that were used. All of it is text, as object 21 holds nothing else before its version 2.0.
 */
export function freshParameters(random: Random): ContextParameters {
  const id = (): Uint8Array => utf8.encode(Buffer.from(random.bytes(3)).toString('hex'))
  const masterSecret = utf8.encode(Buffer.from(random.bytes(12)).toString('base64'))
  return { masterSecret, senderId: id(), recipientId: id() }
}
