import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sleep, systemClock } from '#net'
import { type Launcher, type LaunchOptions, launchUpperTester } from './launch.ts'

const iut = {
  endpoint: 'my client',
  serverUri: 'coap://[::1]:5683',
  bootstrapUri: 'coap://[::1]:5783',
}
const node = `'${process.execPath}'`

let folder = ''
let launcher: Launcher | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lwm2m-conformance-launch-'))
})
afterEach(async () => {
  await launcher?.close()
  rmSync(folder, { recursive: true, force: true })
})

const log = (): string => join(folder, 'logs', 'iut.log')

function launch(command: string, options: Partial<LaunchOptions> = {}): Launcher {
  launcher = launchUpperTester(command, { clock: systemClock, logFile: log, settle: 150, ...options })
  return launcher
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // Dead, but nobody has asked for its exit code yet.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch (failure) {
    return (
      !(failure instanceof Error && 'syscall' in failure && failure.syscall === 'kill') &&
      process.platform !== 'linux'
    )
  }
}

async function printed(pattern: RegExp, times = 1): Promise<string[]> {
  for (;;) {
    const found = readFileSync(log(), 'utf8').match(new RegExp(pattern, 'g')) ?? []
    if (found.length >= times) return found
    await sleep(systemClock, 20)
  }
}

const waiting = `setInterval(() => {}, 1000)`

describe('a launched IUT', () => {
  it('gets its facts filled in, and its output goes to the log', async () => {
    const command = `${node} -e 'console.log(process.argv.slice(1).join("|")); ${waiting}' {endpoint} {uri} {host} {port}`
    await launch(command).of(iut).perform({ verb: 'register' })
    expect(await printed(/my client.*/)).toEqual(['my client|coap://[::1]:5683|::1|5683'])
  })

  it('is killed and started again', async () => {
    const tester = launch(`${node} -e 'console.log("pid", process.pid); ${waiting}'`).of(iut)
    await tester.perform({ verb: 'register' })
    await printed(/pid \d+/)
    await tester.perform({ verb: 'reboot' })
    const pids = (await printed(/pid \d+/, 2)).map((text) => Number(text.slice(4)))
    expect(pids.map(alive)).toEqual([false, true])
    await tester.close()
    expect(pids.map(alive)).toEqual([false, false])
  })

  it('is killed with all that it started', async () => {
    const child = `require("child_process").spawn(process.execPath, ["-e", "console.log(\\"child\\", process.pid); ${waiting}"], { stdio: "inherit" })`
    const tester = launch(`${node} -e '${child}; ${waiting}'`).of(iut)
    await tester.perform({ verb: 'register' })
    const [pid = 0] = (await printed(/child \d+/)).map((text) => Number(text.slice(6)))
    expect(alive(pid)).toBe(true)
    await tester.close()
    await sleep(systemClock, 50)
    expect(alive(pid)).toBe(false)
  })

  it('that dies at once is named with the last line it printed', async () => {
    const tester = launch(
      `${node} -e 'console.log("hello"); console.error("no such option"); process.exit(2)'`,
      {
        settle: 5000,
      },
    ).of(iut)
    await expect(tester.perform({ verb: 'register' })).rejects.toThrow(
      /ended at once with exit code 2: no such option$/,
    )
  })

  it('that cannot be started is named', async () => {
    await expect(launch('/no/such/iut').of(iut).perform({ verb: 'register' })).rejects.toThrow(
      '/no/such/iut cannot be started: there is no such command',
    )
  })

  it('can be told to bootstrap only when its command brings it to do so', () => {
    expect(launch('iut {uri}').of(iut).can('bootstrap')).toBe(false)
    expect(launch('iut {bootstrapUri}').of(iut).can('bootstrap')).toBe(true)
    expect(launch('iut {uri} {bootstrapUri}').of(iut).can('bootstrap')).toBe(false)
    expect(launch('iut {uri}', { bootstrapCommand: 'iut -b {bootstrapUri}' }).of(iut).can('bootstrap')).toBe(
      true,
    )
  })

  it('is refused with a placeholder that nobody knows', () => {
    expect(() => launch('iut {url}')).toThrow('unknown {url}')
  })
})

describe('a launched IUT that takes lines', () => {
  /** Understands `set` and `send`, and refuses what is not 1. */
  const taking = `${node} -e 'const { createInterface } = require("node:readline")
createInterface({ input: process.stdin }).on("line", (line) => {
  if (line === "help") console.log("help:\\n  set PATH VALUE  sets\\n  send [PATH…]  sends")
  else if (line.endsWith(" 1") || line.startsWith("send")) console.log(line + ": done")
  else console.error(line + ": no such value")
})'`

  it('is told by them, and says itself what it cannot', async () => {
    const tester = launch(taking, { takesLines: true }).of(iut)
    expect(tester.can('set')).toBe(true)
    expect(tester.can('read')).toBe(false)
    await tester.perform({ verb: 'set', path: '/3/0/13', value: 1 })
    await tester.perform({ verb: 'send', paths: ['/3/0', '/1/0'] })
    await printed(/send \/3\/0 \/1\/0: done/)
    await expect(tester.perform({ verb: 'set', path: '/3/0/13', value: 2 })).rejects.toThrow(
      'it cannot: set /3/0/13 2: no such value',
    )
    await expect(tester.perform({ verb: 'defer' })).rejects.toThrow('its help does not list "defer"')
  })

  it('is restarted where its help does not list what a restart does', async () => {
    const tester = launch(`${taking.replace('const', 'console.log("pid", process.pid); const')}`, {
      takesLines: true,
    }).of(iut)
    await tester.perform({ verb: 'register' })
    await tester.perform({ verb: 'reboot' })
    expect(new Set(await printed(/pid \d+/, 2)).size).toBe(2)
  })

  it('is not told anything without the option', () => {
    expect(launch(taking).of(iut).can('set')).toBe(false)
  })
})
