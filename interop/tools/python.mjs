import { join } from 'node:path'
import { mustRun } from './command.mjs'
import { cache } from './folders.mjs'
import { once } from './once.mjs'

/**
 * Installs packages from PyPI into an environment of their own.
 * @param {string} name of the folder in the cache
 * @param {readonly string[]} requirements with versions
 * @returns {Promise<string>} its Python
 */
export async function pythonWith(name, requirements) {
  const folder = join(cache, 'python', name)
  const python = join(folder, 'bin', 'python')
  await once(folder, requirements, async () => {
    await mustRun('making an environment for Python', ['python3', '-m', 'venv', folder], { timeout: 120 })
    await mustRun(
      `installing ${requirements.join(', ')}`,
      [python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...requirements],
      { timeout: 300 },
    )
  })
  return python
}
