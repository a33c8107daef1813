import { spareMemory } from '../thrifty-heap.ts'
import { type Io, interruptedCode } from './io.ts'

/** The process itself. */
export function processIo(): Io {
  const { stdout, stderr, stdin, env } = process
  // A reader that went away (`| head`) ends us quietly.
  stdout.on('error', (failure: NodeJS.ErrnoException) => process.exit(failure.code === 'EPIPE' ? 0 : 1))
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    environment: env,
    keyboard: stdin,
    prompts: stderr,
    isInteractive: stdin.isTTY === true && stderr.isTTY === true,
    screen: {
      color: (stdout.isTTY === true && env.NO_COLOR === undefined) || env.FORCE_COLOR !== undefined,
      live: stdout.isTTY === true,
      columns: stdout.columns ?? 100,
    },
    interruptible() {
      const controller = new AbortController()
      const stop = (): void => {
        if (controller.signal.aborted) process.exit(interruptedCode)
        stderr.write('\nStopping: what was changed is put back. Once more quits at once.\n')
        controller.abort()
      }
      process.on('SIGINT', stop)
      process.on('SIGTERM', stop)
      return { signal: controller.signal, stop }
    },
    spareMemory,
  }
}
