import type { Scribe } from './session.ts'

/** Writes nothing down, but counts frames. */
export function countingScribe(): Scribe & { readonly frames: number } {
  let frames = 0
  return {
    get frames() {
      return frames
    },
    message: () => ++frames,
    carried: () => ++frames,
    step() {},
    wait() {},
    prompt() {},
    observe() {},
    tell() {},
    happened() {},
    key() {},
  }
}
