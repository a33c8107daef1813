import { hex, type IncomingRequest } from '#coap'

type Asking = Pick<IncomingRequest, 'identity'>

/**
 * Which endpoint name an identity stands for: the first that it was served under (Transport 1.1.1 §5.2.6, §5.5.5). Who
 * comes in the clear may have any.
 */
export class NameTable {
  readonly #names = new Map<string, string>()
  readonly #isSecured: boolean

  /** @param isSecured whether one account of DTLS or TLS tells who asks, where OSCORE does not */
  constructor(isSecured: boolean) {
    this.#isSecured = isSecured
  }

  /** The name that whoever asks goes by: stated, or known; undefined where it is none, or not the one that is known. */
  nameOf(request: Asking, stated: string | undefined): string | undefined {
    const known = this.#names.get(this.#keyOf(request) ?? '')
    return stated === undefined || known === undefined || stated === known ? (stated ?? known) : undefined
  }

  /** Whoever asked is served under this name. */
  take(request: Asking, name: string): void {
    const key = this.#keyOf(request)
    if (key !== undefined) this.#names.set(key, name)
  }

  #keyOf({ identity }: Asking): string | undefined {
    if (identity !== undefined) return `Sender ID ${hex(identity.id)}`
    return this.#isSecured ? 'account' : undefined
  }
}
