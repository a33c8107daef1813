import fc from 'fast-check'
import { it } from 'vitest'

/** What `npm run fuzz` asks for: runs of each property, and the seed to begin with. */
const asked = { runs: Number(process.env.FUZZ_RUNS ?? 0), seed: Number(process.env.FUZZ_SEED ?? 0) }

/** Runs between two lines that tell how far it is. */
const round = 20_000

/**
 * A test that a property holds on so many inputs. Under `npm run fuzz` it holds on as many as were asked for, and each
 * round is told: the seed that repeats it, microseconds an input, and the memory in use.
 */
export function fuzz<T>(name: string, runs: number, property: fc.IProperty<T> | fc.IAsyncProperty<T>): void {
  it(name, async ({ task }) => {
    if (asked.runs === 0) {
      await fc.assert(property, { numRuns: runs })
      return
    }
    const where = [task.file.name, task.suite?.name, name].filter(Boolean).join(' > ')
    for (let done = 0, seed = asked.seed; done < asked.runs; seed++) {
      const numRuns = Math.min(round, asked.runs - done)
      const began = performance.now()
      await fc.assert(property, { numRuns, seed })
      done += numRuns
      const each = ((performance.now() - began) * 1000) / numRuns
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      const held = (heapUsed + arrayBuffers) / 2 ** 20
      console.log(
        `${where}: ${done} of ${asked.runs}, seed ${seed}, ${each.toFixed(0)} µs, ${held.toFixed(0)} MB`,
      )
    }
  })
}
