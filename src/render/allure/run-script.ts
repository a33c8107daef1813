import { fork } from 'node:child_process'
import { env } from 'node:process'
import { thriftyArguments } from '../../thrifty-heap.ts'

/** Characters of output that are kept to explain a failure. */
const keptOutput = 4000

/**
 * Runs a script with Node in its own process group, so that Ctrl-C reaches only us, and returns the end of what it
 * printed. The script is told by `disconnect` when this process dies. Its exit code says nothing: judge its work.
 */
export function runScript(
  script: string,
  args: readonly string[],
  { cwd, variables }: { cwd: string; variables: Readonly<Record<string, string>> },
): Promise<string> {
  const inherited = Object.entries(env).filter(([name]) => !/^(?:VITEST|ALLURE_|NODE_ENV$)/.test(name))
  const child = fork(script, [...args], {
    cwd,
    env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...variables },
    execArgv: [...thriftyArguments],
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  const keep = (text: string): void => {
    output = (output + text).slice(-keptOutput)
  }
  child.stdout?.setEncoding('utf8').on('data', keep)
  child.stderr?.setEncoding('utf8').on('data', keep)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => resolve(output))
  })
}
