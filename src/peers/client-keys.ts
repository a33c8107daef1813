import type { ChannelEvent, ChannelSecurity, CoapEndpoint, Protection, RequestDraft, Response } from '#coap'
import { alertName, type DeviceAccount, type Otherwise, type SecureSocket } from '#dtls'
import { type Address, addressText, type Network } from '#net'
import { type ContextParameters, createOscore, Keyring, SecurityContext } from '#oscore'
import { answerFrom } from './asking.ts'

/** Alerts that no other try will help against (Transport 1.1.1 §5.2.9). */
const forGood: ReadonlySet<string> = new Set(
  [42, 43, 44, 45, 46, 48, 49, 112, 113, 114, 115].map((number) => alertName(number)),
)

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
  #socket: SecureSocket | undefined
  /** The fatal alert by which a peer answered last, by address. */
  readonly #refusals = new Map<string, string>()
  /** Peers that ended an association. */
  readonly #ended = new Set<string>()

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

  /** By which accounts its endpoint connects. @param ends told of each peer that ends an association */
  security(ends: (peer: Address) => void = () => {}): ChannelSecurity {
    return {
      device: (to) => this.accountAt(to),
      otherwise: () => this.otherwise,
      onSocket: (socket) => {
        this.#socket = socket
      },
      watch: {
        carried() {},
        key() {},
        happened: ({ peer }, event) => {
          this.#heard(addressText(peer), event)
          if (event.kind !== 'closed' || event.reason.by !== 'peer') return
          this.#ended.add(addressText(peer))
          ends(peer)
        },
      },
    }
  }

  /**
   * Asks a peer; undefined when no response comes. One that does not answer may have lost the association: the next
   * request begins another.
   */
  async asks(coap: CoapEndpoint, to: Address, draft: RequestDraft): Promise<Response | undefined> {
    const [, ...location] = draft.path ?? []
    // A Register needs no other one.
    if (location.length === 0) this.#ended.delete(addressText(to))
    const answer = await answerFrom(coap, to, draft)
    if (answer === undefined) this.forget(to)
    return answer
  }

  /** Whether a peer ended the association of the last Register: over another one there is to be a Register. */
  hasEnded(peer: Address): boolean {
    return this.#ended.delete(addressText(peer))
  }

  /** Gives an association up without a word. */
  forget(peer: Address): void {
    this.#socket?.forget(peer)
  }

  /** How often to try at a peer that is to be tried `usual` times: once where another try will not help. */
  tries(peer: Address, usual: number): number {
    return this.isForGood(this.#refusals.get(addressText(peer)) ?? '') ? 1 : usual
  }

  /** Whether no other try will help against an alert, by its name. */
  isForGood(alert: string): boolean {
    return forGood.has(alert)
  }

  #heard(peer: string, event: ChannelEvent): void {
    if (event.kind === 'alert' && event.level === 'fatal') this.#refusals.set(peer, event.name)
    else if (event.kind === 'established') this.#refusals.delete(peer)
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
