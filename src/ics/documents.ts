import type { IcsItem } from './items.ts'

/** What an implementation claims, item by item; items that are absent are unanswered. */
export interface IcsDocument {
  readonly vendor?: string
  readonly model?: string
  readonly version?: string
  readonly items: { readonly [item in IcsItem]?: boolean }
}

/** What testing needs to know of an implementation. */
export interface Ixit {
  /** Expected values by path; octets as `0x…`. */
  readonly values: Readonly<Record<string, string | number | boolean>>
  /** Paths of the objects that a Profile ID stands for, where they are others than the ETS says. */
  readonly profiles?: Readonly<Record<string, readonly string[]>>
  /** Seconds of allowance on every deadline. */
  readonly tolerance?: number
  /** Seconds for what the specification says happens next. */
  readonly reaction?: number
  /** Seconds for the implementation to show up or come back. */
  readonly arrival?: number
}

export const emptyIcs: IcsDocument = { items: {} }
export const emptyIxit: Ixit = { values: {} }
