import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { systemReason } from './json-file.ts'
import { UserError } from './user-error.ts'

/**
 * Makes a folder that the user named, and those it lies in, if need be. One by one: asked for all of them, Node 20 never
 * comes back from a place such as `/proc`, where no folder can be made.
 * @throws UserError naming the one that cannot be made
 */
export function makeFolder(path: string, mode?: number): void {
  if (isFolder(path)) return
  const parent = dirname(path)
  if (parent !== path) makeFolder(parent, mode)
  try {
    mkdirSync(path, { mode })
  } catch (failure) {
    // Another run made it meanwhile.
    if (isFolder(path)) return
    const isRefused = failure instanceof Error && 'code' in failure && failure.code === 'ENOENT'
    const why = isRefused ? 'nothing can be made in the folder it lies in' : systemReason(failure)
    throw new UserError(`${path}: this folder cannot be made: ${why}; choose another`)
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  } catch {
    return false
  }
}
