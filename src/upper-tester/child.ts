import { spawn } from 'node:child_process'
import type { Clock } from '#net'
import { UpperTesterError } from './verbs.ts'

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** More than this on one output is cut. */
const longestOutput = 1 << 20

/**
 * Runs a command without a shell to its end.
 * @param timeout seconds, after which it is killed
 * @throws UpperTesterError when it cannot be started or takes too long
 */
export async function runToEnd(
  words: readonly string[],
  stdin: string,
  { clock, timeout }: { clock: Clock; timeout: number },
): Promise<Finished> {
  const [file = '', ...parameters] = words
  const letGo = clock.hold()
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(file, parameters, { stdio: 'pipe' })
      const timer = clock.after(timeout * 1000, () => {
        child.kill('SIGKILL')
        reject(new UpperTesterError(`${file} did not end within ${timeout} s`))
      })
      const stdout = collect(child.stdout)
      const stderr = collect(child.stderr)
      child.on('error', (failure) => {
        timer.cancel()
        reject(notStarted(file, failure))
      })
      child.on('close', (code) => {
        timer.cancel()
        resolve({ code, stdout: stdout(), stderr: stderr() })
      })
      // It may end without reading what it is told.
      child.stdin.on('error', () => {})
      child.stdin.end(stdin)
    })
  } finally {
    letGo()
  }
}

/** Why a command could not be started. */
export function notStarted(file: string, failure: unknown): UpperTesterError {
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : String(failure)
  const why =
    code === 'ENOENT'
      ? 'there is no such command; give its full path'
      : code === 'EACCES'
        ? 'it is not executable'
        : code
  return new UpperTesterError(`${file} cannot be started: ${why}`)
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const parts: Buffer[] = []
  let size = 0
  stream.on('data', (part: Buffer) => {
    if (size < longestOutput) parts.push(part)
    size += part.length
  })
  return () => Buffer.concat(parts).subarray(0, longestOutput).toString('utf8')
}
