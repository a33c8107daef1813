import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { afterAll, it } from 'vitest'

/** What `npm run fuzz` asks for: inputs of each file, which is a room's, and the seed to begin with. */
const asked = { inputs: Number(process.env.FUZZ_INPUTS ?? 0), seed: Number(process.env.FUZZ_SEED ?? 0) }

/** As many inputs as `npm run fuzz` asks for, or as many as a file takes otherwise. */
export const inputsOf = (otherwise: number): number => asked.inputs || otherwise

/** Inputs that the properties of this file take otherwise. */
let usual = 0

/** Inputs that they have taken when more were asked for. */
let taken = 0

/** Runs between two lines that tell how far it is. */
const round = 5000

/**
 * A test that a property holds on so many inputs. Under `npm run fuzz` the properties of a file share as many as were
 * asked for, as they share those of a usual run, and each round is told: the seed that repeats it, microseconds an input,
 * and the memory in use.
 * @param inputs that each run of the property takes
 */
export function fuzz<T>(
  name: string,
  runs: number,
  property: fc.IProperty<T> | fc.IAsyncProperty<T>,
  inputs = 1,
): void {
  usual += runs * inputs
  it(name, async ({ task }) => {
    if (asked.inputs === 0) {
      await fc.assert(property, { numRuns: runs })
      return
    }
    const where = [task.file.name, task.suite?.name, name].filter(Boolean).join(' > ')
    const wanted = Math.ceil((runs * asked.inputs) / usual)
    for (let done = 0, seed = asked.seed; done < wanted; seed++) {
      const numRuns = Math.min(round, wanted - done)
      const began = performance.now()
      await fc.assert(property, { numRuns, seed })
      done += numRuns
      taken += numRuns * inputs
      const each = ((performance.now() - began) * 1000) / (numRuns * inputs)
      console.log(
        `${where}: ${done * inputs} of ${wanted * inputs} inputs, seed ${seed}, ${each.toFixed(0)} µs each, ${held()}`,
      )
    }
  })
}

const collect: unknown = asked.inputs === 0 ? undefined : collector()

function collector(): unknown {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc')
}

/** Memory that is in use once all that nobody holds any more was given back, and that of the process. */
function held(): string {
  if (typeof collect === 'function') collect()
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage()
  return `${megabytes(heapUsed + arrayBuffers)} MB held, ${megabytes(rss)} MB resident`
}

function megabytes(octets: number): string {
  return (octets / 2 ** 20).toFixed(0)
}

if (asked.inputs > 0) {
  const before = held()
  afterAll(() => console.log(`${taken} inputs: ${before} at first, ${held()} at last`))
}
