import type { Option } from './message.ts'
import { decodeUint, encodeUint, hasValidLength, optionNumbers } from './options.ts'

const utf8 = new TextEncoder()
const text = new TextDecoder('utf-8', { ignoreBOM: true })

/** What a message says in options that have a name of their own here. */
export interface Fields {
  /** Uri-Path segments. */
  readonly path?: readonly string[] | undefined
  readonly query?: readonly string[] | undefined
  /** Location-Path segments. */
  readonly location?: readonly string[] | undefined
  readonly contentFormat?: number | undefined
  readonly accept?: number | undefined
  readonly observe?: number | undefined
}

/**
 * The first value of an option. One whose length is out of bounds counts as absent, and so does every
 * occurrence after the first (RFC 7252 §5.4.3, §5.4.5).
 */
export function readOpaque(options: readonly Option[], number: number): Uint8Array | undefined {
  const option = options.find((one) => one.number === number)
  return option !== undefined && hasValidLength(option) ? option.value : undefined
}

/** The value of a uint option, by the rules of `readOpaque`. */
export function readUint(options: readonly Option[], number: number): number | undefined {
  const value = readOpaque(options, number)
  return value === undefined ? undefined : decodeUint(value)
}

/** All values of a string option, in order. Octets that are not UTF-8 read as U+FFFD. */
export function readStrings(options: readonly Option[], number: number): string[] {
  return options
    .filter((one) => one.number === number && hasValidLength(one))
    .map(({ value }) => text.decode(value))
}

/** Uri-Path segments; [] when absent. */
export const readPath = (options: readonly Option[]): string[] => readStrings(options, optionNumbers.uriPath)

/** Uri-Query items; [] when absent. */
export const readQuery = (options: readonly Option[]): string[] =>
  readStrings(options, optionNumbers.uriQuery)

/** Location-Path segments; [] when absent. */
export const readLocation = (options: readonly Option[]): string[] =>
  readStrings(options, optionNumbers.locationPath)

/** Content-Format, Accept and Observe, each left out when absent. */
export function readNumbers(options: readonly Option[]): {
  contentFormat?: number
  accept?: number
  observe?: number
} {
  const numbers: { contentFormat?: number; accept?: number; observe?: number } = {}
  const contentFormat = readUint(options, optionNumbers.contentFormat)
  const accept = readUint(options, optionNumbers.accept)
  const observe = readUint(options, optionNumbers.observe)
  if (contentFormat !== undefined) numbers.contentFormat = contentFormat
  if (accept !== undefined) numbers.accept = accept
  if (observe !== undefined) numbers.observe = observe
  return numbers
}

/** An option with an unsigned integer for value. */
export function uintOption(number: number, value: number): Option {
  return { number, value: encodeUint(value) }
}

/** The options that say `fields`, and `others`, sorted by number; equal numbers keep their order. */
export function buildOptions(fields: Fields, others: readonly Option[] = []): Option[] {
  const options: Option[] = []
  const strings = (number: number, values: readonly string[] = []): void => {
    for (const value of values) options.push({ number, value: utf8.encode(value) })
  }
  const uint = (number: number, value: number | undefined): void => {
    if (value !== undefined) options.push(uintOption(number, value))
  }
  strings(optionNumbers.uriPath, fields.path)
  strings(optionNumbers.uriQuery, fields.query)
  strings(optionNumbers.locationPath, fields.location)
  uint(optionNumbers.contentFormat, fields.contentFormat)
  uint(optionNumbers.accept, fields.accept)
  uint(optionNumbers.observe, fields.observe)
  return sortOptions([...options, ...others])
}

/** Options by ascending number; equal numbers keep their order (RFC 7252 §3.1). */
export function sortOptions(options: readonly Option[]): Option[] {
  return [...options].sort((one, other) => one.number - other.number)
}
