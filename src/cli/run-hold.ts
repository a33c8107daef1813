import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../user-error.ts'

const fileIn = (folder: string): string => join(folder, 'running')

/**
 * Takes a run folder: two processes that write one journal spoil it. What a killed one left behind holds nothing.
 * @param pid the process that takes it
 * @throws UserError where another is at this run
 */
export function holdRun(folder: string, pid = process.pid): void {
  const holder = holderOf(folder)
  const other = Number(holder?.split(' ')[0])
  if (holder !== undefined && other !== pid && markOf(other) === holder)
    throw new UserError(
      `${folder}: process ${other} is still at this run; wait for its end, or end it by Ctrl-C there`,
    )
  writeFileSync(fileIn(folder), markOf(pid) ?? '')
}

/** Lets go of it. */
export function releaseRun(folder: string): void {
  rmSync(fileIn(folder), { force: true })
}

function holderOf(folder: string): string | undefined {
  try {
    return readFileSync(fileIn(folder), 'utf8')
  } catch {
    return undefined
  }
}

/** A living process by its number and, on Linux, by when it began: a number alone may be another's by now. */
function markOf(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') return process.kill(pid, 0) ? `${pid}` : undefined
    const [, begun = ''] = /^.*\) (?:\S+ ){19}(\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return `${pid} ${begun}`
  } catch {
    return undefined
  }
}
