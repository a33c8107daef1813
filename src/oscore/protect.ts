import { type Code, decodeUint, methods, type Option, optionNumbers } from '#coap'
import { seal } from './algorithms.ts'
import { encodePartialIv, type SecurityContext } from './context.ts'
import { type Faults, faultyOption } from './faults.ts'
import type { OscoreHeader } from './oscore-option.ts'
import { type Content, encodePlaintext, innerOptions, outerOptions } from './plaintext.ts'

/** What ties responses to their request (RFC 8613 §5.4), and what the observe rule has to remember (§7.4.1). */
export interface RequestBinding {
  readonly context: SecurityContext
  readonly kid: Uint8Array
  readonly partialIv: Uint8Array
  /** The nonce that the request had, where another context made it: one of a negotiation (Appendix B.2). */
  readonly requestNonce?: Uint8Array
  /** Whether the request registers an observation. */
  readonly observe: boolean
  /** Whether a response took the nonce of the request: there must be no second. */
  answered: boolean
  /** The Partial IV of the newest notification. */
  newest: number | undefined
  /** What the first response says outside: that the blocks of the request have come together. */
  readonly outer?: readonly Option[]
}

const { observe, oscore } = optionNumbers

/**
 * Protects a request (RFC 8613 §8.1). Type, message id and token stay as they are.
 * @throws RangeError when it has an OSCORE option already, or when the Sender Sequence Numbers are used up
 */
export function protectRequest<Message extends Content>(
  context: SecurityContext,
  message: Message,
  faults: Faults = {},
): { message: Message; binding: RequestBinding } {
  const { announced } = context
  const { senderId: kid } = context.parameters
  const number = (): number => (faults.replays ? Math.max(0, context.sequence - 1) : context.takeSequence())
  const partialIv = faults.partialIv ?? encodePartialIv(number())
  const observing = message.options.find(({ number }) => number === observe)
  const binding = {
    context,
    kid,
    partialIv,
    observe: observing !== undefined && decodeUint(observing.value) === 0,
    answered: false,
    newest: undefined,
  }
  const header = { partialIv, kid, ...(announced !== undefined && { kidContext: announced }) }
  const sealed = sealContent(context, message, binding, context.nonce(kid, partialIv))
  const code = observing === undefined ? methods.POST : methods.FETCH
  return { message: assemble(message, code, header, sealed, outerOptions(message.options), faults), binding }
}

/** How a response is protected. */
export interface ResponseManner {
  /** With a Partial IV of its own, as notifications after the first, and after a loss of state; default: when it must. */
  readonly ownPartialIv?: boolean
  /** A kid context to tell (RFC 8613 Appendix B.2). */
  readonly kidContext?: Uint8Array
  readonly faults?: Faults
}

/**
 * Protects a response or notification (RFC 8613 §8.3). The first response to a request takes the request's nonce.
 * @throws RangeError when it has an OSCORE option already, or when the Sender Sequence Numbers are used up
 */
export function protectResponse<Message extends Content>(
  binding: RequestBinding,
  message: Message,
  { ownPartialIv = false, kidContext, faults = {} }: ResponseManner = {},
): Message {
  const { context } = binding
  const own = ownPartialIv || binding.answered || faults.partialIv !== undefined
  const partialIv = own ? (faults.partialIv ?? encodePartialIv(context.takeSequence())) : undefined
  if (!own) binding.answered = true
  const nonce =
    partialIv === undefined
      ? context.nonce(binding.kid, binding.partialIv)
      : context.nonce(context.parameters.senderId, partialIv)
  const notifies = message.options.some(({ number }) => number === observe)
  // Its order is told by the Partial IV: the inner Observe is empty (§4.1.3.5.2).
  const options = message.options.map((option) =>
    option.number === observe ? { number: observe, value: new Uint8Array() } : option,
  )
  const sealed = sealContent(context, { ...message, options }, binding, nonce)
  const header = { ...(partialIv && { partialIv }), ...(kidContext && { kidContext }) }
  const outer = [...outerOptions(message.options), ...(own ? [] : (binding.outer ?? []))]
  return assemble(message, notifies ? '2.05' : '2.04', header, sealed, outer, faults)
}

function sealContent(
  context: SecurityContext,
  { code, options, payload }: Content,
  { kid, partialIv }: RequestBinding,
  nonce: Uint8Array,
): Uint8Array {
  if (options.some(({ number }) => number === oscore)) {
    throw new RangeError('the message has an OSCORE option already; it cannot be protected twice')
  }
  const plaintext = encodePlaintext({ code, options: innerOptions(options), payload })
  return seal(context.aead, context.senderKey, nonce, context.aad(kid, partialIv), plaintext)
}

function assemble<Message extends Content>(
  message: Message,
  code: Code,
  header: OscoreHeader,
  ciphertext: Uint8Array,
  outer: readonly Option[],
  faults: Faults,
): Message {
  const value = faultyOption(header, faults)
  const options = [...outer, ...(faults.outer ?? []), ...(value ? [{ number: oscore, value }] : [])]
  return {
    ...message,
    code: faults.code ?? code,
    options: options.toSorted((one, other) => one.number - other.number),
    payload: faults.ciphertext?.(ciphertext) ?? ciphertext,
  }
}
