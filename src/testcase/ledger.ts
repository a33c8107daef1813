/** What becomes of a normative rule here. */
export type LedgerState =
  /** One or more cases or purposes test it. */
  | 'tested'
  /** Nothing on the wire tells whether it is kept. */
  | 'untestable'
  /** It belongs to a transport or a companion that this suite does not cover. */
  | 'out of scope'

/** A normative rule of the Technical Specification and what tests it. */
export interface LedgerEntry {
  readonly area: string
  readonly rule: string
  readonly state: LedgerState
  /** Cases and purposes that test it. */
  readonly by: readonly string[]
  /** Why nothing does; empty where something does. */
  readonly why: string
}
