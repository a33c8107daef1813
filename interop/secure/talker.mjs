import { spawn } from 'node:child_process'

/** A peer's program that reads lines and prints what it gets. */
export class Talker {
  said = ''
  #child
  #ended
  /** @type {Set<() => void>} */
  #waiting = new Set()

  /** @param {readonly string[]} words @param {{ cwd?: string, env?: Record<string, string> }} [options] */
  constructor([file = '', ...words], { cwd, env } = {}) {
    this.#child = spawn(file, words, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' })
    this.#ended = new Promise((done) => {
      this.#child.on('close', done)
      this.#child.on('error', (failure) => {
        this.#hear(`${failure.message}\n`)
        done(undefined)
      })
    })
    // Whoever has ended reads no more.
    this.#child.stdin.on('error', () => {})
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream.on('data', (part) => this.#hear(String(part)))
  }

  /** @param {string} part */
  #hear(part) {
    this.said += part
    for (const look of this.#waiting) look()
  }

  /** @param {string} line */
  write(line) {
    this.#child.stdin.write(line)
  }

  /** Whether it prints a text in time. @param {string} text @param {number} [seconds] @param {number} [from] after so much of its output @returns {Promise<boolean>} */
  says(text, seconds = 8, from = 0) {
    const isSaid = () => this.said.indexOf(text, from) >= 0
    if (isSaid()) return Promise.resolve(true)
    return new Promise((resolve) => {
      const settle = (/** @type {boolean} */ found) => {
        this.#waiting.delete(look)
        clearTimeout(timer)
        resolve(found)
      }
      const look = () => {
        if (isSaid()) settle(true)
      }
      const timer = setTimeout(() => settle(false), seconds * 1000)
      this.#waiting.add(look)
      this.#ended.then(() => settle(isSaid()))
    })
  }

  async stop() {
    this.#child.kill('SIGTERM')
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 2000)
    await this.#ended
    clearTimeout(timer)
  }
}
