import { readBlock, sizeOf } from './block-option.ts'
import { codeClass, isRequestCode, isReservedCode, isResponseCode } from './code.ts'
import type { CoapMessage, Option, Violation } from './message.ts'
import { hasValidLength, isCritical, optionDefinition, optionName, optionNumbers } from './options.ts'

/** An option and where it begins in the datagram. */
export interface PlacedOption extends Option {
  readonly offset: number
}

const strictText = new TextDecoder('utf-8', { fatal: true })

/** As many violations of options as are told of one message. */
const mostViolations = 100

/** What a well-formed message does against the rules of its type, code and options, which are in the order of the wire. */
export function checkMessage(
  message: CoapMessage,
  options: readonly PlacedOption[],
  payloadAt: number,
): Violation[] {
  return [...checkKind(message), ...checkContents(message, options, payloadAt)]
}

/** What options and payload of a request or response do against the rules, over any transport. */
export function checkContents(
  message: CoapMessage,
  options: readonly PlacedOption[],
  payloadAt: number,
): Violation[] {
  const found: Violation[] = []
  for (let index = 0; index < options.length; index++)
    found.push(...checkOption(message, options[index]!, options[index - 1]))
  return [...found.slice(0, mostViolations), ...checkBlocks(message, options, payloadAt)]
}

/** Which codes a type may carry (RFC 7252 table 1). */
function checkKind({ type, code }: CoapMessage): Violation[] {
  const at = (clause: string, text: string): Violation[] => [{ offset: 1, clause, text }]
  if (isReservedCode(code)) return at('RFC 7252 §4.2', `code ${code} is of a reserved class`)
  if (type === 'RST' && code !== '0.00') return at('RFC 7252 §4.2', `a Reset is Empty, this one says ${code}`)
  if (type === 'ACK' && isRequestCode(code)) {
    return at('RFC 7252 §4.2', `an Acknowledgement carries no request, this one says ${code}`)
  }
  if (type === 'NON' && code === '0.00')
    return at('RFC 7252 §4.3', 'a Non-confirmable message is never Empty')
  return []
}

function checkOption(
  message: CoapMessage,
  option: PlacedOption,
  before: PlacedOption | undefined,
): Violation[] {
  const { number, value, offset } = option
  const definition = optionDefinition(number)
  if (definition === undefined) {
    if (!isCritical(number)) return []
    return [{ offset, clause: 'RFC 7252 §5.4.1', text: `critical option ${number} is not registered` }]
  }
  const { name, clause, minLength, maxLength, repeatable, format } = definition
  const found: Violation[] = []
  if (!hasValidLength(option)) {
    const range = minLength === maxLength ? `${minLength}` : `${minLength} to ${maxLength}`
    found.push({ offset, clause, text: `${name} has ${range} octets, this one ${value.length}` })
  }
  const once = !repeatable || (number === optionNumbers.etag && isResponseCode(message.code))
  if (once && before?.number === number) {
    found.push({ offset, clause: 'RFC 7252 §5.4.5', text: `${name} must not be repeated` })
  }
  if (format === 'string') found.push(...checkString(option, name))
  if (number === optionNumbers.observe && isResponseCode(message.code) && codeClass(message.code) !== 2) {
    found.push({ offset, clause: 'RFC 7641 §4.2', text: `Observe in a ${message.code} response` })
  }
  return found
}

function checkString({ number, value, offset }: PlacedOption, name: string): Violation[] {
  let text: string
  try {
    text = strictText.decode(value)
  } catch {
    return [{ offset, clause: 'RFC 7252 §3.2', text: `${name} is not UTF-8` }]
  }
  const segment = number === optionNumbers.uriPath || number === optionNumbers.locationPath
  if (!segment || (text !== '.' && text !== '..')) return []
  return [{ offset, clause: 'RFC 7252 §5.10', text: `${name} must not be "${text}"` }]
}

function checkBlocks(message: CoapMessage, options: readonly PlacedOption[], payloadAt: number): Violation[] {
  const { block1, block2 } = optionNumbers
  if (!options.some(({ number }) => number === block1 || number === block2)) return []
  const request = isRequestCode(message.code)
  return [block1, block2].flatMap((number): Violation[] => {
    const option = options.find((one) => one.number === number)
    const block = readBlock(message.options, number)
    if (option === undefined || block === undefined) return []
    const name = optionName(number)
    const at = (section: string, text: string, offset = option.offset): Violation[] => [
      { offset, clause: `RFC 7959 ${section}`, text },
    ]
    const bert = block.szx === 7
    if (bert && message.transport !== 'tcp')
      return at('§2.2', `${name} has size exponent 7, which is reserved`)
    const describesPayload = (number === block1) === request
    if (!describesPayload) {
      return request && block.more ? at('§2.2', `${name} in a request must not say that more follows`) : []
    }
    const size = sizeOf(block.szx)
    const length = message.payload.length
    if (bert) {
      if (!block.more || (length > 0 && length % size === 0)) return []
      const text = `${name} is followed by more, the payload of ${length} octets is no multiple of ${size}`
      return [{ offset: payloadAt, clause: 'RFC 8323 §6', text }]
    }
    if (length > size || (block.more && length !== size)) {
      return at('§2.2', `${name} announces a block of ${size} octets, the payload has ${length}`, payloadAt)
    }
    return []
  })
}

/**
 * The critical options of a message that its receiver must treat as unrecognised: not understood, of a length
 * out of bounds, or repeated against the rule (RFC 7252 §5.4.1, §5.4.3, §5.4.5). Options are in the order of the wire.
 */
export function unrecognisedCritical(
  options: readonly Option[],
  understood: (number: number) => boolean,
): Option[] {
  return options.filter((option, index) => {
    if (!isCritical(option.number)) return false
    if (!understood(option.number) || !hasValidLength(option)) return true
    const repeatable = optionDefinition(option.number)?.repeatable ?? true
    return !repeatable && options[index - 1]?.number === option.number
  })
}
