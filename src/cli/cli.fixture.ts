import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { Network } from '#net'
import type { Io } from './io.ts'
import { runProgram } from './program.ts'

/** A folder to work in, for one test file. */
export function workFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'lwm2m-conformance-cli-'))
  mkdirSync(join(path, 'registry'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export interface Called {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A command line that runs in this process. */
export interface Calling extends Promise<Called> {
  /** Ctrl-C. */
  interrupt(): void
  /** What was written so far. */
  written(): string
  /** A line at the keyboard. */
  type(line: string): void
}

/** Runs a command line in this process, without a person at the keyboard. */
export function call(words: readonly string[], environment: Record<string, string> = {}): Calling {
  let out = ''
  let err = ''
  let written = ''
  const controller = new AbortController()
  const stop = (): void => controller.abort()
  const keyboard = new PassThrough()
  const io: Io = {
    out: (text) => {
      out += text
      written += text
    },
    err: (text) => {
      err += text
      written += text
    },
    environment,
    keyboard,
    prompts: new PassThrough(),
    isInteractive: false,
    screen: { color: false, live: false, columns: 100 },
    interruptible: () => ({ signal: controller.signal, stop }),
    spareMemory: () => {},
  }
  const called = runProgram(words, io).then((code) => ({ code, out, err }))
  return Object.assign(called, {
    interrupt: stop,
    written: () => written,
    type: (line: string) => void keyboard.write(`${line}\n`),
  })
}

/** Whether this machine has the IPv6 loopback. */
export async function hasIpv6(world: Network): Promise<boolean> {
  try {
    await (await world.bind({ host: '::1' })).close()
    return true
  } catch {
    return false
  }
}
