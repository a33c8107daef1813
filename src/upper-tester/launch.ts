import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { dirname } from 'node:path'
import { type Clock, sleep } from '#net'
import { makeFolder } from '../make-folder.ts'
import { notStarted } from './child.ts'
import type { Iut, UpperTesterFactory } from './factory.ts'
import { holdToUs } from './lifeline.ts'
import { LineDialogue, lineOf, saidByLines } from './lines.ts'
import { UpperTesterError, type VerbName } from './verbs.ts'
import { fillWords, placeholdersIn, splitCommand } from './words.ts'

export interface LaunchOptions {
  readonly clock: Clock
  /** Starts the IUT so that it bootstraps; default: the command itself, when only `{bootstrapUri}` says where to go. */
  readonly bootstrapCommand?: string
  /** The file that takes the output of an IUT's process. */
  readonly logFile: (iut: Iut) => string
  /** The process takes lines (`lineOf`, `LineDialogue`). */
  readonly takesLines?: boolean
  /** Milliseconds in which a process that dies is taken as failed; default 500. */
  readonly settle?: number
}

/** Launches the process of an IUT; see `launchUpperTester`. */
export interface Launcher extends UpperTesterFactory {
  /** Starts the process of an IUT that is not told to register: a server. @throws UpperTesterError */
  start(iut: Iut): Promise<void>
}

/**
 * Starts the IUT's process, restarts it (`register`, `reboot`, `bootstrap`: kill and start) and kills it, with
 * `{uri} {bootstrapUri} {host} {port} {endpoint} {identity} {key}` filled into its command. The whole process group is
 * killed at the end, also when our own process exits or is killed. One that takes lines is told the rest by them, and is
 * restarted only to register.
 * @throws UpperTesterError for a command that cannot be understood
 */
export function launchUpperTester(command: string, options: LaunchOptions): Launcher {
  const { bootstrapCommand } = options
  const plain = template(command)
  const forBootstrap = bootstrapCommand === undefined ? plain : template(bootstrapCommand)
  // With an account for a server it would register there instead.
  const isGivenServer = (['uri', 'host', 'port'] as const).some((name) => plain.holds.has(name))
  const bootstraps = bootstrapCommand !== undefined || (plain.holds.has('bootstrapUri') && !isGivenServer)
  const byRestart: readonly VerbName[] = [
    'register',
    'reboot',
    ...(bootstraps ? (['bootstrap'] as const) : []),
  ]
  const takesLines = options.takesLines === true
  const verbs = new Set([...byRestart, ...(takesLines ? saidByLines : [])])
  const running = new Map<string, LaunchedProcess>()

  const restart = async (iut: Iut, words: readonly string[]): Promise<void> => {
    await running.get(iut.endpoint)?.kill()
    const launched = new LaunchedProcess(fillWords(words, valuesOf(iut)), options.logFile(iut), {
      clock: options.clock,
      takesLines,
    })
    running.set(iut.endpoint, launched)
    await launched.settled(options.settle ?? 500)
  }
  const end = async (): Promise<void> => {
    await Promise.all([...running.values()].map((launched) => launched.kill()))
  }

  return {
    name: `launch ${command}`,
    of(iut) {
      let last = plain
      return {
        name: 'launch',
        can: (verb) => verbs.has(verb),
        async perform(whole) {
          const { verb } = whole
          const line = takesLines ? lineOf(whole) : undefined
          const isByRestart = byRestart.includes(verb)
          if (line === undefined && !isByRestart)
            throw new UpperTesterError(`a launched process cannot be told to "${verb}"`)
          if (line !== undefined) {
            if (running.get(iut.endpoint)?.isOver !== false && !isByRestart) await restart(iut, last.words)
            const launched = running.get(iut.endpoint)
            const dialogue = launched?.isOver === false ? launched.dialogue : undefined
            // What it does not understand a restart may do as well.
            if (dialogue !== undefined && (!isByRestart || (await dialogue.understands(line)))) {
              await dialogue.say(line)
              return undefined
            }
          }
          // After a reboot it goes on with the account it had.
          if (verb !== 'reboot') last = verb === 'bootstrap' ? forBootstrap : plain
          await restart(iut, last.words)
          return undefined
        },
        close: async () => running.get(iut.endpoint)?.kill(),
      }
    },
    start: (iut) => restart(iut, plain.words),
    close: end,
  }
}

interface Template {
  readonly words: readonly string[]
  readonly holds: ReturnType<typeof placeholdersIn>
}

function template(command: string): Template {
  return { words: splitCommand(command), holds: placeholdersIn(command) }
}

function valuesOf({
  endpoint,
  serverUri,
  bootstrapUri,
  identity,
  key,
}: Iut): Parameters<typeof fillWords>[1] {
  const url = serverUri === undefined ? undefined : new URL(serverUri)
  return {
    uri: serverUri,
    bootstrapUri,
    host: url?.hostname.replace(/^\[|\]$/g, ''),
    port: url?.port,
    endpoint,
    identity,
    key,
  }
}

/** Milliseconds between asking a process group to end and killing it. */
const graceTime = 2000

class LaunchedProcess {
  readonly #file: string
  readonly #child: ChildProcess
  readonly #clock: Clock
  readonly #ended: Promise<void>
  readonly #killNow = (): void => this.#signal('SIGKILL')
  /** With a process that takes lines. */
  readonly dialogue: LineDialogue | undefined
  isOver = false
  #failure: Error | undefined
  #lastLine = ''

  constructor(
    words: readonly string[],
    logFile: string,
    { clock, takesLines }: { readonly clock: Clock; readonly takesLines: boolean },
  ) {
    const [file = '', ...parameters] = words
    this.#file = file
    this.#clock = clock
    makeFolder(dirname(logFile))
    const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 })
    // Its own process group, so that what it starts is killed with it.
    const stdin = takesLines ? 'pipe' : 'ignore'
    this.#child = spawn(file, parameters, { detached: true, stdio: [stdin, 'pipe', 'pipe'] })
    process.on('exit', this.#killNow)
    // Nobody is told of our own end by SIGKILL.
    const lifeline = this.#child.pid === undefined ? undefined : holdToUs(this.#child.pid)
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (part: Buffer) => {
        log.write(part)
        this.#lastLine = part.toString('utf8').trim().split('\n').at(-1) || this.#lastLine
      })
    }
    const { stdin: input, stdout: output, stderr: errors } = this.#child
    const isPiped = input !== null && output !== null && errors !== null
    this.dialogue = isPiped ? new LineDialogue({ input, output, errors }, clock) : undefined
    this.#ended = new Promise((resolve) => {
      const over = (failure?: Error): void => {
        if (this.isOver) return
        this.isOver = true
        this.#failure = failure
        lifeline?.cut()
        process.off('exit', this.#killNow)
        log.end(resolve)
      }
      this.#child.on('error', over)
      this.#child.on('close', () => over())
    })
  }

  /** Resolves when it has lived for so many milliseconds. @throws UpperTesterError when it died before */
  async settled(ms: number): Promise<void> {
    const letGo = this.#clock.hold()
    try {
      await Promise.race([this.#ended, sleep(this.#clock, ms)])
    } finally {
      letGo()
    }
    if (!this.isOver) return
    if (this.#failure !== undefined) throw notStarted(this.#file, this.#failure)
    const { exitCode, signalCode } = this.#child
    const how = exitCode === null ? `by ${signalCode ?? 'a signal'}` : `with exit code ${exitCode}`
    throw new UpperTesterError(
      `${this.#file} ended at once ${how}: ${this.#lastLine.slice(0, 200) || '(it printed nothing)'}`,
    )
  }

  /** Asks the process group to end, kills it when it does not, and resolves when it is gone. */
  async kill(): Promise<void> {
    if (this.isOver) return
    this.#signal('SIGTERM')
    const timer = this.#clock.after(graceTime, this.#killNow)
    await this.#ended
    timer.cancel()
    // Whatever it started and left behind.
    this.#killNow()
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child
    if (pid === undefined) return
    try {
      process.kill(-pid, signal)
    } catch {
      // The whole group is gone already.
    }
  }
}
