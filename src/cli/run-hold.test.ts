import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { UserError } from '../user-error.ts'
import { holdRun, releaseRun } from './run-hold.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lwm2m-conformance-hold-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('a run is held by one process, and by none when it was let go', () => {
  holdRun(folder)
  holdRun(folder)
  expect(readFileSync(join(folder, 'running'), 'utf8')).toMatch(new RegExp(`^${process.pid}\\b`))
  releaseRun(folder)
  expect(existsSync(join(folder, 'running'))).toBe(false)
})

it('a run that another process is at is not taken, before that one is dead', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  holdRun(folder, other.pid)
  expect(() => holdRun(folder)).toThrow(UserError)
  expect(() => holdRun(folder)).toThrow(`process ${other.pid} is still at this run`)
  const dead = once(other, 'exit')
  other.kill('SIGKILL')
  await dead
  expect(() => holdRun(folder)).not.toThrow()
})

it('the number of a dead process that another has now holds nothing', () => {
  writeFileSync(join(folder, 'running'), `${process.ppid} 1`)
  expect(() => holdRun(folder)).not.toThrow()
})
