import type { RequestDraft } from '#coap'
import { contentFormats, type DataFormat } from '#content'
import { type Address, addressText, type Clock } from '#net'

export interface BootstrapSessionOptions {
  readonly server: Address
  readonly clock: Clock
  /** Milliseconds without a Finish until it counts as failed. */
  readonly deadline: number
  /** Puts back what was before; called at once when the session fails. */
  readonly rollback: () => void
}

/**
 * A Bootstrap-Request. It says which format it wants (`pct`, since 1.1) where the client lacks TLV, which a
 * Bootstrap-Server may use unasked.
 */
export function bootstrapRequest(endpoint: string, formats: readonly DataFormat[]): RequestDraft {
  const wanted = formats.find((format) => format.startsWith('senml') || format === 'lwm2m-cbor')
  const pct = wanted === undefined || formats.includes('tlv') ? [] : [`pct=${contentFormats[wanted]}`]
  return { method: 'POST', path: ['bs'], query: [`ep=${endpoint}`, ...pct] }
}

/** One bootstrap, from its request until it is finished, given up or out of time. */
export class BootstrapSession {
  /** True when the Bootstrap-Server finished it. */
  readonly outcome: Promise<boolean>
  readonly #server: string
  #settle: (success: boolean) => void = () => {}

  constructor({ server, clock, deadline, rollback }: BootstrapSessionOptions) {
    this.#server = addressText(server)
    const timer = clock.after(deadline, () => this.end(false))
    this.outcome = new Promise((resolve) => {
      // Named first, so that V8 does not keep it, and the world it sees, for long.
      const settle = (success: boolean): void => {
        timer.cancel()
        if (!success) rollback()
        resolve(success)
      }
      this.#settle = settle
    })
  }

  isWith(peer: Address): boolean {
    return addressText(peer) === this.#server
  }

  /** Ends it; only the first call counts. */
  end(success: boolean): void {
    const settle = this.#settle
    this.#settle = () => {}
    settle(success)
  }
}
