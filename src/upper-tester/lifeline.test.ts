import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { holdToUs } from './lifeline.ts'

const waits = (): ReturnType<typeof spawn> =>
  spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' })

describe.skipIf(process.platform === 'win32')('a process that is held to ours', () => {
  it('ends when ours does: the pipe between the two is at its end', async () => {
    const child = waits()
    const ended = once(child, 'exit')
    const lifeline = holdToUs(child.pid!)
    // Whoever is killed closes its pipes.
    lifeline.cut()
    expect((await ended)[1]).toBe('SIGTERM')
  })

  it('lives as long as ours does', async () => {
    const child = waits()
    const lifeline = holdToUs(child.pid!)
    expect(
      await Promise.race([once(child, 'exit'), new Promise((resolve) => setTimeout(resolve, 300, 'lives'))]),
    ).toBe('lives')
    child.kill('SIGKILL')
    await once(child, 'exit')
    lifeline.cut()
  })
})
