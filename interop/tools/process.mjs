import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { SetupError } from './command.mjs'

/**
 * A peer's process, started and ready.
 * @typedef {{ stop(): Promise<void> }} Running
 */

/**
 * Starts a peer and waits until it prints that it is ready.
 * @param {readonly string[]} words
 * @param {{ log: string, timeout?: number, ready?: RegExp, cwd?: string }} options `log`: the file that takes its output;
 * `timeout` in seconds; `ready`: what it prints then, by default `ready` on a line of its own; `cwd`: its folder
 * @returns {Promise<Running>}
 */
export function startPeer([file = '', ...words], { log, timeout = 60, ready = /^ready$/m, cwd }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    const output = createWriteStream(log, { flags: 'a' })
    const ended = new Promise((done) => child.on('close', done))
    const stop = async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 3000)
      await ended
      clearTimeout(timer)
      output.end()
    }
    const timer = setTimeout(() => {
      void stop()
      reject(new SetupError(`${file} was not ready within ${timeout} s; see ${log}`))
    }, timeout * 1000)
    let said = ''
    child.stdout.on('data', (part) => {
      said += part
      if (!ready.test(said)) return
      clearTimeout(timer)
      resolve({ stop })
    })
    for (const stream of [child.stdout, child.stderr]) stream.pipe(output, { end: false })
    child.on('error', reject)
    child.on('close', () => {
      clearTimeout(timer)
      reject(new SetupError(`${file} ended before it was ready; see ${log}`))
    })
  })
}
