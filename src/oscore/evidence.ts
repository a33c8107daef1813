import { type CoapMessage, hex, type WireEvent } from '#coap'
import type { Content } from './plaintext.ts'
import { isProtected, type Unprotected } from './unprotect.ts'

const messagesKept = 4096

/** What was inside the messages that pass the wire. */
export class Evidence {
  readonly #sent = new Map<string, Content>()

  /** Keeps what is inside a message of ours that is about to leave, so that its copies are known too. */
  keep(ciphertext: Uint8Array, content: Content): void {
    this.#sent.set(hex(ciphertext), content)
    const [oldest] = this.#sent.keys()
    if (this.#sent.size > messagesKept && oldest !== undefined) this.#sent.delete(oldest)
  }

  /**
   * The message as it is inside; as it is outside where it cannot be read.
   * @param read looks into a message that comes in, without taking note of it
   */
  reveal(event: WireEvent, read: (message: CoapMessage) => Unprotected<CoapMessage> | undefined): WireEvent {
    const { decoded: outer, direction } = event
    const { message, header } = outer
    if (message === undefined || !isProtected(message)) return event
    if (direction === 'out') {
      const content = this.#sent.get(hex(message.payload))
      if (content === undefined) return event
      const { code, options, payload } = content
      const decoded = { message: { ...message, code, options, payload }, violations: outer.violations }
      return { ...event, outer, decoded: { ...decoded, ...(header && { header }) } }
    }
    const result = read(message)
    if (!result?.accepted) return event
    const violations = [...outer.violations, ...result.violations]
    return { ...event, outer, decoded: { message: result.message, violations, ...(header && { header }) } }
  }
}
