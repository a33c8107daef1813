/** What went wrong, in one line. */
export function describeFailure(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure)
}
