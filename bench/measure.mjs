import { spawn } from 'node:child_process'

/**
 * @typedef {{ what: string, ours: string, base: string, ratio?: string, target: string, missed: boolean }} Measured
 * @typedef {{ what: string, skipped: string }} Skipped
 */

/** The middle of a list of numbers. */
export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

/** Milliseconds that a function (or what it awaits) takes. */
export async function timed(task) {
  const start = performance.now()
  await task()
  return performance.now() - start
}

/**
 * Times both tasks alternately, so that a busy machine slows them alike.
 * @returns medians in milliseconds and the median of the ratios round by round
 */
export async function compare(ours, base, rounds) {
  const pairs = []
  for (let round = -1; round < rounds; round++) {
    const pair = [await timed(ours), await timed(base)]
    if (round >= 0) pairs.push(pair)
  }
  return {
    ours: median(pairs.map(([first]) => first)),
    base: median(pairs.map(([, second]) => second)),
    ratio: median(pairs.map(([first, second]) => first / second)),
  }
}

/** Runs a programme to its end without its output. Throws when it fails. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], ...options })
    let complaint = ''
    child.stderr.on('data', (text) => {
      complaint = (complaint + text).slice(-2000)
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`${command} ${args.slice(0, 4).join(' ')} ended with ${code}: ${complaint}`))
    })
  })
}

/** `12.3 ms` */
export function milliseconds(value) {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`
}
