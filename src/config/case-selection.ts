import { didYouMean } from '../did-you-mean.ts'
import { UserError } from '../user-error.ts'

/** Whether a case is picked, by its id (`int-102`, `TP/DM/TYPES/BV-01`) and its ETS number if it has one. */
export type CaseSelection = (id: string, number?: number) => boolean

/** The items of a selection, blanks removed. */
export function selectionItems(text: string): string[] {
  return text.split(',').map((item) => item.trim())
}

/**
 * Reads a selection of cases: numbers (`101`, `int-101`, or a label such as `1.1-int-101`), decades and ranges (`2xx`,
 * `301..303`), purposes with `*` for anything (`TP/REP/*`, `ESIM-3*`), separated by commas.
 * @throws UserError naming the item that is nonsense
 */
export function parseCaseSelection(text: string): CaseSelection {
  const picks = selectionItems(text).map((item) => pick(item, text))
  return (id, number) => picks.some((picks) => picks(id, number))
}

function pick(item: string, text: string): CaseSelection {
  const selection = understood(item, text)
  if (selection !== undefined) return selection
  const mended = [
    item.replaceAll(/[oO]/g, '0'),
    item.toLowerCase(),
    item.toUpperCase(),
    item.replace(/-|\.{3}|–/, '..'),
  ]
  const hint = didYouMean(
    item,
    mended.filter((other) => understood(other, text) !== undefined),
  )
  throw new UserError(
    `--cases ${text}: "${item}" is no selection; write numbers (101), ranges (301..303, 2xx) or purposes (TP/DM/*, ESIM-3*)${hint}`,
  )
}

/** @throws UserError for a range that ends before it begins */
function understood(item: string, text: string): CaseSelection | undefined {
  const [, from, to] = /^(?:(?:1\.\d-)?int-)?(\d{1,4})(?:\.\.(\d{1,4}))?$/.exec(item) ?? []
  if (from !== undefined) {
    const [low, high] = [Number(from), Number(to ?? from)]
    if (low > high) throw new UserError(`--cases ${text}: the range ${item} ends before it begins`)
    return (_, number) => number !== undefined && number >= low && number <= high
  }
  if (/^\d{1,3}x{1,3}$/.test(item) && item.length <= 4) {
    const digits = new RegExp(`^${item.replaceAll('x', '\\d')}$`)
    return (_, number) => number !== undefined && digits.test(String(number).padStart(item.length, '0'))
  }
  if (/^(TP\/[\w/*-]*|ESIM-[\d*]*)$/.test(item)) {
    const purpose = new RegExp(`^${item.replaceAll('*', '.*')}$`)
    return (id) => purpose.test(id)
  }
  return undefined
}
