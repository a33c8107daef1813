import type { Ids, Value } from '#content'
import { accountIn, type DeviceAccount, type SecurityValue } from '#dtls'
import type { BootstrapDevice, ObjectStore } from '#lwm2m'
import { type ContextParameters, parametersOf } from '#oscore'

/** A Server beside the first. */
export interface FurtherAccount {
  readonly uri: string
  readonly shortServerId: number
  /** Seconds. */
  readonly lifetime: number
  /** Registration Priority Order (/1/x/13). */
  readonly order?: number | undefined
}

/** The accounts a client holds, as its Security and Server objects tell (Core 1.1.1 Appendix E.1, E.2). */
export class ServerAccount {
  readonly #store: ObjectStore
  readonly #bootstrapDevice: BootstrapDevice
  readonly #authority: Uint8Array | undefined

  /** @param authority a CA that the client trusts, whatever its accounts say */
  constructor(store: ObjectStore, bootstrapDevice: BootstrapDevice, authority?: Uint8Array) {
    this.#authority = authority
    this.#store = store
    this.#bootstrapDevice = bootstrapDevice
  }

  /** URI of the Bootstrap-Server. */
  get bootstrapUri(): string | undefined {
    const own = this.#bootstrapDevice.ownAccount()
    return own === undefined ? undefined : this.#text([0, own, 0])
  }

  /** Seconds that it waits before it asks the Bootstrap-Server (/0/x/11). */
  get holdOff(): number {
    const own = this.#bootstrapDevice.ownAccount()
    return Number((own === undefined ? undefined : this.#store.value([0, own, 11])?.value) ?? 0)
  }

  /** URI of the Server; undefined as long as either half of the account is missing. */
  get uri(): string | undefined {
    const own = this.#bootstrapDevice.ownAccount()
    const account = this.#store.instances(0).find((instance) => instance !== own)
    const isWhole = account !== undefined && this.#store.instances(1).length > 0
    return isWhole ? this.#text([0, account, 0]) : undefined
  }

  /** Of the first Server. */
  get shortServerId(): number | undefined {
    const id = this.#store.value([1, this.#instance, 0])?.value
    return id === undefined ? undefined : Number(id)
  }

  /** The Servers beside the first: those whose two halves have the same Short Server ID. */
  others(): FurtherAccount[] {
    const own = this.#bootstrapDevice.ownAccount()
    const [, ...securities] = this.#store.instances(0).filter((instance) => instance !== own)
    return securities.flatMap((security) => {
      const id = this.#store.value([0, security, 10])?.value
      const server = this.#store.instances(1).find((one) => this.#store.value([1, one, 0])?.value === id)
      const uri = this.#text([0, security, 0])
      if (server === undefined || uri === undefined) return []
      const lifetime = Number(this.#store.value([1, server, 1])?.value ?? 86400)
      return [{ uri, shortServerId: Number(id), lifetime, order: this.#orderOf(server) }]
    })
  }

  /** Those that are to be registered at before the first (Core 1.1.1 §6.2.1.2). */
  before(): FurtherAccount[] {
    const own = this.#orderOf(this.#instance)
    return this.others().filter(({ order }) => own !== undefined && order !== undefined && order < own)
  }

  /** What object 21 holds for the account of a URI; undefined where /0/x/17 names no instance (Core 1.1.1 Appendix E.1). */
  oscoreOf(uri: string): ContextParameters | undefined {
    const security = this.#securityInstance(uri)
    const link = security === undefined ? undefined : this.#store.value([0, security, 17])
    if (link?.type !== 'objlnk' || link.value.object !== 21) return undefined
    const { instance } = link.value
    return parametersOf((id) => octetsOrNumber(this.#store.value([21, instance, id])))
  }

  /** The account of a URI, where its Security instance is in a mode with DTLS. */
  securityOf(uri: string): DeviceAccount | undefined {
    const security = this.#securityInstance(uri)
    if (security === undefined) return undefined
    const account = accountIn((id) => octetsOrNumber(this.#store.value([0, security, id])))
    return account && { ...account, ...(this.#authority && { authority: this.#authority }) }
  }

  /** Seconds (/1/x/1). */
  get lifetime(): number {
    return this.#number(1)
  }

  /** Seconds (/1/x/5). */
  get disableTimeout(): number {
    return this.#number(5)
  }

  /** /1/x/17. */
  get retryCount(): number {
    return Number(this.#store.value([1, this.#instance, 17])?.value ?? 5)
  }

  /** Whether Send is off: Mute Send (/1/x/23) is true or not there (Core 1.1.1 Appendix E.2). */
  get isMute(): boolean {
    return this.#store.value([1, this.#instance, 23])?.value !== false
  }

  /** /1/x/7. */
  get binding(): string {
    return this.#text([1, this.#instance, 7]) ?? 'U'
  }

  /** Forgets the Server, and keeps the Bootstrap-Server. */
  forget(): void {
    const own = this.#bootstrapDevice.ownAccount()
    for (const instance of this.#store.instances(0)) if (instance !== own) this.#store.remove([0, instance])
    for (const instance of this.#store.instances(1)) this.#store.remove([1, instance])
  }

  #securityInstance(uri: string): number | undefined {
    return this.#store.instances(0).find((instance) => this.#text([0, instance, 0]) === uri)
  }

  get #instance(): number {
    return this.#store.instances(1)[0] ?? 0
  }

  #orderOf(instance: number): number | undefined {
    const order = this.#store.value([1, instance, 13])?.value
    return order === undefined ? undefined : Number(order)
  }

  #number(resource: number): number {
    return Number(this.#store.value([1, this.#instance, resource])?.value ?? 86400)
  }

  #text(path: Ids): string | undefined {
    const value = this.#store.value(path)
    return value?.type === 'string' ? value.value : undefined
  }
}

function octetsOrNumber(value: Value | undefined): SecurityValue | undefined {
  switch (value?.type) {
    case 'string':
    case 'opaque':
    case 'integer':
    case 'unsigned':
      return value.value
    default:
      return undefined
  }
}
