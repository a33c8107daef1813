import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { CaseRecord } from '#record'
import { type Hall, type Match, playMatch } from './match.ts'

/** Worker threads need built files: Node cannot load our sources as they are. */
const built = !import.meta.url.endsWith('.ts')

/** Much is made and soon forgotten: with room for it, little lives on to be collected dearly. */
const resourceLimits = { maxYoungGenerationSizeMb: 128 }

/**
 * Octets of bytecode that a function runs, or the calls of it count as, before V8 makes it fast; by itself it waits for
 * less than half. Every thread has to learn all anew, and much is run too seldom for that to pay.
 */
const patience = '--interrupt-budget=300000'

/** What a thread answers to a match. */
export interface MatchResult {
  readonly records: readonly CaseRecord[]
}

/**
 * Plays matches on so many threads, of which this one is the first: it has loaded what it plays with. The others load the
 * cases and definitions that come with this package, whatever the hall holds; they stay, and what they have learned to do
 * fast, until it is closed.
 */
export class Tournament {
  readonly #hall: Hall
  readonly #workers: readonly Worker[]

  constructor(hall: Hall, threads: number) {
    this.#hall = hall
    if (built && threads > 1) setFlagsFromString(patience)
    this.#workers = Array.from(
      { length: built ? threads - 1 : 0 },
      () => new Worker(new URL('./tournament-thread.js', import.meta.url), { resourceLimits }),
    )
  }

  /** Resolves with the findings in the order of the matches. */
  async play(
    matches: readonly Match[],
    begins: (match: Match) => void,
  ): Promise<readonly (readonly CaseRecord[])[]> {
    const results = new Array<readonly CaseRecord[]>(matches.length)
    let next = 0
    const playOn = async (play: (match: Match) => Promise<readonly CaseRecord[]>): Promise<void> => {
      for (let index = next++; index < matches.length; index = next++) {
        begins(matches[index]!)
        results[index] = await play(matches[index]!)
      }
    }
    await Promise.all([
      playOn((match) => playMatch(match, this.#hall)),
      ...this.#workers.map((worker) => playOn((match) => playOnThread(worker, match))),
    ])
    return results
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }
}

function playOnThread(worker: Worker, match: Match): Promise<readonly CaseRecord[]> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', ({ records }: MatchResult) => {
      worker.off('error', reject)
      resolve(records)
    })
    worker.postMessage(match)
  })
}
