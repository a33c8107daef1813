/** The bounds of one interval, as written: `min` may exceed `max`. */
export interface NumericRange {
  readonly min: number
  readonly max: number
}

const number = '[-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?'
const joined = new RegExp(`^(${number})\\s*(?:-|to|\\.{2,3})\\s*(${number})$`)
const interval = new RegExp(`(${number})\\s*\\.{2,3}\\s*(${number})`, 'g')

/** One notation for ranges, so that `0-255 bytes` of old files equals `0..255`, and `16-32-48` equals `16,32,48`. */
export function normalRange(range: string): string {
  return range
    .trim()
    .toLowerCase()
    .replace(/\s*(?:bytes?|octets?)$/, '')
    .replace(joined, '$1..$2')
    .replace(/^\d+(?:\s*(?:-|or)\s*\d+)+$/, (list) => list.replace(/-|or/g, ','))
    .replace(/\s+/g, '')
}

/** The intervals `a..b` (or `a...b`) in a range text; lists and prose give what they contain. */
export function intervalsOf(range: string): NumericRange[] {
  return [...range.matchAll(interval)].map(([, min, max]) => ({ min: Number(min), max: Number(max) }))
}

/** Whether a range joins two bounds by "to" or a dash where OMA wants two dots. */
export function joinsBoundsByWord(range: string): boolean {
  return new RegExp(`^[<>]?\\s*${number}\\s*(?:-|–|to)\\s*[<>]?\\s*${number}`, 'i').test(range.trim())
}

/** Whether a range text holds any digit: a numeric resource cannot be held against one that has none. */
export function isNumericRange(range: string): boolean {
  return /\d/.test(range)
}
