import { createHmac } from 'node:crypto'
import type { ClientHello } from './hellos.ts'
import { uint, vector } from './octets.ts'

/**
 * The cookie of a ClientHello from a peer (RFC 6347 §4.2.1): the same question from the same place has the same one,
 * so that a server remembers nothing.
 */
export function cookieFor(secret: Uint8Array, peer: string, hello: ClientHello): Uint8Array {
  const mac = createHmac('sha256', secret)
  mac.update(vector(2, new TextEncoder().encode(peer)))
  mac.update(uint(2, hello.version))
  mac.update(hello.random)
  mac.update(vector(1, hello.sessionId))
  mac.update(vector(2, ...hello.suites.map((suite) => uint(2, suite))))
  mac.update(Uint8Array.from(hello.compressions))
  return new Uint8Array(mac.digest())
}
