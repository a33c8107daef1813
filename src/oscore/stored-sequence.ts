import type { SecurityContext } from './context.ts'

/**
 * Lets the Sender Sequence Numbers of a context outlive a restart (RFC 8613 Appendix B.1.1): they begin at the number
 * that was saved, and what is saved is always beyond those in use.
 * @param every how many numbers are taken between two savings
 */
export function storeSequence(
  context: SecurityContext,
  saved: number,
  every: number,
  save: (value: number) => void,
): void {
  let beyond = saved
  context.sequence = saved
  context.onTake = (number) => {
    if (number < beyond) return
    beyond = number + every
    save(beyond)
  }
}
