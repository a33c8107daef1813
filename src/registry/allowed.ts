import type { ResourceDefinition } from './model.ts'
import { type NumericRange, normalRange } from './rules/range.ts'

type Scalar = bigint | number | string | Uint8Array

/**
 * Whether a value lies in the range or enumeration that a definition gives. On String and Opaque a range bounds the
 * length (Core 1.2.1 Appendix D.1), of a string in characters or in octets: it may be either. What is not plainly an interval
 * or a list, such as prose, forbids nothing.
 */
export function isAllowed(
  { type, range }: Pick<ResourceDefinition, 'type' | 'range'>,
  value: Scalar,
): boolean {
  switch (type) {
    case 'integer':
    case 'unsigned':
    case 'float':
    case 'time':
      return within(numbersIn(range), [Number(value)])
    case 'string':
      if (typeof value !== 'string') return true
      return within(lengthIn(range), [[...value].length, new TextEncoder().encode(value).length])
    case 'opaque':
      return !(value instanceof Uint8Array) || within(lengthIn(range), [value.length])
    default:
      return true
  }
}

function within(intervals: readonly NumericRange[], candidates: readonly number[]): boolean {
  return (
    intervals.length === 0 ||
    candidates.some((value) => intervals.some(({ min, max }) => value >= min && value <= max))
  )
}

const number = String.raw`[-+]?(?:0x[\da-f]+|\d+(?:\.\d+)?(?:e[-+]?\d+)?)`
const item = new RegExp(`^(${number})(?:\\.{2,3}(${number}))?$`)
const enumerated = /^\s*([-+]?\d+)\s*:/

/** Intervals and lists (`0..5,7`), and enumerations with a word for each number; none where there is anything else. */
function numbersIn(range: string): NumericRange[] {
  const lines = range.split('\n').filter((line) => line.trim() !== '')
  if (lines.length > 1 && lines.every((line) => enumerated.test(line)))
    return lines.map((line) => single(Number(enumerated.exec(line)![1])))
  const items = normalRange(range).split(/[,;]/).map(interval)
  const isList = items.length > 1 || items.some((found) => found !== undefined && found.min !== found.max)
  return isList && items.every((found) => found !== undefined && found.min <= found.max)
    ? items.filter((found) => found !== undefined)
    : []
}

/** One interval; a single number may be the length or the longest, so that it forbids nothing. */
function lengthIn(range: string): NumericRange[] {
  const found = interval(normalRange(range))
  return found === undefined || found.min >= found.max ? [] : [found]
}

function interval(text: string): NumericRange | undefined {
  const [, min, max] = item.exec(text) ?? []
  return min === undefined ? undefined : { min: Number(min), max: Number(max ?? min) }
}

function single(value: number): NumericRange {
  return { min: value, max: value }
}
