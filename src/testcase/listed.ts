import type { Edition } from '#ics'
import type { ChairName } from '#record'

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
