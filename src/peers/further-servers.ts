import type { IncomingRequest, ResponseDraft } from '#coap'
import { type Device, type RegistrationFields, Reporting, registerDraft } from '#lwm2m'
import { type Address, addressText } from '#net'
import { answerTo } from './asking.ts'
import type { ReferenceClient } from './client.ts'
import type { FurtherAccount } from './server-account.ts'

/** A Server beside the first: with attributes, observations and a registration of its own. */
export interface FurtherServer {
  readonly address: Address
  readonly device: Device
  readonly reporting: Reporting
}

/** The Servers beside the first that a Client has accounts for (Core 1.1.1 §6.2.1). */
export class FurtherServers {
  readonly #client: ReferenceClient
  #servers: FurtherServer[] = []

  constructor(client: ReferenceClient) {
    this.#client = client
  }

  /** Registers at those that come before the first; what was before is over. */
  async meetEarlier(): Promise<void> {
    this.leave()
    await this.#meet(this.earlier())
  }

  /** Registers at the rest. */
  async meet(): Promise<void> {
    const earlier = this.earlier().map(({ uri }) => uri)
    await this.#meet(this.accounts().filter(({ uri }) => !earlier.includes(uri)))
  }

  /** Those that are to be registered at before the first. */
  earlier(): readonly FurtherAccount[] {
    return this.#client.account.before()
  }

  async #meet(accounts: readonly FurtherAccount[]): Promise<void> {
    for (const account of accounts) {
      const server = await this.#open(account)
      this.#servers.push(server)
      await answerTo(this.#client.coap, server.address, registerDraft(this.fieldsFor(account)))
    }
  }

  /** What it says of itself to a further Server. */
  fieldsFor({ lifetime }: FurtherAccount): RegistrationFields {
    return { ...this.#client.registerFields(), lifetime }
  }

  accounts(): readonly FurtherAccount[] {
    return this.#client.account.others()
  }

  /** The response to one of them; undefined for anybody else. */
  answer(request: IncomingRequest): ResponseDraft | undefined {
    const peer = addressText(request.peer)
    return this.#servers.find(({ address }) => addressText(address) === peer)?.reporting.answer(request)
  }

  /** Ends what was begun with them. */
  leave(): void {
    for (const { reporting } of this.#servers.splice(0)) reporting.close()
  }

  /** What it shows to a further Server, and keeps for it. */
  deviceFor({ shortServerId }: FurtherAccount): Device {
    return this.#client.makeDevice(() => shortServerId)
  }

  async #open(account: FurtherAccount): Promise<FurtherServer> {
    const { network } = this.#client.options
    const device = this.deviceFor(account)
    const random = network.random.fork(`server ${account.shortServerId}`)
    return {
      address: await this.#client.addressOf(account.uri),
      device,
      reporting: new Reporting({ device, coap: this.#client.coap, clock: network.clock, random }),
    }
  }
}
