import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the project. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
/** Everything that is fetched or built; never committed. */
export const cache = join(root, 'interop', '.cache')
/** Our own few lines around the public libraries. */
export const hosts = join(root, 'interop', 'hosts')
/** Object definitions, as the suite itself uses them. */
export const models = join(root, 'objects-registry')

/** The folder for the reports of this process; those of processes that have ended are thrown away. */
export function ownRuns() {
  const all = join(cache, 'runs')
  const mine = join(all, String(process.pid))
  mkdirSync(mine, { recursive: true })
  for (const name of readdirSync(all))
    if (!isAlive(Number(name))) rmSync(join(all, name), { recursive: true, force: true })
  return mine
}

/** @param {number} pid NaN for a name that is none */
function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
