import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { type Clock, sleep } from '#net'
import { UpperTesterError, type Verb, type VerbName } from './verbs.ts'

/** Verbs that a line can say. */
export const saidByLines: readonly VerbName[] = [
  ...(['register', 'update', 'deregister', 'bootstrap', 'reboot'] as const),
  ...(['set', 'send', 'defer', 'insert-card', 'remove-card'] as const),
]

/**
 * A verb as a line for a programme that is launched, in the words that `serve --as client` takes: the verb, and what goes
 * with it, each in quotes where it holds blanks. Undefined for a verb that no line says.
 */
export function lineOf(verb: Verb): string | undefined {
  switch (verb.verb) {
    case 'register':
    case 'update':
    case 'deregister':
    case 'bootstrap':
    case 'reboot':
    case 'defer':
    case 'remove-card':
      return verb.verb
    case 'set':
      return `set ${verb.path} ${quoted(String(verb.value))}`
    case 'send':
      return ['send', ...verb.paths].join(' ')
    case 'insert-card':
      return `insert-card ${quoted(verb.serverUri)} ${verb.lifetime} ${verb.shortServerId}`
    default:
      return undefined
  }
}

function quoted(text: string): string {
  return /^[^\s"'\\]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}

/** Seconds in which a line is answered. */
const patience = 10

/** Milliseconds after the first line of a help in which the others come. */
const rest = 300

/** The pipes of a programme. */
export interface Pipes {
  readonly input: Writable
  readonly output: Readable
  readonly errors: Readable
}

/**
 * Talks with a programme by lines. An answer begins with the first word of the line that it is for: on standard output it
 * is done, on standard error it cannot be, and the rest says why. `help` is answered by the words that it understands:
 * behind `help:`, or first in the lines after it, which begin with blanks.
 */
export class LineDialogue {
  readonly #pipes: Pipes
  readonly #clock: Clock
  readonly #heard: ((line: string, isError: boolean) => void)[] = []
  #words: Promise<ReadonlySet<string>> | undefined
  #turn: Promise<unknown> = Promise.resolve()

  constructor(pipes: Pipes, clock: Clock) {
    this.#pipes = pipes
    this.#clock = clock
    // It may end without reading what it is told.
    pipes.input.on('error', () => {})
    const listen = (stream: Readable, isError: boolean): void => {
      createInterface({ input: stream, terminal: false }).on('line', (line) => {
        for (const hear of [...this.#heard]) hear(line, isError)
      })
    }
    listen(pipes.output, false)
    listen(pipes.errors, true)
  }

  /** Says a line; resolves when it is done. @throws UpperTesterError when it cannot be, or nobody answers */
  say(line: string): Promise<void> {
    const said = this.#turn.then(async () => {
      if (!(await this.understands(line)))
        throw new UpperTesterError(`its help does not list "${line.split(' ')[0]}"`)
      await this.#ask(line)
    })
    this.#turn = said.catch(() => {})
    return said
  }

  /** Whether its help lists the first word of a line; asked once. @throws UpperTesterError when nobody answers */
  async understands(line: string): Promise<boolean> {
    this.#words ??= this.#help()
    return (await this.#words).has(line.split(' ')[0] ?? '')
  }

  async #help(): Promise<ReadonlySet<string>> {
    const lines: string[] = []
    const hear = (line: string): void => void lines.push(line)
    this.#heard.push(hear)
    try {
      await this.#ask('help')
      await this.#held(rest)
    } finally {
      this.#heard.splice(this.#heard.indexOf(hear), 1)
    }
    const first = lines.findIndex((line) => /^help\b/.test(line))
    const others = lines.slice(first + 1).filter((line) => /^\s/.test(line))
    const behind = (lines[first] ?? '').replace(/^help\W*/, '').split(/[\s,]+/)
    return new Set([...behind, ...others.map((line) => line.trim().split(' ')[0] ?? '')])
  }

  async #held(ms: number): Promise<void> {
    const letGo = this.#clock.hold()
    await sleep(this.#clock, ms).finally(letGo)
  }

  #ask(line: string): Promise<void> {
    const [word = ''] = line.split(' ')
    const letGo = this.#clock.hold()
    return new Promise<void>((resolve, reject) => {
      const end = (): void => {
        timer.cancel()
        this.#heard.splice(this.#heard.indexOf(hear), 1)
        letGo()
      }
      const hear = (answer: string, isError: boolean): void => {
        if (answer !== word && !answer.startsWith(`${word} `) && !answer.startsWith(`${word}:`)) return
        end()
        if (isError) reject(new UpperTesterError(`it cannot: ${answer.slice(0, 200)}`))
        else resolve()
      }
      const timer = this.#clock.after(patience * 1000, () => {
        end()
        reject(new UpperTesterError(`it did not answer the line "${line}" within ${patience} s`))
      })
      this.#heard.push(hear)
      this.#pipes.input.write(`${line}\n`)
    })
  }
}
