import type { Protection } from '#coap'
import type { Address, Network } from '#net'
import { type ContextParameters, createOscore, Keyring, SecurityContext } from '#oscore'

/**
 * The security contexts of the reference Client. They outlive a reboot, as its sequence numbers and replay windows must
 * (RFC 8613 §7.5).
 */
export class ClientKeys {
  readonly keyring = new Keyring()
  readonly #contexts = new Map<string, SecurityContext>()

  /** From now on the peer is spoken to under these parameters; in the clear without any. */
  meet(peer: Address, parameters: ContextParameters | undefined): void {
    if (parameters === undefined) {
      this.keyring.forget(peer)
      return
    }
    const key = JSON.stringify(Object.values(parameters).map((value) => String(value)))
    const context = this.#contexts.get(key) ?? new SecurityContext(parameters)
    this.#contexts.set(key, context)
    this.keyring.add(context, peer)
  }

  /** For its endpoint. Whoever has an account without OSCORE is served in the clear. */
  protection({ clock, random }: Network): Protection {
    return createOscore({
      clock,
      random: random.fork('oscore of the client'),
      keyring: this.keyring,
      admits: ({ peer }) => this.admits(peer),
    }).protection
  }

  /** Whether a request that nothing protects is served. */
  admits(peer: Address): boolean {
    return this.keyring.to(peer) === undefined
  }
}
