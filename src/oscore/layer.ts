import { type Body, isRequestCode, isResponseCode, type Layer, type Protection, type Traced } from '#coap'
import type { Clock, Random } from '#net'
import { Answering } from './answering.ts'
import { Asking } from './asking.ts'
import type { SecurityContext } from './context.ts'
import { Evidence } from './evidence.ts'
import type { Faults } from './faults.ts'
import type { Keyring } from './keyring.ts'
import { plainOf } from './traced.ts'

/** What OSCORE on an endpoint needs. */
export interface OscoreOptions {
  readonly clock: Clock
  readonly random: Random
  readonly keyring: Keyring
  /** Which requests are served although nothing protects them; default: none, they are answered 4.01. */
  readonly admits?: (request: Traced) => boolean
  /** Whether a peer that lost its state may negotiate a new ID Context (RFC 8613 Appendix B.2). */
  readonly negotiates?: boolean
  /** Asked where a 4.01 with an Echo option came: whether the request goes out once more with it; default: it does. */
  readonly heedsEcho?: () => boolean
  /** What is to be wrong with a message of ours, on purpose. */
  readonly faults?: (message: Body, kind: 'request' | 'response') => Faults | undefined
  /** The same for the octets of a request that go out as they are; it may go unprotected, too. */
  readonly rawFaults?: (message: Body) => Faults | 'in the clear' | undefined
}

/** OSCORE on an endpoint. */
export interface Oscore {
  readonly protection: Protection
  /** Begins to negotiate a new ID Context with the next request under the context, whose state is lost (Appendix B.2). */
  negotiate(lost: SecurityContext): SecurityContext
}

/**
 * OSCORE between the roles of an endpoint and its messages (RFC 8613 §8): requests to a peer go under the context that
 * its keyring has for it, responses and notifications under that of their request. Blocks of RFC 7959 and the values of
 * Observe are those above, which makes them inner ones; retransmissions and duplicates are those below.
 */
export function createOscore(options: OscoreOptions): Oscore {
  const evidence = new Evidence()
  let asking: Asking | undefined
  let answering: Answering | undefined
  return {
    protection: {
      over: (receive, open) => {
        const below = open((message, answer) => {
          const role = isRequestCode(message.message.code) ? answering : asking
          role?.receive(message, answer, receive)
        })
        answering = new Answering(below, options, evidence)
        asking = new Asking(below, options, evidence)
        return layerOf(below, asking, answering, options)
      },
      raw: (to, octets, transport) => asking?.raw(to, octets, transport) ?? octets,
      reveal: (event) =>
        evidence.reveal(event, (message) =>
          isRequestCode(message.code) ? answering?.peek(message) : asking?.peek(event.peer, message),
        ),
    },
    negotiate: (lost) => {
      if (asking === undefined) throw new Error('no endpoint was opened with this protection yet')
      return asking.negotiate(lost)
    },
  }
}

function layerOf(below: Layer, asking: Asking, answering: Answering, { keyring }: OscoreOptions): Layer {
  return {
    acknowledges: below.acknowledges,
    send: (type, body, to, outcome) => {
      const context = isRequestCode(body.code) ? keyring.to(to) : undefined
      if (context !== undefined) return asking.send(context, type, body, to, outcome)
      const answer = isResponseCode(body.code) ? answering.protect(to, body) : undefined
      if (answer === undefined) return below.send(type, body, to, outcome)
      const sending = below.send(type, answer.body, to, outcome)
      return { sent: plainOf(sending.sent, body, answer.context), stop: () => sending.stop() }
    },
    ping: (to, told) => below.ping(to, told),
    room: (peer) => below.room(peer),
    close: () => below.close(),
  }
}
