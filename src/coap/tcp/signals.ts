import type { CoapMessage, Code, Option, Violation } from '../message.ts'
import type { OptionDefinition } from '../options.ts'
import { decodeUint, encodeUint, isCritical } from '../options.ts'
import type { PlacedOption } from '../rules.ts'

/** Signalling messages (RFC 8323 §5.1). */
export const signals = {
  csm: '7.01',
  ping: '7.02',
  pong: '7.03',
  release: '7.04',
  abort: '7.05',
} as const satisfies Record<string, Code>

/** Numbers of signalling options, each good in its message alone (RFC 8323 §5.2). */
export const signalOptionNumbers = {
  maxMessageSize: 2,
  blockWiseTransfer: 4,
  custody: 2,
  alternativeAddress: 2,
  holdOff: 4,
  badCsmOption: 2,
} as const

type Row = [
  code: Code,
  number: number,
  name: string,
  format: 'uint' | 'empty' | 'string',
  min: number,
  max: number,
]

const { csm, ping, pong, release, abort } = signals
const rows: readonly Row[] = [
  [csm, 2, 'Max-Message-Size', 'uint', 0, 4],
  [csm, 4, 'Block-Wise-Transfer', 'empty', 0, 0],
  [ping, 2, 'Custody', 'empty', 0, 0],
  [pong, 2, 'Custody', 'empty', 0, 0],
  [release, 2, 'Alternative-Address', 'string', 1, 255],
  [release, 4, 'Hold-Off', 'uint', 0, 3],
  [abort, 2, 'Bad-CSM-Option', 'uint', 0, 2],
]
const sections: { readonly [code: string]: string } = {
  [csm]: '§5.3',
  [ping]: '§5.4',
  [pong]: '§5.4',
  [release]: '§5.5',
  [abort]: '§5.6',
}

const definitions = new Map<string, OptionDefinition>(
  rows.map(([code, number, name, format, minLength, maxLength]) => [
    `${code} ${number}`,
    {
      number,
      name,
      format,
      minLength,
      maxLength,
      repeatable: code === release && number === signalOptionNumbers.alternativeAddress,
      clause: `RFC 8323 ${sections[code]}`,
    },
  ]),
)

/** What RFC 8323 says of an option in this signalling message; undefined for one it does not know. */
export function signalOption(code: Code, number: number): OptionDefinition | undefined {
  return definitions.get(`${code} ${number}`)
}

/** What a signalling message does against the rules. */
export function checkSignal(
  { code }: CoapMessage,
  options: readonly PlacedOption[],
  codeAt: number,
): Violation[] {
  if (!(code in sections))
    return [{ offset: codeAt, clause: 'RFC 8323 §5.1', text: `signalling code ${code} is not assigned` }]
  return options.flatMap(({ number, value, offset }, index): Violation[] => {
    const definition = signalOption(code, number)
    if (definition === undefined) {
      if (!isCritical(number)) return []
      const text = `critical option ${number} is not known in a ${code} message`
      return [{ offset, clause: 'RFC 8323 §5.2', text }]
    }
    const { name, clause, minLength, maxLength, repeatable } = definition
    const found: Violation[] = []
    if (value.length < minLength || value.length > maxLength) {
      const range = minLength === maxLength ? `${minLength}` : `${minLength} to ${maxLength}`
      found.push({ offset, clause, text: `${name} has ${range} octets, this one ${value.length}` })
    }
    if (!repeatable && options[index - 1]?.number === number)
      found.push({ offset, clause: 'RFC 7252 §5.4.5', text: `${name} must not be repeated` })
    return found
  })
}

/** The first critical option of a signalling message that nobody knows (RFC 8323 §5.2). */
export function unknownCritical({ code, options }: CoapMessage): number | undefined {
  return options.find(({ number }) => isCritical(number) && signalOption(code, number) === undefined)?.number
}

/** What the sender of CSMs has told of itself. */
export interface Capabilities {
  /** Octets of the longest message it takes. */
  readonly maxMessageSize: number
  readonly blockWise: boolean
}

/** Before any CSM (RFC 8323 §5.3.1). */
export const baseCapabilities: Capabilities = { maxMessageSize: 1152, blockWise: false }

/** What a CSM leaves of what was told before: it adds, and replaces what it repeats (RFC 8323 §5.3). */
export function toldBy(options: readonly Option[], before: Capabilities): Capabilities {
  const { maxMessageSize, blockWiseTransfer } = signalOptionNumbers
  const size = options.find(({ number, value }) => number === maxMessageSize && value.length <= 4)
  return {
    maxMessageSize: size === undefined ? before.maxMessageSize : decodeUint(size.value),
    blockWise: before.blockWise || options.some(({ number }) => number === blockWiseTransfer),
  }
}

/** The options of a CSM that tells all of them. */
export function capabilityOptions({ maxMessageSize, blockWise }: Capabilities): Option[] {
  return [
    { number: signalOptionNumbers.maxMessageSize, value: encodeUint(maxMessageSize) },
    ...(blockWise ? [{ number: signalOptionNumbers.blockWiseTransfer, value: new Uint8Array() }] : []),
  ]
}
