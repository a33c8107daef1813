import { spawn } from 'node:child_process'

/** A mistake of the surroundings: one line that says what to do. */
export class SetupError extends Error {}

/**
 * Runs a command without a shell to its end.
 * @param {string} file
 * @param {readonly string[]} words
 * @param {{ cwd?: string, timeout: number, echo?: boolean, signal?: AbortSignal }} options `timeout` in seconds; `echo`
 * passes the output on; `signal` has it end early and in order
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function runToEnd(file, words, { cwd, timeout, echo = false, signal }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    const timer = setTimeout(() => child.kill('SIGKILL'), timeout * 1000)
    const end = () => child.kill('SIGTERM')
    signal?.addEventListener('abort', end)
    if (signal?.aborted) end()
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part) => {
        output += part
        if (echo) process.stdout.write(part)
      })
    child.on('error', (failure) => {
      clearTimeout(timer)
      const isMissing = 'code' in failure && failure.code === 'ENOENT'
      reject(isMissing ? new SetupError(`${file} is not installed`) : failure)
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve({ code, output })
    })
  })
}

/**
 * Runs a command that has to succeed.
 * @param {string} what what it does, for the error's line
 * @param {readonly string[]} words the command
 * @param {{ cwd?: string, timeout: number }} options
 * @returns {Promise<string>} its output
 */
export async function mustRun(what, [file = '', ...words], options) {
  const { code, output } = await runToEnd(file, words, options)
  if (code === 0) return output
  throw new SetupError(
    `${what}: ${file} ${code === null ? `took over ${options.timeout} s` : `failed`}: ${tell(output)}`,
  )
}

/** The line of an output that says most. @param {string} output */
function tell(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const telling = lines.find((line) => /\berror\b|\bE:/i.test(line)) ?? lines.at(-1) ?? 'it printed nothing'
  return telling.trim().slice(0, 300)
}
