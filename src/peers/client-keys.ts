import type { Protection } from '#coap'
import type { DeviceAccount, Otherwise } from '#dtls'
import { type Address, addressText, type Network } from '#net'
import { type ContextParameters, createOscore, Keyring, SecurityContext } from '#oscore'

/**
 * The security contexts of the reference Client, and the accounts by which it connects with DTLS. The contexts outlive a
 * reboot, as their sequence numbers and replay windows must (RFC 8613 §7.5).
 */
export class ClientKeys {
  readonly keyring = new Keyring()
  /** What it does in handshakes of DTLS otherwise than its accounts say. */
  otherwise: Otherwise = {}
  readonly #contexts = new Map<string, SecurityContext>()
  readonly #accounts = new Map<string, DeviceAccount>()

  /** From now on the peer is spoken to under these parameters, in the clear without any; over DTLS by this account. */
  meet(peer: Address, parameters: ContextParameters | undefined, account?: DeviceAccount): void {
    if (account === undefined) this.#accounts.delete(addressText(peer))
    else this.#accounts.set(addressText(peer), account)
    if (parameters === undefined) {
      this.keyring.forget(peer)
      return
    }
    const key = JSON.stringify(Object.values(parameters).map((value) => String(value)))
    const context = this.#contexts.get(key) ?? new SecurityContext(parameters)
    this.#contexts.set(key, context)
    this.keyring.add(context, peer)
  }

  /** The account by which it connects to a peer; undefined: none with DTLS. */
  accountAt(peer: Address): DeviceAccount | undefined {
    return this.#accounts.get(addressText(peer))
  }

  /** For its endpoint. Whoever has an account without OSCORE is served in the clear. */
  protection({ clock, secrets }: Network): Protection {
    return createOscore({
      clock,
      random: secrets.fork('oscore of the client'),
      keyring: this.keyring,
      admits: ({ peer }) => this.admits(peer),
      heedsEcho: () => this.heedsEcho(),
    }).protection
  }

  /** Whether it shows that it is fresh when a peer asks (RFC 9175 §2.3). */
  heedsEcho(): boolean {
    return true
  }

  /** Whether a request that nothing protects is served. */
  admits(peer: Address): boolean {
    return this.keyring.to(peer) === undefined
  }
}
