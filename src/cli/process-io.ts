import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { spareMemory } from '../thrifty-heap.ts'
import { type Io, internalCode, interruptedCode } from './io.ts'

/** The process itself. */
export function processIo(): Io {
  const { stdout, stderr, stdin, env } = process
  stdout.on('error', unheard)
  stderr.on('error', unheard)
  const isStopped = stdin.isTTY === true && isInBackground()
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    environment: env,
    keyboard: isStopped ? Readable.from([]) : stdin,
    prompts: stderr,
    isInteractive: stdin.isTTY === true && stderr.isTTY === true && !isStopped,
    screen: {
      color: (stdout.isTTY === true && env.NO_COLOR === undefined) || env.FORCE_COLOR !== undefined,
      live: stdout.isTTY === true,
      columns: stdout.columns ?? 100,
    },
    interruptible(told) {
      const controller = new AbortController()
      const stop = (): void => {
        if (controller.signal.aborted) process.exit(interruptedCode)
        stderr.write(`\n${told} Once more quits at once.\n`)
        controller.abort()
      }
      process.on('SIGINT', stop)
      process.on('SIGTERM', stop)
      return { signal: controller.signal, stop }
    },
    spareMemory,
  }
}

/** A reader that went away (`| head`) hears no more, and what is under way goes on: our exit code is to be the true one. */
function unheard({ code }: NodeJS.ErrnoException): void {
  if (code !== 'EPIPE' && code !== 'EIO') process.exit(internalCode)
}

/**
 * Whether a terminal would stop us for reading from it, since we are a job in the background (`serve … &`). Known on
 * Linux alone (proc_pid_stat(5)).
 */
function isInBackground(): boolean {
  try {
    const [, , group, , , foreground] =
      readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return group !== foreground
  } catch {
    return false
  }
}
