import type { Readable, Writable } from 'node:stream'

/** What a command touches of the process it runs in. */
export interface Io {
  /** Standard output. */
  out(text: string): void
  /** Standard error. */
  err(text: string): void
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Where a person types, and where prompts go. */
  readonly keyboard: Readable
  readonly prompts: Writable
  /** Whether a person sits there. */
  readonly isInteractive: boolean
  /** How standard output shows progress. */
  readonly screen: { readonly color: boolean; readonly live: boolean; readonly columns: number }
  /**
   * From this call on Ctrl-C and SIGTERM raise the signal instead of ending the process; the second one ends it.
   * Calling `stop` does what Ctrl-C does.
   * @param told what is said then
   */
  interruptible(told: string): { readonly signal: AbortSignal; stop(): void }
  /** From this call on the process collects its garbage early: for what takes long, and waits most of that time. */
  spareMemory(): void
}

/** Exit code of a run that was interrupted: 128 + SIGINT. */
export const interruptedCode = 130
/** Exit code for mistakes of the user. */
export const usageCode = 2
/** Exit code where what was asked for could not be found out. */
export const undecidedCode = 4
/** Exit code for mistakes of ours. */
export const internalCode = 5

/** Writes the one JSON document of a command. */
export function printJson(io: Io, value: unknown): void {
  io.out(`${JSON.stringify(value, null, 2)}\n`)
}
