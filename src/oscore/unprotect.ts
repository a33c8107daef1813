import {
  type Code,
  codeClass,
  decodeUint,
  encodeUint,
  isRequestCode,
  isResponseCode,
  methods,
  type Option,
  optionNumbers,
  type Violation,
} from '#coap'
import { open } from './algorithms.ts'
import { decodePartialIv, type SecurityContext } from './context.ts'
import { decodeHeader, type OscoreHeader } from './oscore-option.ts'
import { type Content, decodePlaintext, isOuter } from './plaintext.ts'
import type { RequestBinding } from './protect.ts'

/** Why a protected message was not accepted: the response that RFC 8613 §8.2 wants, or what stopped a client (§8.4). */
export interface Refusal {
  readonly code: Code
  readonly text: string
}

/** The refusals of RFC 8613 §8.2, with the diagnostic payloads it recommends. */
export const refusals = {
  malformed: { code: '4.02', text: 'Failed to decode COSE' },
  unknownContext: { code: '4.01', text: 'Security context not found' },
  replayed: { code: '4.01', text: 'Replay detected' },
  undecipherable: { code: '4.00', text: 'Decryption failed' },
} as const satisfies Record<string, Refusal>

/** What became of a protected message. The violations are of option, outer message, and what was inside. */
export type Unprotected<Message> =
  | {
      readonly accepted: true
      readonly message: Message
      readonly header: OscoreHeader
      readonly binding: RequestBinding
      readonly violations: readonly Violation[]
    }
  | {
      readonly accepted: false
      readonly refusal: Refusal
      readonly violations: readonly Violation[]
    }

/** Finds the context of a request by what its option says (RFC 8613 §3.3). */
export type FindContext = (kid: Uint8Array, kidContext: Uint8Array | undefined) => SecurityContext | undefined

/** How a message is to be read. */
export interface Reading {
  /** Looks without taking the Partial IV, and accepts what was taken before: for evidence. */
  readonly peek?: boolean
}

const { observe, oscore } = optionNumbers

/** Whether a message is protected by OSCORE. */
export function isProtected({ options }: Pick<Content, 'options'>): boolean {
  return options.some(({ number }) => number === oscore)
}

/** Verifies and decrypts a request (RFC 8613 §8.2). Never throws. */
export function unprotectRequest<Message extends Content>(
  find: FindContext,
  message: Message,
  { peek = false }: Reading = {},
): Unprotected<Message> {
  const { header, violations } = readOption(message)
  const { kid, partialIv, kidContext } = header ?? {}
  const found = [...violations, ...checkOuterCode(message, [methods.POST, methods.FETCH])]
  if (kid === undefined || partialIv === undefined) {
    if (header !== undefined) found.push(fault('§5', 'a request needs kid and Partial IV'))
    return refuse(refusals.malformed, found)
  }
  const context = find(kid, kidContext)
  if (context === undefined) return refuse(refusals.unknownContext, found)
  const number = decodePartialIv(partialIv)
  if (!peek && context.windowKnown && !context.window.isFresh(number)) return refuse(refusals.replayed, found)
  const nonce = context.nonce(kid, partialIv)
  const plaintext = open(
    context.aead,
    context.recipientKey,
    nonce,
    context.aad(kid, partialIv),
    message.payload,
  )
  if (plaintext === undefined) return refuse(refusals.undecipherable, found)
  if (!peek) context.window.take(number)
  const inner = readInner(plaintext, isRequestCode)
  found.push(...inner.violations)
  if (inner.content === undefined) return refuse(refusals.malformed, found)
  // Where one of the two is missing, nobody between us keeps an observation (§4.1.3.5.1).
  const registers = firstOf(message, observe) !== undefined ? firstOf(inner.content, observe) : undefined
  const options = merge(message, inner.content, registers)
  const binding = {
    context,
    kid,
    partialIv,
    observe: registers !== undefined && decodeUint(registers) === 0,
    answered: false,
    newest: undefined,
  }
  return {
    accepted: true,
    message: { ...message, ...inner.content, options },
    header: header!,
    binding,
    violations: found,
  }
}

/**
 * Verifies and decrypts a response or notification (RFC 8613 §8.4). Of an observation, only what is newer than all
 * before it is accepted (§7.4.1). Never throws.
 */
export function unprotectResponse<Message extends Content>(
  binding: RequestBinding,
  message: Message,
  { peek = false }: Reading = {},
): Unprotected<Message> {
  const { header, violations } = readOption(message)
  const found = [...violations, ...checkOuterCode(message, ['2.04', '2.05'])]
  if (header === undefined) return refuse(refusals.malformed, found)
  const { context, kid, partialIv: asked, requestNonce } = binding
  const { partialIv } = header
  const nonce =
    partialIv === undefined
      ? (requestNonce ?? context.nonce(kid, asked))
      : context.nonce(context.parameters.recipientId, partialIv)
  const plaintext = open(context.aead, context.recipientKey, nonce, context.aad(kid, asked), message.payload)
  if (plaintext === undefined) return refuse(refusals.undecipherable, found)
  const number = partialIv === undefined ? undefined : decodePartialIv(partialIv)
  if (!peek && isReplay(binding, number)) return refuse(refusals.replayed, found)
  const inner = readInner(plaintext, isResponseCode)
  found.push(...inner.violations)
  if (inner.content === undefined) return refuse(refusals.malformed, found)
  if (!peek) {
    if (number === undefined) binding.answered = true
    else binding.newest = number
  }
  const notifies = firstOf(message, observe) !== undefined && firstOf(inner.content, observe) !== undefined
  // The order of notifications is that of their Partial IVs, of which Observe takes three octets (§8.4.2).
  const order = notifies ? encodeUint((number ?? 0) % 2 ** 24) : undefined
  const options = merge(message, inner.content, order)
  return {
    accepted: true,
    message: { ...message, ...inner.content, options },
    header,
    binding,
    violations: found,
  }
}

/** A response that takes the request's nonce comes once, and none comes after a newer one. */
function isReplay({ answered, newest }: RequestBinding, number: number | undefined): boolean {
  if (number === undefined) return answered || newest !== undefined
  return newest !== undefined && number <= newest
}

function refuse(
  refusal: Refusal,
  violations: readonly Violation[],
): Extract<Unprotected<never>, { accepted: false }> {
  return { accepted: false, refusal, violations }
}

function readOption({ options, payload }: Content): {
  header?: OscoreHeader
  violations: readonly Violation[]
} {
  const values = options.filter(({ number }) => number === oscore)
  const [option] = values
  if (option === undefined) return { violations: [fault('§2', 'the OSCORE option is missing')] }
  if (values.length > 1) return { violations: [fault('§2', 'the OSCORE option is repeated')] }
  const { header, violations } = decodeHeader(option.value)
  if (payload.length === 0) {
    return { violations: [...violations, fault('§2', 'a message with an OSCORE option has a payload')] }
  }
  return { ...(header && { header }), violations }
}

function checkOuterCode({ code }: Content, usual: readonly Code[]): Violation[] {
  if (usual.includes(code)) return []
  return [fault('§4.2', `the outer code is ${usual.join(' or ')}, this one says ${code}`)]
}

function readInner(
  plaintext: Uint8Array,
  fits: (code: Code) => boolean,
): { content?: Content; violations: readonly Violation[] } {
  const { message, violations } = decodePlaintext(plaintext)
  if (message === undefined) return { violations }
  const { code, options, payload } = message
  if (!fits(code)) {
    const kind = codeClass(code) === 0 ? 'response' : 'request'
    return { violations: [...violations, fault('§4.2', `${code} was encrypted where a ${kind} is due`)] }
  }
  const misplaced = options.filter(isOuter)
  const outside = misplaced.map(({ number }) => fault('§4.1', `option ${number} must not be encrypted`))
  const content = { code, options: options.filter((option) => !isOuter(option)), payload }
  return { content, violations: [...violations, ...outside] }
}

/** The options for whoever is above: what was inside, and of the outer ones those that only go outside. */
function merge(outer: Content, inner: Content, observing: Uint8Array | undefined): Option[] {
  return [
    ...outer.options.filter((option) => isOuter(option) && option.number !== oscore),
    ...inner.options.filter(({ number }) => number !== observe),
    ...(observing === undefined ? [] : [{ number: observe, value: observing }]),
  ].toSorted((one, other) => one.number - other.number)
}

function firstOf({ options }: Pick<Content, 'options'>, wanted: number): Uint8Array | undefined {
  return options.find(({ number }) => number === wanted)?.value
}

function fault(section: string, text: string): Violation {
  return { offset: 0, clause: `RFC 8613 ${section}`, text }
}
