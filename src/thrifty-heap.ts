import { setFlagsFromString } from 'node:v8'

/** By how much the heap may grow before V8 looks for garbage; by itself it waits until the heap has doubled and more. */
const growth = '--heap-growing-percent=30'

/** Arguments of Node for a process that is to need little memory; those that nobody waits for lose little by it. */
export const thriftyArguments: readonly string[] = [
  // Mebibytes for what is made and soon forgotten: V8 takes several times as much for the same speed.
  '--max-semi-space-size=4',
  growth,
]

/** Makes this process do the same from now on. No worker threads after it: each lets the first setting go for all. */
export function spareMemory(): void {
  // A process that runs already cannot be told the most, only to stay at what it has.
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString(growth)
}
