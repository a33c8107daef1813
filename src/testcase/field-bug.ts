/** What becomes of a fault of the field here. */
export type FieldBugState =
  /** A criterion fails a peer that has it. */
  | 'caught'
  /** Nothing on the wire tells within a run, or no rule forbids it. */
  | 'unseen'
  /** It belongs to a part that is not built yet. */
  | 'later'
  /** A case could catch it, and none does yet. */
  | 'open'

/** A fault that an implementation is publicly known to have had, and what catches it. */
export interface FieldBug {
  /** `BUG-014`; mutants name it in `from`. */
  readonly id: string
  /** Where it is told of: an issue, a commit, a change log with the release that mended it, or an advisory. */
  readonly source: string
  /** What the peer did. */
  readonly fault: string
  readonly state: FieldBugState
  /** Criteria any of which catches it: `int-4 E`. Empty unless it is caught. */
  readonly by: readonly string[]
  /** Why none does, or what that needs; empty where one does. */
  readonly why: string
}
