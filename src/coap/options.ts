import type { Option } from './message.ts'

export type OptionFormat = 'empty' | 'opaque' | 'uint' | 'string'

/** What the RFCs say of one option number. Lengths in octets. */
export interface OptionDefinition {
  readonly number: number
  readonly name: string
  readonly format: OptionFormat
  readonly minLength: number
  readonly maxLength: number
  readonly repeatable: boolean
  /** The RFC that defines it. */
  readonly clause: string
}

/** Option numbers by the name in the IANA registry. */
export const optionNumbers = {
  ifMatch: 1,
  uriHost: 3,
  etag: 4,
  ifNoneMatch: 5,
  observe: 6,
  uriPort: 7,
  locationPath: 8,
  oscore: 9,
  uriPath: 11,
  contentFormat: 12,
  maxAge: 14,
  uriQuery: 15,
  hopLimit: 16,
  accept: 17,
  qBlock1: 19,
  locationQuery: 20,
  edhoc: 21,
  block2: 23,
  block1: 27,
  size2: 28,
  qBlock2: 31,
  proxyUri: 35,
  proxyScheme: 39,
  size1: 60,
  echo: 252,
  noResponse: 258,
  requestTag: 292,
} as const

type Row = [number: number, name: string, format: OptionFormat, min: number, max: number, repeatable: boolean]

const define = (clause: string, rows: readonly Row[]): OptionDefinition[] =>
  rows.map(([number, name, format, minLength, maxLength, repeatable]) => ({
    number,
    name,
    format,
    minLength,
    maxLength,
    repeatable,
    clause,
  }))

const definitions = new Map(
  [
    ...define('RFC 7252 §5.10', [
      [1, 'If-Match', 'opaque', 0, 8, true],
      [3, 'Uri-Host', 'string', 1, 255, false],
      [4, 'ETag', 'opaque', 1, 8, true],
      [5, 'If-None-Match', 'empty', 0, 0, false],
      [7, 'Uri-Port', 'uint', 0, 2, false],
      [8, 'Location-Path', 'string', 0, 255, true],
      [11, 'Uri-Path', 'string', 0, 255, true],
      [12, 'Content-Format', 'uint', 0, 2, false],
      [14, 'Max-Age', 'uint', 0, 4, false],
      [15, 'Uri-Query', 'string', 0, 255, true],
      [17, 'Accept', 'uint', 0, 2, false],
      [20, 'Location-Query', 'string', 0, 255, true],
      [35, 'Proxy-Uri', 'string', 1, 1034, false],
      [39, 'Proxy-Scheme', 'string', 1, 255, false],
      [60, 'Size1', 'uint', 0, 4, false],
    ]),
    ...define('RFC 7641 §2', [[6, 'Observe', 'uint', 0, 3, false]]),
    ...define('RFC 7959 §2.1', [
      [23, 'Block2', 'uint', 0, 3, false],
      [27, 'Block1', 'uint', 0, 3, false],
    ]),
    ...define('RFC 7959 §4', [[28, 'Size2', 'uint', 0, 4, false]]),
    ...define('RFC 7967 §2', [[258, 'No-Response', 'uint', 0, 1, false]]),
    ...define('RFC 8613 §2', [[9, 'OSCORE', 'opaque', 0, 255, false]]),
    ...define('RFC 8768 §3', [[16, 'Hop-Limit', 'uint', 1, 1, false]]),
    ...define('RFC 9175 §2.2', [[252, 'Echo', 'opaque', 1, 40, false]]),
    ...define('RFC 9175 §3.2', [[292, 'Request-Tag', 'opaque', 0, 8, true]]),
    ...define('RFC 9177 §4.1', [
      [19, 'Q-Block1', 'uint', 0, 3, false],
      [31, 'Q-Block2', 'uint', 0, 3, true],
    ]),
    ...define('RFC 9668 §3.1', [[21, 'EDHOC', 'empty', 0, 0, false]]),
  ].map((definition) => [definition.number, definition]),
)

/** The definition of an option number, undefined for a number not in the table. */
export function optionDefinition(number: number): OptionDefinition | undefined {
  return definitions.get(number)
}

/** `Uri-Path`, or `option 2047` for a number not in the table. */
export function optionName(number: number): string {
  return definitions.get(number)?.name ?? `option ${number}`
}

/** Whether whoever does not understand the option must reject the message (RFC 7252 §5.4.6). */
export function isCritical(number: number): boolean {
  return (number & 1) === 1
}

/** Whether a proxy that does not understand the option must not forward it (RFC 7252 §5.4.6). */
export function isUnsafe(number: number): boolean {
  return (number & 2) === 2
}

/** Whether the value's length is within the bounds of the definition; true for numbers not in the table. */
export function hasValidLength({ number, value }: Option): boolean {
  const definition = definitions.get(number)
  return (
    definition === undefined || (value.length >= definition.minLength && value.length <= definition.maxLength)
  )
}

/** An unsigned integer in network order, as few octets as possible; 0 is empty (RFC 7252 §3.2). */
export function encodeUint(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
    throw new RangeError(`${value} is not a whole number from 0 to 4294967295`)
  }
  const octets: number[] = []
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return Uint8Array.from(octets)
}

/** Reads an unsigned integer in network order; leading zeros are allowed (RFC 7252 §3.2). */
export function decodeUint(value: Uint8Array): number {
  let sum = 0
  for (const octet of value) sum = sum * 256 + octet
  return sum
}
