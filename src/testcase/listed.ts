import type { Edition } from '#ics'
import type { ChairName } from '#record'
import type { PurposeId } from './definition.ts'

/** Why a number of the ETS has no body here. */
export type ListedKind =
  /** The ETS prints a heading and nothing else. */
  | 'reserved'
  /** The ETS takes over the verdict of another number. */
  | 'delegated'
  /** There is nothing to test. */
  | 'untestable'
  /** It needs something that this suite does not have. */
  | 'needs'

/** A number of the ETS that is not executed under that number, and what stands in for it. */
export interface ListedNumber {
  readonly number: number
  readonly title: string
  readonly editions: readonly Edition[]
  readonly judges: readonly ChairName[]
  readonly kind: ListedKind
  readonly reason: string
  /** Cases and purposes that cover its title: `int-1630`, `TP/DM/OPAQUE/BV-01`. */
  readonly coveredBy: readonly string[]
}

/** A purpose of our own that is not executed, likewise. */
export type ListedPurpose = Omit<ListedNumber, 'number'> & { readonly purposeId: PurposeId }

/** The stable key: `int-551`, or the purpose's id. */
export function listedId(entry: ListedNumber | ListedPurpose): string {
  return 'purposeId' in entry ? entry.purposeId : `int-${entry.number}`
}
