import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeFolder } from './make-folder.ts'

const work = mkdtempSync(join(tmpdir(), 'folders-'))
afterAll(() => rmSync(work, { recursive: true }))

describe('makeFolder', () => {
  it('makes a folder and those it lies in, once', () => {
    const path = join(work, 'a', 'b', 'c')
    makeFolder(path, 0o700)
    makeFolder(path)
    expect(statSync(path).mode & 0o777).toBe(0o700)
    expect(existsSync(path)).toBe(true)
  })
  it('says where something is in the way', () => {
    writeFileSync(join(work, 'file'), '')
    const said = `${join(work, 'file')}: this folder cannot be made: it is there, and no folder; choose another`
    expect(() => makeFolder(join(work, 'file', 'x', 'y'))).toThrow(said)
  })
  it.runIf(process.platform === 'linux')('comes back from where nothing can be made', () => {
    expect(() => makeFolder('/proc/a/b')).toThrow('/proc/a: this folder cannot be made')
  })
})
