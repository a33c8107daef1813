/** One thing to verify on what a moment brought. */
export interface Check<T> {
  /** What is expected, in words. */
  readonly expected: string
  /** What was seen instead; undefined when it is as expected. */
  readonly verify: (value: T) => string | undefined
}

/** A check from its two halves. */
export function check<T>(expected: string, verify: (value: T) => string | undefined): Check<T> {
  return { expected, verify }
}
