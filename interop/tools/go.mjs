import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun } from './command.mjs'
import { cache, hosts } from './folders.mjs'
import { once } from './once.mjs'

/**
 * Builds our host around a Go module; its `go.mod` says which release.
 * @param {string} name of the folder below `hosts/`, and in the cache
 * @returns {Promise<string>} the program
 * @throws SetupError where there is no Go
 */
export async function goProgram(name) {
  const source = join(hosts, name)
  const folder = join(cache, 'go', name)
  const program = join(folder, name)
  const files = readdirSync(source).map((file) => readFileSync(join(source, file), 'utf8'))
  await once(folder, files, async () => {
    await mustRun('looking for Go 1.24 or later', ['go', 'version'], { timeout: 20 })
    await mustRun(`building ${name}`, ['go', 'build', '-o', program, '.'], { cwd: source, timeout: 300 })
  })
  return program
}
