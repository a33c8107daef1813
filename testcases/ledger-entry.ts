import type { LedgerEntry } from '#testcase'

/** The rules of one area of the specification. */
export function area(name: string, ...entries: readonly Omit<LedgerEntry, 'area'>[]): LedgerEntry[] {
  return entries.map((entry) => ({ area: name, ...entry }))
}

/** A rule that these cases judge. */
export const tested = (rule: string, ...by: readonly string[]) =>
  ({ rule, state: 'tested', by, why: '' }) as const
/** A rule that nothing on the wire tells of. */
export const unseen = (rule: string, why: string) => ({ rule, state: 'untestable', by: [], why }) as const
/** A rule of another specification. */
export const beyond = (rule: string, why: string) => ({ rule, state: 'out of scope', by: [], why }) as const
