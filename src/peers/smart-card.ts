import type { Value } from '#content'
import type { DeviceAccount } from '#dtls'
import type { ObjectStore } from '#lwm2m'
import { fillAccount } from './device-content.ts'
import { bindingTo } from './open-peer.ts'
import type { FurtherAccount, ServerAccount } from './server-account.ts'

/** The reference Client's reader of smartcards. A card that is in comes before every other source (Core 1.1.1 §6.1.4). */
export class CardReader {
  /** The account that the bootstrap file of the card holds. */
  card: FurtherAccount | undefined
  readonly #store: ObjectStore
  readonly #account: ServerAccount
  readonly #security: DeviceAccount | undefined

  /** @param security what every card holds of keys; default: none, for NoSec */
  constructor(store: ObjectStore, account: ServerAccount, security?: DeviceAccount) {
    this.#store = store
    this.#security = security
    this.#account = account
  }

  /** Takes the account of the card in the place of those it has; the Bootstrap-Server's stays. */
  read(): void {
    const { card } = this
    if (card === undefined) return
    this.#account.forget()
    const free = this.#store.instances(0).includes(0) ? 1 : 0
    fillAccount(this.#store, free, card.uri, card.shortServerId, this.#security)
    const server: readonly (readonly [number, Value])[] = [
      [0, { type: 'integer', value: BigInt(card.shortServerId) }],
      [1, { type: 'integer', value: BigInt(card.lifetime) }],
      [6, { type: 'boolean', value: false }],
      [7, { type: 'string', value: bindingTo(card.uri) }],
    ]
    for (const [resource, value] of server) this.#store.set([1, 0, resource], value)
  }
}
