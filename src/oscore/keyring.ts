import { type Address, addressText } from '#net'
import { type ContextParameters, SecurityContext } from './context.ts'
import { equal } from './octets.ts'

/** The security contexts of an endpoint: which one a request is of, and which one a peer is spoken to with. */
export class Keyring {
  readonly #contexts = new Set<SecurityContext>()
  readonly #byPeer = new Map<string, SecurityContext>()
  #told: (parameters: ContextParameters) => void = () => {}

  /** Has the parameters of every context told: of those that there are, and of those that will be. */
  onContext(told: (parameters: ContextParameters) => void): void {
    this.#told = told
    for (const { parameters } of this.#contexts) told(parameters)
  }

  /** @param peer who is spoken to with it before it spoke itself */
  add(context: SecurityContext, peer?: Address): void {
    this.#contexts.add(context)
    this.#told(context.parameters)
    if (peer !== undefined) this.met(peer, context)
  }

  /** The end of a Server that begins: the peer is asked for freshness first (RFC 9175 §2.3). */
  serve(parameters: ContextParameters): void {
    const context = new SecurityContext(parameters)
    context.windowKnown = false
    this.add(context)
  }

  /** Forgets a context, and who was spoken to with it. */
  remove(context: SecurityContext): void {
    this.#contexts.delete(context)
    for (const [key, one] of this.#byPeer) if (one === context) this.#byPeer.delete(key)
  }

  /** Takes a context's place with another, for all peers. */
  replace(old: SecurityContext, context: SecurityContext): void {
    this.#contexts.delete(old)
    this.#contexts.add(context)
    this.#told(context.parameters)
    for (const [key, one] of this.#byPeer) if (one === old) this.#byPeer.set(key, context)
  }

  /** The peer proved to have the context: it is spoken to with it from now on. */
  met(peer: Address, context: SecurityContext): void {
    this.#byPeer.set(addressText(peer), context)
  }

  /** The peer is spoken to without protection. */
  forget(peer: Address): void {
    this.#byPeer.delete(addressText(peer))
  }

  /** The context to speak to a peer with; undefined: no protection. */
  to(peer: Address): SecurityContext | undefined {
    return this.#byPeer.get(addressText(peer))
  }

  /** The context of a request by kid and kid context; without the latter the kid alone must tell (RFC 8613 §3.3). */
  find(kid: Uint8Array, kidContext: Uint8Array | undefined): SecurityContext | undefined {
    const named = this.named(kid)
    if (kidContext === undefined) return named.length === 1 ? named[0] : undefined
    return named.find(({ parameters }) => equal(parameters.idContext, kidContext))
  }

  /** All contexts of a kid. */
  named(kid: Uint8Array): SecurityContext[] {
    return [...this.#contexts].filter(({ parameters }) => equal(parameters.recipientId, kid))
  }
}

/**
 * The keyring of a Server that begins: it asks everybody for freshness first, as LwM2M wants it of the first Register
 * and Bootstrap-Request.
 */
export function servingKeyring(accounts: readonly ContextParameters[]): Keyring {
  const keyring = new Keyring()
  for (const parameters of accounts) keyring.serve(parameters)
  return keyring
}
