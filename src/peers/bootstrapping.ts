import type { IncomingRequest, RequestDraft } from '#coap'
import type { Address } from '#net'
import { answerTo } from './asking.ts'
import { PackRequests } from './bootstrap-pack.ts'
import { BootstrapSession, bootstrapRequest } from './bootstrap-session.ts'
import type { ReferenceClient } from './client.ts'
import { Pauses } from './pauses.ts'

/** Client-initiated bootstrap of the reference Client (Core 1.1.1 §6.1.3.3). Each behaviour is a replaceable method. */
export class Bootstrapping {
  readonly packs: PackRequests
  readonly #client: ReferenceClient
  #pauses: Pauses | undefined
  #session: BootstrapSession | undefined

  constructor(client: ReferenceClient) {
    this.#client = client
    this.packs = new PackRequests(client)
  }

  get isRunning(): boolean {
    return this.#session !== undefined
  }

  /** True when a Server was tried in vain so often, or for good, that it asked, and got its configuration. */
  async helpsAfter(attempt: number, server: Address): Promise<boolean> {
    const { keys } = this.#client
    return attempt % keys.tries(server, this.#client.retryCount()) === 0 && this.succeeds()
  }

  /** Resolves true when it has got its configuration: the Bootstrap-Server finished, or gave it a pack. */
  async succeeds(): Promise<boolean> {
    const { account, options, coap } = this.#client
    const uri = account.bootstrapUri
    if (uri === undefined || !(await this.#isHeldOff())) return false
    const server = await this.#client.addressOf(uri)
    if (await this.packs.succeeds(server)) return true
    const session = new BootstrapSession({
      server,
      clock: options.network.clock,
      deadline: this.deadline(),
      rollback: this.rollback(),
    })
    this.#session = session
    const response = await answerTo(coap, server, this.draft())
    if (response?.code !== '2.04') session.end(false)
    const success = await session.outcome
    this.#session = undefined
    return success
  }

  /** Puts back what was before a bootstrap that failed (Core 1.1.1 §6.1.3.3). */
  rollback(): () => void {
    return this.#client.store.snapshot()
  }

  draft(): RequestDraft {
    return bootstrapRequest(this.#client.options.endpoint, this.#client.device.formats)
  }

  /** Milliseconds without a Finish until it gives up: EXCHANGE_LIFETIME. */
  deadline(): number {
    return 247_000
  }

  /** Answers the Bootstrap-Server while a bootstrap is running; false for any other peer. */
  answers(request: IncomingRequest): boolean {
    if (this.#session?.isWith(request.peer) !== true) return false
    const { response, finished } = this.#client.bootstrapDevice.answer(request)
    request.respond(response)
    if (finished) this.#session.end(true)
    return true
  }

  /** True when its Client Hold-Off Time has passed; false when it is given up before. */
  async #isHeldOff(): Promise<boolean> {
    const { holdOff } = this.#client.account
    this.#pauses ??= new Pauses(this.#client.options.network.clock)
    return holdOff === 0 || this.#pauses.pass(holdOff * 1000)
  }

  /** Ends what is running. */
  giveUp(): void {
    this.#pauses?.end()
    this.#session?.end(false)
  }
}
